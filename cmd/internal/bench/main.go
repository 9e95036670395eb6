// Command bench measures the compiler and prints a report: whole processes
// for time and memory, the library for allocations and the share of each
// stage, and in the same run the limit (reading and writing the output with
// encoding/json) and, where Ruby is installed, MRI on the same template.
//
// It judges nothing: figures of one machine on one day are no test.
package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth"
)

//go:embed mri.rb
var mri []byte

const document = "testdata/golden/seed/firehose-delivery-streams.md"

func main() {
	if len(os.Args) > 2 { // a child that is measured
		exitOn(child(os.Args[1], os.Args[2:]))
		return
	}
	dir, err := os.MkdirTemp("", "bench")
	exitOn(err)
	defer os.RemoveAll(dir)
	b := &bench{dir: dir, binary: filepath.Join(dir, "firehose-dsl")}
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", b.binary, "./cmd/firehose-dsl")
	build.Stderr = os.Stderr
	exitOn(build.Run())
	b.size()
	b.cold()
	b.growth("loop form", loop, 1000, 10000, 20000)
	b.growth("straight lines", straight, 1000, 10000, 20000)
	b.growth("the document's style", style, 1000, 10000)
	b.compare(10000)
	b.targets(10000)
	b.diff(10000)
	b.stages(10000)
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// A bench is one run of all measurements.
type bench struct{ dir, binary string }

func (b *bench) size() {
	info, err := os.Stat(b.binary)
	exitOn(err)
	fmt.Printf("binary, stripped: %.1f MB; %s, %d processors\n", float64(info.Size())/1e6, runtime.Version(), runtime.NumCPU())
}

// cold measures whole processes that do little.
func (b *bench) cold() {
	fmt.Println("\nwhole processes, medians of 21")
	for _, c := range []struct {
		name string
		args []string
	}{
		{"version", []string{"version"}},
		{"the original document", []string{"synth", "-o", filepath.Join(b.dir, "document"), document}},
	} {
		f, err := measure(21, b.binary, c.args...)
		exitOn(err)
		b.row(c.name, f)
	}
}

func (b *bench) row(name string, f figure) {
	fmt.Printf("  %-32s cpu %8s  wall %8s  peak %6.1f MiB\n", name, round(f.cpu), round(f.wall), float64(f.peak)/1024)
}

func round(d time.Duration) time.Duration { return d.Round(100 * time.Microsecond) }

// growth measures templates of several sizes and the cost of each further unit.
func (b *bench) growth(name string, make func(int) string, sizes ...int) {
	fmt.Printf("\n%s, medians of 5\n", name)
	first := time.Duration(0)
	for _, n := range sizes {
		f, err := measure(5, b.binary, "synth", "-o", filepath.Join(b.dir, "out"), b.file(make(n)))
		exitOn(err)
		per := f.cpu / time.Duration(n)
		if first == 0 {
			first = per
		}
		b.row(fmt.Sprintf("%d units", n), f)
		fmt.Printf("  %-32s %s a unit, %.2f of the first\n", "", per.Round(100*time.Nanosecond), float64(per)/float64(first))
	}
}

// file writes a template and gives its path.
func (b *bench) file(text string) string {
	path := filepath.Join(b.dir, "bench.rb")
	exitOn(os.WriteFile(path, []byte(text), 0o600))
	return path
}

// compare measures the loop form beside the limit and beside MRI.
func (b *bench) compare(n int) {
	fmt.Printf("\nloop form of %d units beside others, medians of 5\n", n)
	path := b.file(loop(n))
	ours, err := measure(5, b.binary, "synth", "-o", filepath.Join(b.dir, "out"), path)
	exitOn(err)
	b.row("firehose-dsl, all checks on", ours)
	theirs, err := measure(5, self(), "-json", filepath.Join(b.dir, "out", "bench", "main.tf.json"))
	exitOn(err)
	b.row("encoding/json, read and write", theirs)
	fmt.Printf("  cpu: %.2f of the limit's\n", float64(ours.cpu)/float64(theirs.cpu))
	b.beside(path, ours)
}

// beside measures MRI on the same template.
func (b *bench) beside(path string, ours figure) {
	if _, err := exec.LookPath("ruby"); err != nil {
		fmt.Println("  ruby is not installed: not compared with MRI")
		return
	}
	prelude := filepath.Join(b.dir, "mri.rb")
	exitOn(os.WriteFile(prelude, mri, 0o600))
	f, err := measure(5, "ruby", prelude, path)
	exitOn(err)
	b.row("MRI, JSON.generate", f)
	fmt.Printf("  cpu: %.2f of MRI's\n", float64(ours.cpu)/float64(f.cpu))
}

// limit reads a document and writes it again.
func limit(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var doc any
	if err := json.Unmarshal(text, &doc); err != nil {
		return err
	}
	out, err := json.Marshal(doc)
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(out)
	return err
}

// stages runs the library once and prints what each stage took, and what was
// allocated in all.
func (b *bench) stages(n int) {
	fmt.Printf("\nshare of each stage, loop form of %d units, one run of the library\n", n)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	var names []string
	took := map[string]time.Duration{}
	current, since := "", start
	next := func(stage string) {
		now := time.Now()
		if current != "" {
			if _, seen := took[current]; !seen {
				names = append(names, current)
			}
			took[current] += now.Sub(since)
		}
		current, since = stage, now
	}
	r := synth.Run(synth.Job{Files: []*source.File{source.NewFile("bench.rb", []byte(loop(n)))}, Trace: next})
	next("emit")
	for _, d := range r.Documents {
		exitOn(d.Write(discard{}))
	}
	next("")
	total := time.Since(start)
	runtime.ReadMemStats(&after)
	for _, s := range names {
		fmt.Printf("  %-12s %8s  %4.1f %%\n", s, round(took[s]), 100*float64(took[s])/float64(total))
	}
	fmt.Printf("  in all %s, %d allocations, %.1f MiB\n", round(total), after.Mallocs-before.Mallocs,
		float64(after.TotalAlloc-before.TotalAlloc)/(1<<20))
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }
