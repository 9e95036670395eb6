// Command bench measures the compiler and prints a page: whole processes
// for time and memory, the library for allocations and the share of each
// stage, and in the same run the limit (reading and writing the output with
// encoding/json) and, where Ruby is installed, MRI on the same template.
//
//	bench [-o FILE]
//
// It judges nothing: figures of one machine on one day are no test.
package main

import (
	_ "embed"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth"
)

//go:embed mri.rb
var mri []byte

const document = "testdata/golden/seed/firehose-delivery-streams.md"

func main() {
	if len(os.Args) > 3 && os.Args[1] == "child" { // one that is measured
		exitOn(child(os.Args[2], os.Args[3:]))
		return
	}
	out := flag.String("o", "", "write the page to this file instead of standard output")
	flag.Parse()
	text := measured()
	if *out == "" {
		fmt.Print(text)
		return
	}
	exitOn(os.WriteFile(*out, []byte(text), 0o644))
}

// measured makes all measurements and gives their page.
func measured() string {
	dir, err := os.MkdirTemp("", "bench")
	exitOn(err)
	defer os.RemoveAll(dir)
	b := newBench(dir)
	b.size()
	b.cold()
	b.compare(10000)
	b.growth("Loop form", "loop", 1000, 10000, 20000)
	b.growth("Straight lines", "straight", 1000, 10000, 20000)
	b.growth("The document's style", "style", 1000, 10000)
	b.targets(10000)
	b.diff(10000)
	b.loops()
	b.methods()
	b.stages(10000)
	return b.text()
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// A bench is one run of all measurements.
type bench struct {
	page
	dir     string // for what is measured
	binary  string
	prelude string // what MRI needs to run a template; empty without Ruby
}

// newBench builds the binary that is measured.
func newBench(dir string) *bench {
	b := &bench{dir: dir, binary: filepath.Join(dir, "firehose-dsl")}
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", b.binary, "./cmd/firehose-dsl")
	build.Env = append(os.Environ(), "CGO_ENABLED=0") // as make build does
	build.Stderr = os.Stderr
	exitOn(build.Run())
	b.machine = machine{processor: processor(), count: runtime.NumCPU(), goVersion: runtime.Version()}
	if version, err := exec.Command("ruby", "--version").Output(); err == nil {
		b.machine.ruby = strings.TrimSpace(string(version))
		b.prelude = filepath.Join(dir, "mri.rb")
		exitOn(os.WriteFile(b.prelude, mri, 0o600))
	}
	return b
}

// begin opens a table, and says so: a run takes minutes.
func (b *bench) begin(title, note string, head ...string) *table {
	fmt.Fprintln(os.Stderr, title)
	return b.page.begin(title, note, head...)
}

// processor is the model's name as Linux tells it.
func processor() string {
	text, _ := os.ReadFile("/proc/cpuinfo") // without it, the name of the architecture must do
	for _, l := range strings.Split(string(text), "\n") {
		if key, name, ok := strings.Cut(l, ":"); ok && strings.TrimSpace(key) == "model name" {
			return strings.TrimSpace(name)
		}
	}
	return runtime.GOARCH
}

func (b *bench) size() {
	info, err := os.Stat(b.binary)
	exitOn(err)
	b.bound("%.1f MB", "the binary, stripped", float64(info.Size())/1e6, 16)
}

// cold measures whole processes that do little.
func (b *bench) cold() {
	t := b.begin("Whole processes", "From start to end, medians of 21.", costHead...)
	for _, c := range []struct {
		name  string
		limit float64 // ms
		args  []string
	}{
		{"`version`", 6, []string{"version"}},
		{"`synth` of the original document", 12, []string{"synth", "-o", filepath.Join(b.dir, "document"), document}},
		{"`explain --list`", 30, []string{"explain", "--list"}},
	} {
		f, err := measure(21, b.binary, c.args...)
		exitOn(err)
		t.cost(c.name, f)
		b.bound("%.1f ms", c.name+", whole process", milliseconds(f.cpu), c.limit)
	}
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// growth measures templates of several sizes and the cost of each further unit.
func (b *bench) growth(name, form string, sizes ...int) {
	t := b.begin(name, "A unit is a stream with what stands around it; medians of 5.", append(costHead, "a unit", "of the first")...)
	first := time.Duration(0)
	for _, n := range sizes {
		f, err := measure(5, b.binary, "synth", "-o", filepath.Join(b.dir, "out"), b.file(form, n))
		exitOn(err)
		per := f.cpu / time.Duration(n)
		if first == 0 {
			first = per
		}
		t.cost(fmt.Sprintf("%d units", n), f, per.Round(100*time.Nanosecond).String(), fmt.Sprintf("%.2f", ratio(per, first)))
		if form == "loop" && n == 20000 {
			b.bound("%.2f", "loop form, a unit of 20,000 to a unit of 1,000", ratio(per, first), 1.2)
		}
	}
}

// file writes a generated template and gives its path. A child does it, as all
// that takes memory: what this process has had counts as peak of its children.
func (b *bench) file(form string, n int) string {
	path := filepath.Join(b.dir, "bench.rb")
	exitOn(exec.Command(self(), "child", form, strconv.Itoa(n), path).Run())
	return path
}

// compare measures the loop form beside the limit and beside MRI.
func (b *bench) compare(n int) {
	t := b.begin("Beside others", fmt.Sprintf("The loop form of %d units, all checks on, medians of 5.", n), costHead...)
	path := b.file("loop", n)
	ours, err := measure(5, b.binary, "synth", "-o", filepath.Join(b.dir, "out"), path)
	exitOn(err)
	t.cost("firehose-dsl", ours)
	theirs, err := measure(5, self(), "child", "json", filepath.Join(b.dir, "out", "bench", "main.tf.json"))
	exitOn(err)
	t.cost("encoding/json reads and writes the output", theirs)
	b.bound("%.1f MiB", "loop form of 10,000 units, peak memory", float64(ours.peak)/1024, 80)
	b.bound("%.2f", "the same beside encoding/json", ratio(ours.cpu, theirs.cpu), 0.6)
	if b.prelude == "" {
		return
	}
	f, err := measure(5, "ruby", b.prelude, path)
	exitOn(err)
	t.cost("MRI evaluates, and generates JSON", f)
	b.bound("%.2f", "the same beside MRI", ratio(ours.cpu, f.cpu), 0.5)
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

// stages runs the library once and tells what each stage took, and what was
// allocated in all.
func (b *bench) stages(n int) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	w := &watch{took: map[string]time.Duration{}, since: time.Now()}
	r := synth.Run(synth.Job{Files: []*source.File{source.NewFile("bench.rb", []byte(loop(n)))}, Trace: w.next})
	w.next("emit")
	for _, d := range r.Documents {
		exitOn(d.Write(io.Discard))
	}
	w.next("")
	runtime.ReadMemStats(&after)
	t := b.begin("Share of each stage", fmt.Sprintf("The loop form of %d units, one run of the library: %d allocations, %.1f MiB in all.",
		n, after.Mallocs-before.Mallocs, float64(after.TotalAlloc-before.TotalAlloc)/(1<<20)), "stage", "wall", "share")
	for _, s := range w.names {
		t.row(s, round(w.took[s]), fmt.Sprintf("%.1f %%", 100*ratio(w.took[s], w.total)))
	}
}

// A watch tells how long each stage took. Stages may come again.
type watch struct {
	names   []string // as they came first
	took    map[string]time.Duration
	total   time.Duration
	current string
	since   time.Time
}

func (w *watch) next(stage string) {
	now := time.Now()
	if w.current != "" {
		if _, seen := w.took[w.current]; !seen {
			w.names = append(w.names, w.current)
		}
		w.took[w.current] += now.Sub(w.since)
	}
	w.total += now.Sub(w.since)
	w.current, w.since = stage, now
}
