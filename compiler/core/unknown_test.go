package core

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// withReferences is a reader that knows a and b, two attributes of resources,
// r, a resource, and s, a text with a in it.
func withReferences(src string) *reader {
	r := newReader(src)
	ref := func(name string) *value.Ref {
		of := &value.Resource{Address: value.Address{Type: "aws_s3_bucket", Name: name}}
		return &value.Ref{Of: of, Path: []value.Step{{Name: "arn"}}}
	}
	a, b := ref("a"), ref("b")
	s := value.NewString("x/")
	s.Append(value.SpliceString(a))
	r.vars["a"], r.vars["b"], r.vars["r"], r.vars["s"] = a, b, a.Of, s
	return r
}

func TestUnknownValuesStayInText(t *testing.T) {
	for src, expected := range map[string]string{
		`a + "/*"`:                     `"${aws_s3_bucket.a.arn}/*"`,
		`"arn:" + a`:                   `"arn:${aws_s3_bucket.a.arn}"`,
		`s + a`:                        `"x/${aws_s3_bucket.a.arn}${aws_s3_bucket.a.arn}"`,
		`s * 2`:                        `"x/${aws_s3_bucket.a.arn}x/${aws_s3_bucket.a.arn}"`,
		`s << "y"`:                     `"x/${aws_s3_bucket.a.arn}y"`,
		`["k", a, [b]].join(",")`:      `"k,${aws_s3_bucket.a.arn},${aws_s3_bucket.b.arn}"`,
		`[a, b] * "+"`:                 `"${aws_s3_bucket.a.arn}+${aws_s3_bucket.b.arn}"`,
		`format("<%s|%5s>", a, 1)`:     `"<${aws_s3_bucket.a.arn}|    1>"`,
		`"%{x}" % {x: a}`:              `"${aws_s3_bucket.a.arn}"`,
		`JSON.generate({a: a, s: s})`:  `"{\"a\":\"${aws_s3_bucket.a.arn}\",\"s\":\"x/${aws_s3_bucket.a.arn}\"}"`,
		`a.to_s`:                       `"${aws_s3_bucket.a.arn}"`,
		`"q".sub("q", a)`:              `"${aws_s3_bucket.a.arn}"`,
		`"p-q".gsub("q") { |m| s }`:    `"p-x/${aws_s3_bucket.a.arn}"`,
		`a == a`:                       `true`,
		`a == b`:                       `false`,
		`a != b`:                       `true`,
		`a.nil?`:                       `false`,
		`a == nil`:                     `false`,
		`s == s`:                       `true`,
		`[a, b, a].uniq`:               `[${aws_s3_bucket.a.arn}, ${aws_s3_bucket.b.arn}]`,
		`[a, b].include?(b)`:           `true`,
		`[a, b] - [a]`:                 `[${aws_s3_bucket.b.arn}]`,
		`[a, b].index(b)`:              `1`,
		`{k: a}.merge({l: b}).length`:  `2`,
		`[a, nil].compact`:             `[${aws_s3_bucket.a.arn}]`,
		`[a].map { |x| x + "!" }`:      `["${aws_s3_bucket.a.arn}!"]`,
		`s.dup.frozen?`:                `false`,
		`a.freeze`:                     `${aws_s3_bucket.a.arn}`,
		`r == r`:                       `true`,
		`[r, r].uniq.length`:           `1`,
		`a.then { |x| [x] }`:           `[${aws_s3_bucket.a.arn}]`,
		`[1, a].first`:                 `1`,
		`a.is_a?(String)`:              `false`,
		`puts(s, a)`:                   "x/${aws_s3_bucket.a.arn}\n${aws_s3_bucket.a.arn}\nnil",
		`{a: [s]}.to_json`:             `"{\"a\":[\"x/${aws_s3_bucket.a.arn}\"]}"`,
		`"x/" + a == s`:                `true`,
		`[s, "k"].join`:                `"x/${aws_s3_bucket.a.arn}k"`,
		`"a".replace(s)`:               `"x/${aws_s3_bucket.a.arn}"`,
		`"a".prepend(s)`:               `"x/${aws_s3_bucket.a.arn}a"`,
		`{a: 1}.key?(:b)`:              `false`,
		`a === a`:                      `true`,
		`[[a, 1]].map { |x, y| y }`:    `[1]`,
		`[a].to_s`:                     `"[${aws_s3_bucket.a.arn}]"`,
		`String(a)`:                    `"${aws_s3_bucket.a.arn}"`,
		`Array(a).length`:              `1`,
		`[a].include?(nil)`:            `false`,
		`[a, b].sort_by { |x| 1 }[0]`:  `${aws_s3_bucket.a.arn}`,
		`[s].each_with_index.to_a`:     `[["x/${aws_s3_bucket.a.arn}", 0]]`,
		`JSON.pretty_generate([a])`:    `"[\n  \"${aws_s3_bucket.a.arn}\"\n]"`,
		`[a].zip([b]).flatten.length`:  `2`,
		`s.freeze.frozen?`:             `true`,
		`[a, b].select { |x| x == a }`: `[${aws_s3_bucket.a.arn}]`,
	} {
		r := withReferences(src)
		v, err := r.program()
		require.NoError(t, err, src)
		text, err := r.c.inspect(v)
		require.NoError(t, err, src)
		got := text.Named()
		if s, ok := v.(*value.String); ok {
			got = value.Quote(s.Named())
		}
		assert.Equal(t, expected, r.out.String()+got, src)
	}
}

func TestUnknownValuesAreNotLookedAt(t *testing.T) {
	for _, src := range []string{
		`s.length`, `s == "x"`, `"x" == s`, `s.upcase`, `s[0]`, `s.sub("x", "y")`, `s.split("/")`, `s =~ /x/`, `s.to_i`,
		`s.start_with?("x")`, `s.empty?`, `s.include?("x")`, `h = {}; h[a] = 1`, `h = {}; h[s]`, `a == "x"`, `a - 1`,
		`a < 1`, `a + 1`, `1 + a`, `Integer(a)`, `[a, b].sort`, `[a].tally`, `[a].group_by { |x| x }`, `"x" <=> s`, `[s].max.length`,
		`[a].include?("x")`, `"a".start_with?(s)`, `"x".casecmp(s)`, `a == 1`, `1 == a`, `s.to_sym`, `/x/ =~ s`, `/x/ === a`,
		`s.each_char.to_a`, `(1..3) === a`, `:x == a`, `"%d" % a`, `s % 1`, `r + "x"`, `"x" + r`, `[r].join`, `format("%s", r)`,
		`JSON.generate({a: r})`, `[1, 2].each_slice(a).to_a`, `"a" * a`, `[1][a]`, `JSON.parse(s)`, `s.gsub("x", "y")`, `s.strip`,
		`[s, "a"].sort`, `a <=> b`, `[1, a].sum`, `s.bytes`, `"abc".index(s)`, `"abc"[s]`, `s.inspect.length`,
	} {
		_, err := withReferences(src).program()
		var unknown *UnknownError
		assert.ErrorAs(t, err, &unknown, "%s: %v", src, err)
	}
}

func TestUnknownErrorNamesTheReference(t *testing.T) {
	_, err := withReferences(`s.upcase`).program()
	assert.EqualError(t, err, "`aws_s3_bucket.a.arn` is known only after deployment, so `upcase` cannot look at it")
	_, err = withReferences(`"x" + r`).program()
	assert.EqualError(t, err, "`aws_s3_bucket.a` is a resource, not a value: write `.arn`, `.id` or `.name` for what it should give")
}
