package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth"
)

// This file measures what the command line cannot be asked for: the library
// without quotas, and encoding/json, each in a child of this program.

func self() string {
	path, err := os.Executable()
	exitOn(err)
	return path
}

// child does one thing whose cost is measured: it is called as -json FILE,
// -read FILE FILE, or -TARGET TEMPLATE OUTPUT.
func child(what string, args []string) error {
	switch what {
	case "-json":
		return limit(args[0])
	case "-read":
		return readJSON(args)
	}
	return emit(what[1:], args[0], args[1])
}

// readJSON reads documents with encoding/json, one after the other.
func readJSON(paths []string) error {
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		var doc any
		if err := json.Unmarshal(text, &doc); err != nil {
			return err
		}
	}
	return nil
}

// emit compiles a template for a target, whatever the size of the document.
func emit(target, template, out string) error {
	text, err := os.ReadFile(template)
	if err != nil {
		return err
	}
	r := synth.Run(synth.Job{Files: []*source.File{source.NewFile("bench.rb", text)}, Target: target, NoQuotas: true})
	if len(r.Documents) != 1 {
		return fmt.Errorf("%d documents for %s", len(r.Documents), target)
	}
	return write(r.Documents[0], out)
}

func write(d synth.Document, path string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	return d.Write(file)
}

// targets measures one template for each target.
func (b *bench) targets(n int) {
	fmt.Printf("\nloop form of %d units through the library, quotas off, medians of 5\n", n)
	path := b.file(loop(n))
	first := figure{}
	for _, target := range []string{"terraform", "cloudformation", "cloudformation-yaml"} {
		f, err := measure(5, self(), "-"+target, path, filepath.Join(b.dir, "document"))
		exitOn(err)
		b.row(target, f)
		if first == (figure{}) {
			first = f
			continue
		}
		fmt.Printf("  of Terraform's: cpu %.2f, wall %.2f\n", ratio(f.cpu, first.cpu), ratio(f.wall, first.wall))
	}
}

// diff measures the comparison of two documents that differ in the last unit,
// beside reading both with encoding/json.
func (b *bench) diff(n int) {
	for _, d := range []struct{ target, name string }{{"terraform", "%s.tf.json"}, {"cloudformation", "%s.template.json"}} {
		fmt.Printf("\ndiff of two documents of %d units, %s, medians of 5\n", n, d.target)
		var paths []string
		for i, side := range []string{"old", "new"} {
			path := filepath.Join(b.dir, fmt.Sprintf(d.name, side))
			exitOn(emit(d.target, b.file(loop(n+i)), path))
			paths = append(paths, path)
		}
		ours, err := measure(5, b.binary, append([]string{"diff", "--exit-zero"}, paths...)...)
		exitOn(err)
		theirs, err := measure(5, self(), append([]string{"-read"}, paths...)...)
		exitOn(err)
		b.row("firehose-dsl diff", ours)
		b.row("encoding/json, read both", theirs)
		fmt.Printf("  of encoding/json: cpu %.2f, wall %.2f\n", ratio(ours.cpu, theirs.cpu), ratio(ours.wall, theirs.wall))
	}
}
