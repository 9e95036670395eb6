package check

// The index of all rules, in the pack of pages: a line for each, with what
// lists and levels need, so that no page is opened for them.

import (
	"strings"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// indexed is the first field of a line of the index.
const indexed = "rule"

// IndexLines are the lines of the index, for the generator.
func IndexLines(rules []*Page) [][]string {
	var out [][]string
	for _, p := range rules {
		out = append(out, []string{indexed, p.ID, p.Name, p.Severity.String(), p.Target, listText(p.On), listText(p.Messages),
			p.Evidence, oneLine(p.Source), repairWords(p.Repairs), listText(p.Bounds), flag(p.Legacy)})
	}
	return out
}

// Index is every rule that the compiler knows, by id, without prose and examples.
func Index() []*Page {
	var out []*Page
	schema.PackedRules(func(f []string) {
		out = append(out, &Page{
			ID: f[1], Name: f[2], Severity: severities[f[3]], Target: f[4], On: splitList(f[5]), Messages: splitList(f[6]),
			Evidence: f[7], Source: f[8], Repairs: kindsOf(f[9]), Bounds: splitList(f[10]), Legacy: f[11] != "",
		})
	})
	return out
}

// listMark stands between the texts of a list: a unit separator.
const listMark = "\x1f"

func listText(list []string) string {
	lines := make([]string, len(list))
	for i, text := range list {
		lines[i] = oneLine(text)
	}
	return strings.Join(lines, listMark)
}

func splitList(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, listMark)
}

// oneLine is a text with single blanks for all its white space.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

func flag(is bool) string {
	if is {
		return "yes"
	}
	return ""
}

func repairWords(kinds []diag.RepairKind) string {
	words := make([]string, len(kinds))
	for i, k := range kinds {
		words[i] = k.String()
	}
	return strings.Join(words, listMark)
}

func kindsOf(text string) []diag.RepairKind {
	var out []diag.RepairKind
	for _, word := range splitList(text) {
		out = append(out, repairKinds[word])
	}
	return out
}
