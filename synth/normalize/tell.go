package normalize

import (
	"bytes"
	"fmt"
	"sort"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// A teller gathers the places of each changed word in each file.
type teller struct {
	by  map[spelling]*telling
	all []*telling // in the order in which they were met
}

// A spelling is one changed word in one file.
type spelling struct {
	file     *source.File
	rule     string
	old, new string
}

type telling struct {
	spelling
	message string
	moves   bool // the member moves elsewhere, which no replacement of a word does
	places  map[source.Span]bool
	spans   []source.Span // the places, as they were met
	address string        // of the resource that was met first
}

func newTeller() teller { return teller{by: map[spelling]*telling{}} }

// name notes a member under its old name.
func (t *teller) name(l *schema.Legacy, at value.Place, r *graph.Resource) {
	told := t.note(spelling{rule: l.Rule, old: l.Name, new: l.To}, at.Key, r)
	told.message = fmt.Sprintf("`%s` is now called `%s`", l.Name, l.To)
	into, name := cutLast(l.To)
	if into == "" {
		return
	}
	told.moves = true
	told.message = fmt.Sprintf("`%s` now stands in `%s`", l.Name, into)
	if name != l.Name {
		told.message += fmt.Sprintf(", as `%s`", name)
	}
}

// word notes an attribute that holds an old word.
func (t *teller) word(l *schema.Legacy, at value.Place, r *graph.Resource) {
	told := t.note(spelling{rule: l.Rule, old: l.Old, new: l.New}, at.Value, r)
	told.message = fmt.Sprintf("%s `%s` is now called `%s`", l.Name, l.Old, l.New)
}

// note notes a place of a changed word.
func (t *teller) note(key spelling, at source.Span, r *graph.Resource) *telling {
	if at.IsZero() {
		at = r.Where
	}
	key.file = at.File
	told := t.by[key]
	if told == nil {
		told = &telling{spelling: key, places: map[source.Span]bool{}, address: r.Address.String()}
		t.by[key] = told
		t.all = append(t.all, told)
	}
	if !told.places[at] {
		told.places[at] = true
		told.spans = append(told.spans, at)
	}
	return told
}

// list is one warning for each changed word and file, at its first place.
func (t *teller) list() diag.List {
	var out diag.List
	for _, told := range t.all {
		sort.Slice(told.spans, func(i, j int) bool { return told.spans[i].Before(told.spans[j]) })
		d := diag.New(told.rule, diag.Warning, told.spans[0], told.message).About(told.address)
		d.Count = len(told.spans)
		if edits := told.edits(); edits != nil {
			d.Fix("replace with `"+told.new+"`", edits...)
		}
		out.Add(d)
	}
	return out
}

// edits replace the word at every place where it stands as it is; nil for a
// member that moves, and when no place shows the word.
func (t *telling) edits() []diag.Edit {
	if t.moves {
		return nil
	}
	var edits []diag.Edit
	for _, at := range t.spans {
		if word := diag.Word(at); word.Text() == t.old && (word != at || isLabel(at)) {
			edits = append(edits, diag.Edit{Span: word, Text: t.new})
		}
	}
	return edits
}

// isLabel reports whether a bare word is a key of a hash that has a value, or
// the name of an attribute in a block. Others are variables: `{ size: }` holds
// one of that name.
func isLabel(at source.Span) bool {
	rest := bytes.TrimLeft(at.File.Data[at.End:], " \t") // the rest of the file: never copied
	value, isKey := bytes.CutPrefix(rest, []byte(":"))
	if !isKey {
		return startsStatement(at) && !bytes.HasPrefix(rest, []byte("=>"))
	}
	value = bytes.TrimLeft(value, " \t\r\n")
	return len(value) > 0 && bytes.IndexByte([]byte(",})]"), value[0]) < 0
}

// startsStatement reports whether nothing stands before a word but what may
// stand before a statement.
func startsStatement(at source.Span) bool {
	line := at.File.Position(int(at.Start)).Line
	before := bytes.TrimSpace(at.File.Data[at.File.LineStart(line):at.Start])
	return len(before) == 0 || bytes.IndexByte([]byte("{;|"), before[len(before)-1]) >= 0 || bytes.HasSuffix(before, []byte(" do"))
}
