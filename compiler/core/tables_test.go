package core

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// notHere are rows that package vm or the parser answers, or that are no
// methods of Ruby 3.1 at all.
var notHere = map[string]string{
	"Kernel require_relative": "package vm: it reads files",
	"Kernel require":          "known, but only for json and set",
	"Array step":              "no method of Ruby",
	"Array find_last":         "no method of Ruby 3.1",
	"String each_with_index":  "no method of Ruby",
	"Math pow":                "no method of Ruby",
	"Range to_ary":            "no method of Ruby",
}

var receivers = map[string][]value.Kind{
	"String": {value.KindString}, "Symbol": {value.KindSymbol}, "Integer": {value.KindInt}, "Float": {value.KindFloat},
	"Array": {value.KindArray}, "Hash": {value.KindHash}, "Range": {value.KindRange}, "Enumerator": {value.KindEnumerator, value.KindLazy},
	"NilClass": {value.KindNil}, "TrueClass/FalseClass": {value.KindBool}, "Proc": {value.KindProc}, "Method": {value.KindMethod},
	"Regexp": {value.KindRegexp}, "MatchData": {value.KindMatch}, "Class": {value.KindClass}, "Comparable": {value.KindString, value.KindInt},
	"Set": {value.KindSet}, "Struct": {value.KindStruct}, "Exception": {value.KindException},
}

// The facts of testdata/methods.tsv are the language's own list: each method
// with its tier.
func TestTablesHaveWhatTheLanguageLists(t *testing.T) {
	data, err := os.ReadFile("testdata/methods.tsv")
	require.NoError(t, err)
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n")[1:] {
		f := strings.Split(line, "\t")
		typ, name, tier := f[0], f[1], f[2]
		if _, elsewhere := notHere[typ+" "+name]; elsewhere {
			continue
		}
		if tier == "refuse" {
			assert.True(t, refuses(typ, name), "%s %s is to be refused", typ, name)
			assert.False(t, lists(typ, name), "%s %s is to be refused, not known", typ, name)
			continue
		}
		assert.True(t, lists(typ, name), "%s %s (%s) is missing", typ, name, tier)
	}
}

func lists(typ, name string) bool {
	name = strings.NewReplacer(".()", "()").Replace(name)
	if class, method, ok := strings.Cut(name, "."); ok {
		return classKnows(class, method)
	}
	base := regexp.MustCompile(`\(.*\)$`).ReplaceAllString(name, "")
	switch {
	case name == "()":
	case typ == "Math" || typ == "JSON":
		if typ == "JSON" && base == "to_json" {
			return Lookup(value.KindHash, base) != nil
		}
		return classKnows(typ, base)
	case typ == "Kernel":
		_, isConst := Const(base)
		return (!isConst || strings.HasSuffix(name, "()")) && Kernel(base) != nil || Lookup(value.KindString, base) != nil
	case typ == "Struct" && strings.HasPrefix(base, "member") && base != "members":
		s := &Struct{Class: &value.Class{Members: []string{"member"}}, Values: []value.Value{value.Nil}}
		return LookupOn(s, base) != nil
	case base != name:
		name = base
	}
	for _, kind := range receivers[typ] {
		if Lookup(kind, name) == nil {
			return false
		}
	}
	return true
}

func classKnows(class, method string) bool {
	c, ok := Const(class)
	if !ok {
		return false
	}
	method = regexp.MustCompile(`\(.*\)$`).ReplaceAllString(method, "")
	if method == "PI" || method == "E" {
		_, ok := ClassConst(c.(*value.Class), method)
		return ok
	}
	return ClassMethod(c.(*value.Class), method) != nil
}

func refuses(typ, name string) bool {
	name = strings.TrimSuffix(name, "[]")
	class, _, _ := strings.Cut(name, ".")
	if typ != "Kernel" {
		return Refusal(receivers[typ][0], name) != nil
	}
	return RefusedConst(class) != nil || RefusedKernel(name) != nil || name == "$stdin" || name == "open-uri"
}

func TestTablesHaveNoRowTwice(t *testing.T) {
	for kind := range value.KindCount {
		for _, table := range tablesOf(value.Kind(kind)) {
			seen := map[string]bool{}
			for _, m := range table {
				assert.False(t, seen[m.Name], "%s stands twice in a table of kind %d", m.Name, kind)
				assert.NotEmpty(t, m.Doc, m.Name)
				assert.True(t, m.Max == -1 || m.Min <= m.Max, m.Name)
				seen[m.Name] = true
			}
		}
	}
}

func TestRefusalSaysWhatInstead(t *testing.T) {
	r := Refusal(value.KindArray, "shuffle")
	require.NotNil(t, r)
	assert.Equal(t, "`shuffle` is not available in a template: it differs from run to run", r.Message())
	assert.Equal(t, "pass the value as an input", r.Help)
	assert.Nil(t, Refusal(value.KindArray, "sort"))
	assert.NotNil(t, RefusedConst("ENV"))
	assert.NotNil(t, RefusedKernel("system"))
	assert.Nil(t, RefusedKernel("puts"))
}
