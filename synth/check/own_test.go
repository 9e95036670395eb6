package check_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/check"
)

const ownRule = `rule "TEAM1" {
  name     = "stream-without-owner"
  severity = "error"
  on       = ["aws_kinesis_firehose_delivery_stream"]
  at       = ["tags"]
  require  = self.tags.owner != null # whoever is called
  message  = "the stream ${self.name} has no owner"
  why      = "Somebody is called at night."
}
`

// own adds pages to a set of no rules but these.
func own(t *testing.T, texts ...string) (*check.Set, []*source.File, []string) {
	t.Helper()
	var files []*source.File
	for i, text := range texts {
		files = append(files, source.NewFile(fmt.Sprintf("rules/%d.hcl", i), []byte(text)))
	}
	set := check.OpenPacked("", nil)
	var told []string
	for _, d := range set.Own(files, catalog) {
		told = append(told, d.Code+" "+d.Message+" @ "+d.Span.Text())
	}
	return set, files, told
}

func TestAProjectsRuleIsTold(t *testing.T) {
	set, _, told := own(t, ownRule)
	require.Empty(t, told)
	rg := resolved(t, `aws_kinesis_firehose_delivery_stream(:s, { name: "s", destination: "extended_s3", tags: { team: "a" } })`)
	found := check.Check(rg, set, check.Options{Target: "terraform"})
	var mine []string
	for _, f := range found {
		if f.Diag.Code == "TEAM1" {
			mine = append(mine, f.Diag.Message+" @ "+f.Diag.Span.Text())
		}
	}
	assert.Equal(t, []string{`the stream s has no owner @ { team: "a" }`}, mine)
	page, err := set.Page("TEAM1")
	require.NoError(t, err)
	assert.Equal(t, "Somebody is called at night.", page.Why)
}

// Each mistake of a page is told where it stands, and nothing else is.
func TestMistakesOfAProjectsPagesAreToldInTheirPlace(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{`"TEAM1" {`, `"TEAM1" {{`, "E0771 the rule page cannot be read: argument or block definition required @ {"},
		{`"TEAM1"`, `"FH302"`, "E0772 the code `FH302` is of a kind that belongs to this program @ FH302"},
		{`"TEAM1"`, `"no owner"`, "E0772 `no owner` is no code of a rule @ no owner"},
		{`"TEAM1"`, ``, "E0772 a page holds blocks `rule \"CODE\" { … }`, not this @ rule"},
		{`rule "`, `rules "`, "E0772 a page holds blocks `rule \"CODE\" { … }`, not this @ rules"},
		{`name     = "stream-without-owner"`, ``, "E0772 the rule lacks `name` @ TEAM1"},
		{`severity = "error"`, ``, "E0772 the rule lacks `severity` @ TEAM1"},
		{`"error"`, `"eror"`, "E0772 `\"eror\"` is not a value of `severity` @ \"eror\""},
		{`"error"`, `upper("error")`, "E0772 `severity` takes a text or texts that stand there as they are @ upper(\"error\")"},
		{`require`, `requir`, "E0772 `rule` has no attribute `requir` @ requir; E0772 the rule lacks `require` @ TEAM1"},
		{`delivery_stream"`, `delivery_strem"`, "E0772 there is no resource type `aws_kinesis_firehose_delivery_strem` @ aws_kinesis_firehose_delivery_strem"},
		{`delivery_stream"`, `delivery_stream.s3_config"`, "E0772 `aws_kinesis_firehose_delivery_stream` has no block `s3_config` @ aws_kinesis_firehose_delivery_stream.s3_config"},
		{`self.tags.owner != null`, `tags.owner != null`, "E0772 nothing is called `tags` here @ tags"},
		{`self.tags.owner != null`, `presnt(self.tags)`, "E0772 there is no function `presnt` @ presnt"},
		{`self.tags.owner != null`, `present()`, "E0772 `present` takes one value, not 0 @ present"},
		{`self.tags.owner != null`, `contains([1]...)`, "E0772 `contains` takes its values one by one @ contains"},
		{`self.tags.owner != null`, `matches(self.name, "a(")`, "E0772 the pattern cannot be read: missing closing ): `a(` @ \"a(\""},
		{`self.tags.owner != null`, `self.tags[*].owner`, "E0772 the expression is not one of those that pages have: a name is missing before `*].owner` @ self.tags[*].owner"},
		{`require `, "with = { a = b, b = 1 }\n  require ", "E0772 nothing is called `b` here @ b"},
		{`require `, "with = { a = 1, a = 1 }\n  require ", "E0772 `a` is named twice @ a"},
		{`require `, "with = 1\n  require ", "E0772 `with` takes an object: { name = … } @ 1"},
		{`why `, "repair {\n kind = \"guessed\"\n told = \"x\"\n}\nwhy", "E0772 `\"guessed\"` is not a value of `kind` @ \"guessed\""},
		{`why `, "repair {\n kind = \"assumed\"\n}\nwhy", "E0772 the repair lacks `told` @ repair"},
		{`why `, "repairs {\n}\nwhy", "E0772 no block `repairs` may stand in `rule` @ repairs"},
		{`why `, "case {\n require = true\n}\nwhy", "E0772 `case` has one label @ case"},
	} {
		text := strings.Replace(ownRule, c.old, c.new, 1)
		require.NotEqual(t, ownRule, text)
		_, _, told := own(t, text)
		assert.True(t, strings.HasPrefix(strings.Join(told, "; "), c.want), "%s\ngives %q", text, told)
		assert.Len(t, told, strings.Count(c.want, "E077"), "%q", told)
	}
	_, _, told := own(t, ownRule, ownRule)
	assert.Equal(t, []string{"E0772 there is a rule `TEAM1` already @ TEAM1"}, told)
	_, _, told = own(t, ownRule+strings.Repeat("# a long remark\n", 5000))
	require.Len(t, told, 1)
	assert.Contains(t, told[0], "the limit is 65536")
}

// The library's own pages are of the form that projects are held to.
func TestTheLibrarysPagesPassForAProjects(t *testing.T) {
	var files []*source.File
	for _, page := range rules.List() {
		if page.ID != "FH111" && page.ID != "FH114" { // told of old spellings, before there is anything to check
			files = append(files, ownFile(t, page.ID))
		}
	}
	for _, d := range check.OpenPacked("", nil).Own(files, catalog) {
		assert.Fail(t, d.Message, "%s: %s", d.Span.File.Name, d.Span.Text())
	}
}

// ownFile is a page of the library under a code that a project may have.
func ownFile(t *testing.T, id string) *source.File {
	t.Helper()
	names, err := fs.Glob(rulePages(), id+"-*.hcl")
	require.NoError(t, err)
	require.Len(t, names, 1, id)
	data, err := fs.ReadFile(rulePages(), names[0])
	require.NoError(t, err)
	return source.NewFile(names[0], []byte(strings.ReplaceAll(string(data), `rule "FH`, `rule "TEAM`)))
}

// The table of how many values functions take has all of them.
func TestEveryFunctionHasItsNumberOfValues(t *testing.T) {
	assert.Len(t, check.Arity(), len(check.Functions()))
	for _, name := range check.Functions() {
		assert.Contains(t, check.Arity(), name)
	}
}

// No function fails on values of kinds that it is not meant for.
func TestFunctionsTakeAnyValues(t *testing.T) {
	rg := resolved(t, `aws_kinesis_firehose_delivery_stream(:s, { name: "s", destination: "extended_s3", tags: { a: "b" }, extended_s3_configuration: { role_arn: role.arn, bucket_arn: bucket.arn, prefix: "a/!{timestamp:yyyy}/#{stage.value}/" } })
aws_s3_bucket(:b, { bucket: "b" })`)
	kinds := []string{
		"null", "true", "1.5", "-3", `"("`, `"aws_s3_bucket"`, "[1, null]", "[]", `{ a = "b" }`, "self", "self.tags", "self.role_arn", "self.prefix", "parent", "root.name",
	}
	for name, takes := range check.Arity() {
		for i := range kinds {
			for j := i % 4; j < len(kinds); j += 4 {
				args := []string{kinds[i], kinds[j], kinds[(i+j)%len(kinds)]}[:max(takes[0], min(2, takes[1]))]
				if len(args) < 2 && j >= 4 {
					break
				}
				call := name + "(" + strings.Join(args, ", ") + ")"
				set, _, told := own(t, strings.NewReplacer("self.tags.owner != null", call, `delivery_stream"`, `delivery_stream.extended_s3_configuration", "aws_s3_bucket"`,
					"${self.name}", "${"+call+"}").Replace(ownRule))
				if len(told) == 0 {
					assert.NotPanics(t, func() { check.Check(rg, set, check.Options{Target: "terraform"}) }, call)
				}
			}
		}
	}
}
