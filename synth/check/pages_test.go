package check_test

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/stdlib"
	"github.com/firehose-dsl/firehose-dsl/synth/check"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

func TestEveryExpressionOfThePagesCompiles(t *testing.T) {
	require.NoError(t, rules.Err())
}

// Each page's bad examples yield its code, on the line that says `# here`, and
// nothing else that is a warning or worse; its good ones nothing; and where the
// page offers a repair, the bad one is clean after it.
func TestPagesKeepTheirWord(t *testing.T) {
	for _, listed := range rules.List() {
		t.Run(listed.ID, func(t *testing.T) {
			page, err := rules.Page(listed.ID)
			require.NoError(t, err)
			assert.NotEmpty(t, page.Name)
			assert.NotEmpty(t, page.Why)
			assert.NotEmpty(t, page.Source)
			for _, e := range page.Examples {
				target := page.Target
				if target == "" {
					target = "terraform"
				}
				keepsItsWord(t, page, e, target)
			}
		})
	}
}

// A page is found by its code and its name: FH605-partition-key-without-….hcl.
func TestPagesOfRulesAreCalledLikeTheirRules(t *testing.T) {
	pages, err := fs.Glob(stdlib.FS, "rules/*.hcl")
	require.NoError(t, err)
	var want []string
	for _, listed := range rules.List() {
		want = append(want, "rules/"+listed.ID+"-"+listed.Name+".hcl")
	}
	assert.ElementsMatch(t, want, pages)
}

func keepsItsWord(t *testing.T, page *check.Page, e check.Example, target string) {
	plain := check.Options{Target: target, Repairs: check.NoRepairs}
	if e.Bad != "" {
		told := false
		for _, f := range check.Check(resolved(t, e.Bad), rules, plain) {
			if f.Diag.Code == page.ID {
				told = true
				assert.Equal(t, page.Severity, f.Diag.Severity)
				assert.Equal(t, line(e.Bad), f.Diag.Span.File.Position(int(f.Diag.Span.Start)).Line, "%s: %s", f.Diag.Message, e.Label)
			} else {
				assert.Equal(t, diag.Note, f.Diag.Severity, "%s: %s: %s\n%s", f.Diag.Code, f.Diag.Message, e.Label, e.Bad)
			}
		}
		assert.True(t, told, "%s tells nothing of its bad example %s", page.ID, e.Label)
		mends(t, page, e, target)
	}
	if e.Good == "" {
		return
	}
	for _, f := range check.Check(resolved(t, e.Good), rules, plain) {
		assert.NotEqual(t, page.ID, f.Diag.Code, "%s: good example %s", f.Diag.Message, e.Label)
		assert.Equal(t, diag.Note, f.Diag.Severity, "%s: %s\n%s", f.Diag.Code, f.Diag.Message, e.Good)
	}
}

// mends makes the repairs of a bad example, if any, and looks again.
func mends(t *testing.T, page *check.Page, e check.Example, target string) {
	rg := resolved(t, e.Bad)
	for round := 0; round < 6; round++ {
		var edits []resolve.Edit
		mended := false
		for _, f := range check.Check(rg, rules, check.Options{Target: target}) {
			edits = append(edits, f.Edits...)
			mended = mended || f.Diag.Code == page.ID && len(f.Edits) > 0
		}
		if len(edits) == 0 {
			return
		}
		rg, _ = resolve.Apply(rg, edits)
		if !mended {
			continue
		}
		for _, f := range check.Check(rg, rules, check.Options{Target: target}) {
			assert.NotEqual(t, page.ID, f.Diag.Code, "still told after its repair: %s", f.Diag.Message)
		}
	}
	t.Errorf("repairs of %s do not come to an end", page.ID)
}

// line is the line of an example that says `# here`.
func line(text string) int {
	return strings.Count(text[:strings.Index(text+"# here", "# here")], "\n") + 1
}

// A page is read lightly in a run and wholly for people: both see the same.
func TestLightReadingAgreesWithHCL(t *testing.T) {
	names, err := fs.Glob(rulePages(), "*.hcl")
	require.NoError(t, err)
	for _, name := range names {
		data, err := fs.ReadFile(rulePages(), name)
		require.NoError(t, err)
		parsed, diags := hclsyntax.ParseConfig(data, name, hcl.InitialPos)
		require.False(t, diags.HasErrors(), "%v", diags)
		body := parsed.Body.(*hclsyntax.Body)
		assert.Equal(t, outline(data, body, true), check.Outline(string(data)), name)
		for _, b := range body.Blocks {
			assert.True(t, strings.HasPrefix(name, b.Labels[0]+"-"), name)
		}
	}
}

// outline is what package check reads of a page, told by HCL: names of
// attributes with their source up to `why`, blocks in braces.
func outline(data []byte, b *hclsyntax.Body, top bool) string {
	var out strings.Builder
	limit := len(data)
	for _, in := range b.Blocks {
		if why := in.Body.Attributes["why"]; top && why != nil {
			limit = why.SrcRange.Start.Byte
		}
	}
	items(data, b, limit, &out)
	return out.String()
}

func items(data []byte, b *hclsyntax.Body, limit int, out *strings.Builder) {
	for at := 0; at < limit; at++ {
		for _, a := range b.Attributes {
			if a.SrcRange.Start.Byte == at {
				out.WriteString(a.Name + "=" + string(a.Expr.Range().SliceBytes(data)) + "\n")
			}
		}
	}
	for _, in := range b.Blocks {
		if in.TypeRange.Start.Byte < limit {
			out.WriteString(in.Type + " " + strings.Join(in.Labels, " ") + "{\n")
			items(data, in.Body, limit, out)
			out.WriteString("}\n")
		}
	}
}

func TestLibraryHoldsRulesAndLimits(t *testing.T) {
	pages, err := check.Library(stdlib.FS)
	require.NoError(t, err)
	byID := map[string]*check.Page{}
	for i, p := range pages {
		assert.NotEmpty(t, p.Name, p.ID)
		assert.NotEmpty(t, p.Source, p.ID)
		assert.NotEmpty(t, p.On, p.ID)
		assert.True(t, i == 0 || pages[i-1].ID < p.ID, p.ID)
		byID[p.ID] = p
	}
	assert.Equal(t, []string{"`name`: 1 to 64 characters."}, byID["FH102"].Bounds)
	assert.Equal(t, diag.Error, byID["FH102"].Severity)
	assert.NotEmpty(t, byID["FH605"].Examples)
	assert.NotEmpty(t, byID["FH502"].Bounds, "an id with a page and a limit has both")
}

// The index holds what the pages hold, but for the prose that lists have no use for.
func TestIndexAgreesWithThePages(t *testing.T) {
	pages, err := check.Library(stdlib.FS)
	require.NoError(t, err)
	index := check.Index()
	require.Len(t, index, len(pages))
	for i, p := range pages {
		assert.Equal(t, check.IndexLines([]*check.Page{p}), check.IndexLines(index[i:i+1]))
	}
}
