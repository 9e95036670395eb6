package synth

import (
	"github.com/firehose-dsl/firehose-dsl/synth/emit"
	"github.com/firehose-dsl/firehose-dsl/synth/emit/cfn"
	"github.com/firehose-dsl/firehose-dsl/synth/emit/tfjson"
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

// target is the row of a name; the first for an empty one, nil for none.
func target(name string) *targetRow {
	for i := range targets {
		if targets[i].name == name || name == "" {
			return &targets[i]
		}
	}
	return nil
}
