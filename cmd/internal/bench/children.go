package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

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

// child does one thing in a process of its own: it is called as json FILE,
// read FILE FILE, FORM UNITS TEMPLATE, or TARGET TEMPLATE OUTPUT.
func child(what string, args []string) error {
	switch what {
	case "json":
		return limit(args[0])
	case "read":
		return readJSON(args)
	case "loop", "straight", "style":
		return generate(forms[what], args[0], args[1])
	}
	return emit(what, args[0], args[1])
}

var forms = map[string]func(int) string{"loop": loop, "straight": straight, "style": style}

// generate writes a template of so many units.
func generate(form func(int) string, units, path string) error {
	n, err := strconv.Atoi(units)
	if err != nil {
		return err
	}
	return os.WriteFile(path, []byte(form(n)), 0o600)
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
	t := b.begin("Targets", fmt.Sprintf("The loop form of %d units through the library, quotas off, medians of 5.", n), costHead...)
	path := b.file("loop", n)
	first := figure{}
	for _, target := range []string{"terraform", "cloudformation", "cloudformation-yaml"} {
		f, err := measure(5, self(), "child", target, path, filepath.Join(b.dir, "document.out"))
		exitOn(err)
		t.cost(target, f)
		switch target {
		case "terraform":
			first = f
		case "cloudformation":
			b.bound("%.2f", "CloudFormation beside Terraform", ratio(f.cpu, first.cpu), 1.2)
		}
	}
}

// diff measures the comparison of two documents that differ in the last unit,
// beside reading both with encoding/json.
func (b *bench) diff(n int) {
	t := b.begin("Diff", fmt.Sprintf("Two documents of %d units that differ in the last, medians of 5.", n), costHead...)
	for _, d := range []struct{ target, name string }{{"terraform", "%s.tf.json"}, {"cloudformation", "%s.template.json"}} {
		var paths []string
		for i, side := range []string{"old", "new"} {
			path := filepath.Join(b.dir, fmt.Sprintf(d.name, side))
			exitOn(exec.Command(self(), "child", d.target, b.file("loop", n+i), path).Run())
			paths = append(paths, path)
		}
		ours, err := measure(5, b.binary, append([]string{"diff", "--exit-zero"}, paths...)...)
		exitOn(err)
		theirs, err := measure(5, self(), append([]string{"child", "read"}, paths...)...)
		exitOn(err)
		t.cost("`diff`, "+d.target, ours)
		t.cost("encoding/json reads both", theirs)
		b.bound("%.2f", "`diff` beside encoding/json, "+d.target+", wall", ratio(ours.wall, theirs.wall), 2)
	}
}
