package check

import (
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/zclconf/go-cty/cty"
)

// What needs no values reads and computes as in HCL itself.
func TestExpressionsAgreeWithHCL(t *testing.T) {
	for _, source := range []string{
		`1 + 2 * 3`, `(1 + 2) * 3`, `7 % 3 - 1`, `-2 + 1`, `10 / 4`, `1 < 2 && 2 <= 2 || false`, `true || false && false`,
		`!true || 1 != 2`, `1 == 1 ? "a" : "b"`, `"a${1 + 1}b"`, `"$${x} %%{y} \" \\ \n é \u00e9"`, `"${"a"}"`, `["a", 1, true][1]`,
		`{ a = 1, b = 2 }.b`, `{ a = 1, "b c" = 2 }["b c"]`, `[for x in [1, 2, 3] : x * 2 if x > 1][1]`, `[for i, x in ["a", "b"] : "${i}${x}"][1]`,
		"[\n  1,\n  2,\n][0]", "{\n  a = 1\n  b = 2\n}.a", `1 == 2 ? "a" : 3 == 3 ? "b" : "c"`, `[for x in [for y in [1] : y + 1] : x][0]`, `0.5 * 2`,
	} {
		parsed, diags := hclsyntax.ParseExpression([]byte(source), "", hcl.InitialPos)
		require.False(t, diags.HasErrors(), "%v", diags)
		want, diags := parsed.Value(&hcl.EvalContext{})
		require.False(t, diags.HasErrors(), "%s: %v", source, diags)
		e, err := compile(source, nil)
		require.NoError(t, err)
		assert.Equal(t, spelt(want), e(&frame{}).String(), source)
	}
}

func spelt(v cty.Value) string {
	switch v.Type() {
	case cty.Bool:
		return truth(v.True()).String()
	case cty.Number:
		n, _ := v.AsBigFloat().Float64()
		return numberText(n)
	}
	return v.AsString()
}

func TestAbsentAndUnknownValues(t *testing.T) {
	lets := map[string]int{"u": 0}
	for source, want := range map[string]val{
		`null && true`: no, `!null`: yes, `null == null`: yes, `null == 1`: no, `null < 1`: nothing, `null + 1`: nothing,
		`u == 1`: notKnown, `u == null`: no, `u && false`: no, `u || true`: yes, `u && true`: notKnown, `!u`: notKnown,
		`u ? 1 : 2`: notKnown, `null ? 1 : 2`: numberOf(2), `u.a.b`: notKnown, `null.a`: nothing, `try(null, 3)`: numberOf(3), `try(null.a, null)`: nothing,
		`contains(["a", u], "a")`: yes, `contains(["a", u], "b")`: notKnown, `length(null)`: nothing, `length(u)`: notKnown, `"a${u}"`: notKnown,
		`any([false, u])`: notKnown, `any([true, u])`: yes, `all([false, u])`: no, `known(u)`: no, `present("")`: no, `present(u)`: yes,
		`length([for x in u : x])`: notKnown, `length([for x in null : x])`: numberOf(0), `matches("a1", "^[a-z]+$")`: no, `endswith(null, "x")`: nothing,
		`join("-", split(" ", "a b"))`: textOf("a-b"), `duplicates(["a", "b", "a", "a"])[0]`: textOf("a"), `length(subtract(["a", "b"], ["a"]))`: numberOf(1),
		`clamp(7, 1, 5)`: numberOf(5), `whole(1.5)`: no, `number("x")`: nothing, `capture("a-1", "-(.)")`: textOf("1"), `upper(null)`: nothing,
		`arn_part("arn:aws:kms:eu-west-1:1:key/x", 3)`: textOf("eu-west-1"), `arn_part("x", 3)`: nothing, `base64("Cg==")`: yes, `base64("|")`: no,
	} {
		e, err := compile(source, lets)
		require.NoError(t, err, source)
		con := &constraint{sources: []string{""}, lets: []expr{constant(notKnown)}}
		f := &frame{c: &checker{}, con: con, memo: []val{{kind: notYet}}}
		assert.Equal(t, want, e(f), source)
	}
}

func TestExpressionsThatMakeNoSenseAreRefused(t *testing.T) {
	for source, want := range map[string]string{
		`1 +`: "a name is missing", `nowhere`: "nothing is called `nowhere`", `frobnicate(1)`: "no function `frobnicate`", `(1`: "`)` is missing",
		`"a`: "never closed", `1 2`: "left over", `[for x of y : x]`: "`in` is missing", `"\q"`: "stands for nothing", `1.2.3`: "no number", ``: "a name is missing",
	} {
		_, err := compile(source, nil)
		if assert.Error(t, err, source) {
			assert.Contains(t, err.Error(), want, source)
		}
	}
}

func TestObjectsAreCutIntoTheirMembers(t *testing.T) {
	keys, values, err := objectOf("{\n  a = [for x in y : x]\n  \"b.c\" = { d = 1, e = \"},\" }\n  f = 1, g-h = 2\n}")
	require.NoError(t, err)
	assert.Equal(t, []string{"a", "b.c", "f", "g-h"}, keys)
	assert.Equal(t, []string{"[for x in y : x]", `{ d = 1, e = "}," }`, "1", "2"}, values)
}

func FuzzCompile(f *testing.F) {
	f.Add(`[for x in ["a${1}"] : x if !(x == "b")][0] ? { a = 1 } : try(null, -2)`)
	f.Fuzz(func(t *testing.T, source string) {
		if e, err := compile(source, nil); err == nil && len(source) < 200 {
			_ = e
		}
		scanPage(source)
	})
}
