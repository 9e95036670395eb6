package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"sort"
	"syscall"
	"time"
)

// A figure is what one run of a program cost.
type figure struct {
	cpu, wall time.Duration
	peak      int64 // KiB of resident memory at most
}

// measure runs a program several times after a warm-up and gives the median
// of each cost. What it prints is thrown away.
func measure(runs int, program string, args ...string) (figure, error) {
	var fs []figure
	for i := 0; i <= runs; i++ {
		f, err := once(program, args...)
		if err != nil {
			return figure{}, err
		}
		if i > 0 {
			fs = append(fs, f)
		}
	}
	return figure{
		cpu:  median(fs, func(f figure) time.Duration { return f.cpu }),
		wall: median(fs, func(f figure) time.Duration { return f.wall }),
		peak: median(fs, func(f figure) int64 { return f.peak }),
	}, nil
}

func once(program string, args ...string) (figure, error) {
	cmd := exec.Command(program, args...)
	cmd.Stdout, cmd.Stderr = io.Discard, os.Stderr
	if quiet(args) {
		cmd.Stderr = io.Discard
	}
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return figure{}, err
	}
	usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	return figure{
		cpu:  cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(),
		wall: time.Since(start),
		peak: usage.Maxrss,
	}, nil
}

// costHead is the head of a table of costs.
var costHead = []string{"what", "cpu", "wall", "peak"}

// cost is a row of what a run cost, with what else its table shows.
func (t *table) cost(what string, f figure, more ...string) {
	t.row(append([]string{what, round(f.cpu), round(f.wall), fmt.Sprintf("%.1f MiB", float64(f.peak)/1024)}, more...)...)
}

func round(d time.Duration) string { return d.Round(100 * time.Microsecond).String() }

// quiet reports whether a run of the compiler says things on standard error
// that are no failure: warnings, what it wrote, and its summary.
func quiet(args []string) bool { return len(args) > 0 && (args[0] == "synth" || args[0] == "check") }

func ratio(a, b time.Duration) float64 { return float64(a) / float64(b) }

func median[T int64 | time.Duration](fs []figure, of func(figure) T) T {
	vs := make([]T, len(fs))
	for i, f := range fs {
		vs[i] = of(f)
	}
	sort.Slice(vs, func(i, j int) bool { return vs[i] < vs[j] })
	return vs[len(vs)/2]
}
