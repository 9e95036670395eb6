package render

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

const lake = `template :lake do
  aws_kinesis_firehose_delivery_stream(:raw, {
    name: "raw",
    destination: "extended_s3",
    role: roles.arn,
    extended_s3_configuration: {
      role_arn: roles.arn,
      bucket_arn: buckets.arn,
      prefix: "raw/source=!{partitionKeyFromQuery:source}/",
    },
  })
end
`

// at is the span of the nth occurrence of a word in a file.
func at(t *testing.T, f *source.File, word string, nth int) source.Span {
	t.Helper()
	from := 0
	for ; nth > 0; nth-- {
		i := strings.Index(string(f.Data[from:]), word)
		require.GreaterOrEqual(t, i, 0, "no %q", word)
		from += i + 1
	}
	return f.Span(from-1, from-1+len(word))
}

func rendered(t *testing.T, ds ...*diag.Diagnostic) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, Text(&b, ds, false))
	return b.String()
}

func TestTextShowsBothHalvesInOrderOfLines(t *testing.T) {
	f := source.NewFile("data_lake.rb", []byte(lake))
	d := diag.New("FH605", diag.Error, at(t, f, "!{partitionKeyFromQuery:source}", 1),
		"prefix uses `partitionKeyFromQuery`, but dynamic partitioning is not enabled").
		Labelled("needs a partition key").
		Also(at(t, f, "extended_s3_configuration", 1), "no `dynamic_partitioning_configuration` in this block").
		Advise("add `dynamic_partitioning_configuration: { enabled: true }` and a `MetadataExtraction` processor")
	assert.Equal(t, "error[FH605]: prefix uses `partitionKeyFromQuery`, but dynamic partitioning is not enabled\n"+
		"  --> data_lake.rb:9:27\n"+
		"   |\n"+
		" 6 |     extended_s3_configuration: {\n"+
		"   |     ------------------------- no `dynamic_partitioning_configuration` in this block\n"+
		" 9 |       prefix: \"raw/source=!{partitionKeyFromQuery:source}/\",\n"+
		"   |                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ needs a partition key\n"+
		"   = help: add `dynamic_partitioning_configuration: { enabled: true }` and a `MetadataExtraction` processor\n\n",
		rendered(t, d))
}

func TestTextShapes(t *testing.T) {
	file := func(s string) *source.File { return source.NewFile("a.rb", []byte(s)) }
	tests := map[string]struct {
		make func() *diag.Diagnostic
		want string
	}{
		"without a place": {
			func() *diag.Diagnostic { return diag.New("E0601", diag.Error, source.Span{}, "no template found") },
			"error[E0601]: no template found\n\n",
		},
		"the end of the file": {
			func() *diag.Diagnostic {
				f := file("x = [\n")
				return diag.New("E0101", diag.Error, f.Span(6, 6), "no `]`").Also(f.Span(4, 5), "opened here")
			},
			"error[E0101]: no `]`\n --> a.rb:2:1\n  |\n1 | x = [\n  |     - opened here\n2 |\n  | ^\n\n",
		},
		"two labels on one line": {
			func() *diag.Diagnostic {
				f := file("a = b\n")
				return diag.New("X", diag.Warning, f.Span(4, 5), "m").Labelled("two").Also(f.Span(0, 1), "one")
			},
			"warning[X]: m\n --> a.rb:1:5\n  |\n1 | a = b\n  | - one\n  |     ^ two\n\n",
		},
		"several lines are marked on the first": {
			func() *diag.Diagnostic {
				f := file("f(1,\n  2)\n")
				return diag.New("X", diag.Note, f.Span(1, 9), "m")
			},
			"note[X]: m\n --> a.rb:1:2\n  |\n1 | f(1,\n  |  ^^^\n\n",
		},
		"tabs and wide characters": {
			func() *diag.Diagnostic {
				f := file("\tx = \"東京\" + y\n")
				return diag.New("X", diag.Error, at(t, f, "y", 1), "m").Also(at(t, f, "東京", 1), "a city")
			},
			"error[X]: m\n --> a.rb:1:13\n  |\n1 |     x = \"東京\" + y\n  |          ---- a city\n  |                  ^\n\n",
		},
		"control characters": {
			func() *diag.Diagnostic {
				f := file("x = \"\x1b]0;owned\a\" \xff\n")
				return diag.New("X", diag.Error, f.Span(0, 1), "boom \x1b[31m\nnext\u202e")
			},
			"error[X]: boom \\x1b[31m\\nnext\\u202e\n --> a.rb:1:1\n  |\n1 | x = \"\\x1b]0;owned\\x07\" \\xff\n  | ^\n\n",
		},
		"a label said twice": {
			func() *diag.Diagnostic {
				f := file("f\n")
				return diag.New("X", diag.Error, f.Span(0, 1), "m").Also(f.Span(0, 1), "from here").Also(f.Span(0, 1), "from here")
			},
			"error[X]: m\n --> a.rb:1:1\n  |\n1 | f\n  | ^\n  | - from here\n\n",
		},
		"another file": {
			func() *diag.Diagnostic {
				f, g := file("call\n"), source.NewFile("b.rb", []byte("\n\nhelper\n"))
				return diag.New("X", diag.Error, f.Span(0, 4), "m").Also(g.Span(2, 8), "defined here")
			},
			"error[X]: m\n --> a.rb:1:1\n  |\n1 | call\n  | ^^^^\n ::: b.rb:3:1\n  |\n3 | helper\n  | ------ defined here\n\n",
		},
		"a repair, counted": {
			func() *diag.Diagnostic {
				d := diag.New("FH229", diag.Warning, file("x\n").Span(0, 1), "no error prefix").About("aws_s3_bucket.a")
				d.Repair, d.Count = diag.Assumed, 3
				return d
			},
			"warning[FH229]: no error prefix (3 times, first at aws_s3_bucket.a)\n --> a.rb:1:1\n  |\n1 | x\n  | ^\n  = repair: assumed\n\n",
		},
		"a fix that the help does not tell": {
			func() *diag.Diagnostic {
				f := file("nmae\n")
				return diag.New("X", diag.Error, f.Span(0, 4), "m").Suggest(f.Span(0, 4), "name").
					Fix("remove it", diag.Edit{Span: f.Span(0, 4)})
			},
			"error[X]: m\n --> a.rb:1:1\n  |\n1 | nmae\n  | ^^^^\n  = help: did you mean `name`?\n  = fix: remove it\n\n",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			want := strings.ReplaceAll(test.want, "\n --> ", "\n  --> ")
			want = strings.ReplaceAll(want, "\n ::: ", "\n  ::: ")
			for _, s := range []string{"  |", "1 |", "2 |", "3 |", "  ="} {
				want = strings.ReplaceAll(want, "\n"+s, "\n "+s)
			}
			assert.Equal(t, want, rendered(t, test.make()))
		})
	}
}

func TestTextShowsAWindowOfALongLine(t *testing.T) {
	f := source.NewFile("a.rb", []byte("x = \""+strings.Repeat("é", 50_000)+"\" + y\n"))
	got := rendered(t, diag.New("X", diag.Error, at(t, f, "y", 1), "m").Also(at(t, f, "x", 1), "this"))
	assert.Less(t, len(got), 2000)
	assert.Contains(t, got, "  --> a.rb:1:50010\n")
	assert.Regexp(t, `\n   \| -+ this\n`, got)
	lines := strings.Split(got, "\n")
	for i, line := range lines {
		if strings.HasSuffix(line, "^") {
			column := len([]rune(line))
			assert.Equal(t, "y", string([]rune(lines[i-1])[column-1:column]))
		}
	}
}

func TestTextKeepsItsLimits(t *testing.T) {
	f := source.NewFile("a.rb", []byte(lake))
	var ds diag.List
	for i := range 150 {
		d := diag.New("X", diag.Warning, f.Span(i, i+1), fmt.Sprintf("number %d %s", i, strings.Repeat("x", 20_000)))
		for range 50 {
			d.Advise("%s", strings.Repeat("y", 20_000)).Also(f.Span(0, 1), "%s", strings.Repeat("z", 20_000))
		}
		ds.Add(d)
	}
	ds.Add(diag.New("E", diag.Error, f.Span(200, 201), "the error"))
	var b strings.Builder
	require.NoError(t, Text(&b, ds, false))
	assert.Less(t, b.Len(), 1<<20)
	assert.Regexp(t, `\d+ more diagnostics are not shown\n\n$`, b.String())

	for _, d := range ds {
		d.Help, d.Labels = nil, nil
	}
	b.Reset()
	require.NoError(t, Text(&b, ds, false))
	assert.Equal(t, 99, strings.Count(b.String(), "warning[X]"))
	assert.Contains(t, b.String(), "error[E]: the error", "errors come before the limit")
	assert.Contains(t, b.String(), "51 more diagnostics are not shown\n")
}

func TestTextIsColoredOnlyWhenAsked(t *testing.T) {
	f := source.NewFile("a.rb", []byte("x\n"))
	d := diag.New("X", diag.Error, f.Span(0, 1), "m")
	assert.NotContains(t, rendered(t, d), "\x1b")
	var b strings.Builder
	require.NoError(t, Text(&b, diag.List{d}, true))
	assert.Contains(t, b.String(), "\x1b[1;31merror[X]\x1b[0m")
}
