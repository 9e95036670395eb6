// Command corpus parses and checks a folder of other people's Ruby templates
// and counts what stops them, by code. Nothing of theirs is kept.
//
//	corpus [-v] DIR
//
// A unit is a .rb file, or a ruby fence of a Markdown document. What the ruby
// of this machine does not parse either (placeholders such as { ... }) is
// counted apart; without one every unit is taken for Ruby.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/cmd/internal/project"
	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth"
)

func main() {
	verbose := flag.Bool("v", false, "name each unit that does not parse, with the first mistake")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: corpus [-v] DIR")
		os.Exit(64)
	}
	c := &corpus{verbose: *verbose, parsing: map[string]int{}, checking: map[string]int{}}
	if err := filepath.WalkDir(flag.Arg(0), c.visit); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	c.report()
}

// A corpus is the count of one folder.
type corpus struct {
	verbose bool

	units, foreign, parsed, checked int

	parsing, checking map[string]int // units stopped, by code
}

func (c *corpus) visit(path string, e fs.DirEntry, err error) error {
	if err != nil || !e.Type().IsRegular() {
		return err
	}
	ext := filepath.Ext(path)
	if ext != ".rb" && ext != ".md" {
		return nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	parts, _ := project.Sources(source.NewFile(path, data))
	for _, f := range parts {
		c.unit(f)
	}
	return nil
}

// unit counts one unit: what its first error is, in parsing or after it.
func (c *corpus) unit(f *source.File) {
	c.units++
	_, diags := dsl.Parse(f)
	first := firstError(diags)
	switch {
	case first == nil:
		c.parsed++
	case !isRuby(f):
		c.foreign++
		return
	default:
		c.parsing[first.Code]++
		c.tell(f, first)
		return
	}
	result := synth.Run(synth.Job{Files: []*source.File{f}})
	if first = firstError(result.Diags); first == nil {
		c.checked++
		return
	}
	c.checking[first.Code]++
}

func firstError(ds diag.List) *diag.Diagnostic {
	for _, d := range ds {
		if d.Severity == diag.Error {
			return d
		}
	}
	return nil
}

func (c *corpus) tell(f *source.File, d *diag.Diagnostic) {
	if c.verbose {
		p := f.Position(int(d.Span.Start))
		fmt.Printf("%s:%d:%d: %s %s\n", f.Name, p.Line, p.Column, d.Code, d.Message)
	}
}

// isRuby reports whether Ruby itself parses a unit.
func isRuby(f *source.File) bool {
	command := exec.Command("ruby", "-W0", "-c", "-")
	command.Stdin = bytes.NewReader(f.Data[f.From:f.To])
	err := command.Run()
	_, judged := err.(*exec.ExitError)
	return !judged
}

func (c *corpus) report() {
	ruby := c.units - c.foreign
	fmt.Printf("%d units, %d of them no Ruby\n", c.units, c.foreign)
	fmt.Printf("%d of %d parse (%.1f %%)\n", c.parsed, ruby, percent(c.parsed, ruby))
	fmt.Printf("%d of %d compile without an error (%.1f %%)\n", c.checked, ruby, percent(c.checked, ruby))
	list("what stops parsing, by code", c.parsing)
	list("what stops those that parse, by code", c.checking)
}

func percent(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return 100 * float64(n) / float64(of)
}

// list prints counts, the largest first.
func list(title string, counts map[string]int) {
	codes := make([]string, 0, len(counts))
	for code := range counts {
		codes = append(codes, code)
	}
	slices.SortFunc(codes, func(a, b string) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return strings.Compare(a, b)
	})
	fmt.Println(title + ":")
	for _, code := range codes {
		fmt.Printf("%6d  %s\n", counts[code], code)
	}
}
