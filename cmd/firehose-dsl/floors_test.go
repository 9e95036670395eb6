package main

import (
	"bytes"
	"os/exec"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const module = "github.com/firehose-dsl/firehose-dsl/"

// floorPlan says who may import whom: in `a < b`, b may import a, and
// everything that a may. `x/...` is the whole subtree, itself excepted. It is
// policy: a red test is a question about the design, not about this text.
// docs/architecture.md explains it.
const floorPlan = `
NONE                            < dsl/source < dsl/diag < dsl < dsl/scope;
dsl/diag                        < dsl/diag/render;
dsl/source                      < compiler/value < compiler/graph;
dsl/scope, compiler/value       < compiler/lower;
NONE                            < compiler/core/elementary;
dsl/diag, compiler/value, compiler/core/elementary < compiler/core;
compiler/lower, compiler/core, compiler/graph < compiler/vm < compiler;
NONE                            < stdlib;
dsl/diag, stdlib                < synth/prefix;
dsl/diag                        < synth/jq;
dsl/diag, compiler/graph, stdlib < synth/schema;
synth/schema, synth/prefix      < synth/normalize, synth/resolve;
synth/resolve                   < synth/check, synth/emit, synth/diff, synth/draw, synth/iam, synth/preview;
synth/prefix, synth/jq          < synth/check, synth/preview;
synth/check                     < stdlib/internal/gen;
synth/emit                      < synth/emit/tfjson, synth/emit/tfhcl, synth/emit/cfn;
synth/schema, synth/emit        < synth/read;
synth/emit, synth/resolve       < synth/emit/expr < synth/iam < synth/check;
compiler/graph                  < synth/internal/build;
compiler, stdlib, every synth/... < synth;
synth, dsl/diag/render          < cmd/internal/project < cmd/internal/workspace, cmd/internal/golden;
cmd/internal/workspace          < cmd/internal/lsp;
synth                           < cmd/internal/bench, cmd/internal/confirm;
synth, cmd/internal/project     < cmd/internal/corpus;
every cmd/internal/...          < cmd/internal/cli < cmd/firehose-dsl;
`

// guests are packages of others, or of the standard library, and the rooms
// that they stay in: a room and, with /..., what lies below it.
var guests = []struct{ path, rooms string }{
	{"github.com/yuin/gopher-lua", "compiler/lower compiler/vm"},
	{"github.com/hashicorp/hcl/v2", "synth/schema synth/check synth/read synth/emit/tfhcl cmd/internal/project stdlib/internal/..."},
	{"github.com/zclconf/go-cty", "synth/schema synth/check synth/read synth/emit/tfhcl cmd/internal/project stdlib/internal/..."},
	{"github.com/itchyny/gojq", "synth/jq"},
	{"github.com/yuin/goldmark", "cmd/internal/project"},
	{"github.com/spf13/cobra", "cmd/internal/cli"},
	{"os", "cmd/... stdlib/internal/..."},
}

func TestFloors(t *testing.T) {
	imports := packages(t)
	allowed := closure(rules(t, floorPlan, imports))
	for _, name := range sorted(imports) {
		if _, ok := allowed[name]; !ok {
			t.Errorf("%s is not on the floor plan", name)
			continue
		}
		for _, imported := range imports[name] {
			ours, ok := strings.CutPrefix(imported, module)
			if ok && !allowed[name][ours] {
				t.Errorf("%s imports %s, which is not beneath it", name, ours)
			}
		}
	}
}

func TestGuestsStayInTheirRooms(t *testing.T) {
	imports := packages(t)
	for _, name := range sorted(imports) {
		for _, imported := range imports[name] {
			for _, g := range guests {
				if imported == g.path || strings.HasPrefix(imported, g.path+"/") {
					assert.True(t, inRooms(name, g.rooms), "%s imports %s, whose rooms are %s", name, imported, g.rooms)
				}
			}
		}
	}
}

// A plan that is broken must be noticed.
func TestFloorPlanIsRead(t *testing.T) {
	imports := map[string][]string{"a": nil, "b": nil, "c/d": nil, "c/e": nil}
	allowed := closure(rules(t, "NONE < a < b; every c/... < b; a < c/d", imports))
	assert.True(t, allowed["b"]["a"])
	assert.True(t, allowed["b"]["c/e"])
	assert.True(t, allowed["c/d"]["a"])
	assert.False(t, allowed["a"]["b"])
	assert.False(t, allowed["c/e"]["a"])
}

func inRooms(name, rooms string) bool {
	return slices.ContainsFunc(strings.Fields(rooms), func(room string) bool {
		below, subtree := strings.CutSuffix(room, "...")
		return name == room || subtree && strings.HasPrefix(name, below)
	})
}

// packages is what each package of the module imports, without its tests; by
// path within the module.
func packages(t *testing.T) map[string][]string {
	t.Helper()
	cmd := exec.Command("go", "list", "-f", "{{.ImportPath}} {{join .Imports \" \"}}", module+"...")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	require.NoError(t, err, stderr.String())
	imports := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		imports[strings.TrimPrefix(words[0], module)] = words[1:]
	}
	require.Contains(t, imports, "dsl/source")
	return imports
}

// rules reads a plan: for each package those named directly beneath it.
func rules(t *testing.T, plan string, imports map[string][]string) map[string]map[string]bool {
	t.Helper()
	beneath := map[string]map[string]bool{}
	for statement := range strings.SplitSeq(strings.TrimSpace(plan), ";") {
		var lower []string
		for i, part := range strings.Split(statement, "<") {
			names := expand(part, imports)
			for _, name := range names {
				if beneath[name] == nil && i > 0 {
					beneath[name] = map[string]bool{}
				}
				for _, l := range lower {
					if l != name {
						beneath[name][l] = true
					}
				}
			}
			lower = names
		}
	}
	return beneath
}

// expand is the packages that a part of a statement names.
func expand(part string, imports map[string][]string) []string {
	var names []string
	for word := range strings.SplitSeq(part, ",") {
		word = strings.TrimSpace(word)
		below, every := strings.CutPrefix(word, "every ")
		switch {
		case word == "" || word == "NONE":
		case every:
			prefix := strings.TrimSuffix(below, "...")
			for _, name := range sorted(imports) {
				if strings.HasPrefix(name, prefix) {
					names = append(names, name)
				}
			}
		default:
			names = append(names, word)
		}
	}
	return names
}

// closure adds to each package what the packages beneath it may import.
func closure(beneath map[string]map[string]bool) map[string]map[string]bool {
	for changed := true; changed; {
		changed = false
		for _, below := range beneath {
			for b := range below {
				for c := range beneath[b] {
					changed = changed || !below[c]
					below[c] = true
				}
			}
		}
	}
	return beneath
}

func sorted[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
