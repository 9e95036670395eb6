package diag

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

func TestNearest(t *testing.T) {
	names := strings.Fields("name tags arn shard_count primary_stream synth schema")
	for name, want := range map[string]string{
		"nmae": "name", "nam": "name", "names": "name", "name": "", "tag": "tags", "x": "", "": "",
		"shard_cuont": "shard_count", "shards": "", "primary_steam": "primary_stream", "synht": "synth", "ran": "arn",
	} {
		assert.Equal(t, want, Nearest(name, names), name)
	}
	assert.Empty(t, Nearest("f", []string{"!", "x"}), "nothing is left of it")
}

func TestDistance(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "abc", 3}, {"abc", "abc", 0}, {"abc", "acb", 1}, {"abcd", "badc", 2}, {"kitten", "sitting", 3}, {"ca", "abc", 3}} {
		assert.Equal(t, test.want, distance(test.a, test.b), "%s %s", test.a, test.b)
		assert.Equal(t, test.want, distance(test.b, test.a), "%s %s", test.b, test.a)
	}
}

func TestReplaceKeepsWhatStandsAroundTheName(t *testing.T) {
	for text, want := range map[string]string{
		"nmae": "name", `"nmae"`: `"name"`, `'nmae'`: `'name'`, ":nmae": ":name", `:"nmae"`: `:"name"`, "nmae:": "name:", `"nmae":`: `"name":`,
		`"`: "name", ":": "name", "": "name", `""`: "name",
	} {
		f := source.NewFile("t.rb", []byte(text))
		d := UnknownAttribute.At(f.Span(0, len(text)), "no `nmae`").Replace(f.Span(0, len(text)), "name")
		e := d.Fixes[0].Edits[0]
		assert.Equal(t, want, text[:e.Span.Start]+e.Text+text[e.Span.End:], text)
	}
}

func TestOnlyOneSlipInWhatIsWrongIsCertain(t *testing.T) {
	for _, row := range []struct {
		code      *Code
		old, new  string
		uncertain bool
	}{
		{UnknownAttribute, "nmae", "name", false}, {UnknownAttribute, "gzip", "GZIP", false}, {UnknownAttribute, "nam", "name", true},
		{UnknownAttribute, "shrd_cuont", "shard_count", true}, {NearMiss, "orders_topic", "order_topic", true},
	} {
		f := source.NewFile("t.rb", []byte(row.old))
		d := row.code.At(f.Span(0, len(row.old)), "x").Suggest(f.Span(0, len(row.old)), row.new)
		assert.Equal(t, row.uncertain, d.Fixes[0].Guess, row.old)
	}
}
