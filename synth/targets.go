package synth

import (
	"io"

	"github.com/firehose-dsl/firehose-dsl/synth/emit"
	"github.com/firehose-dsl/firehose-dsl/synth/emit/cfn"
	"github.com/firehose-dsl/firehose-dsl/synth/emit/tfjson"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// A targetRow is one output language.
type targetRow struct {
	name    string
	rules   string // what rules about one target call it
	emitter emit.Target
}

// targets are the targets that are built, in the order in which help texts
// list them. The first is written when nobody asks for another.
var targets = []targetRow{
	{"terraform", "terraform", tfjson.Target{}},
	{"cloudformation", "cloudformation", cfn.Target{}},
	{"cloudformation-yaml", "cloudformation", cfn.Target{YAML: true}},
}

// Targets are the names of the targets that are built.
func Targets() []string {
	names := make([]string, len(targets))
	for i, t := range targets {
		names[i] = t.name
	}
	return names
}

// Emit writes a graph as a document of a target, which must be built.
func Emit(name string, rg *resolve.Graph, w io.Writer) error {
	return target(name).emitter.Emit(rg, w)
}

// target is the row of a name; the first for an empty one, nil for none.
func target(name string) *targetRow {
	for i := range targets {
		if targets[i].name == name || name == "" {
			return &targets[i]
		}
	}
	return nil
}

// forRun is the target as one run uses it: what it found out about a graph
// when it checked it serves when it writes it.
func (t *targetRow) forRun(noQuotas bool) *targetRow {
	made := *t
	if c, ok := t.emitter.(cfn.Target); ok {
		c.NoQuotas = noQuotas
		made.emitter = c.Remembering()
	}
	return &made
}
