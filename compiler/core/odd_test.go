package core

import (
	"math/rand"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// samples are values of all kinds, as templates write them.
var samples = []string{
	`nil`, `true`, `0`, `1`, `-3`, `2 ** 70`, `1.5`, `0.0 / 0`, `""`, `"ab"`, `"é,b"`, `:a`, `:+`, `[]`, `[3, 1, 2]`, `[[1, 2], nil]`, `{}`, `{a: 1, "b" => [2]}`,
	`(1..3)`, `(1..)`, `("a".."e")`, `(1.0..2.0)`, `Set.new([1])`, `[1, 2].each`, `(1..).lazy`, `[1].lazy.map { |x| x }`, `/a(b)?/`, `"ab".match(/a/)`, `[1].method(:push)`,
	`:upcase.to_proc`, `->(x) { x }`, `String`, `Comparable`, `KeyError`, `KeyError.new("x")`, `Math`, `JSON`, `Struct`, `Struct.new(:a)`, `Struct.new(:a).new(1)`,
}

// Each method of each kind of value, called with what it does not expect and
// with too little: it gives a value, an error or the end of a budget, and what
// it gives can be walked.
func TestEveryMethodStandsOddCalls(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	calls := 0
	for _, src := range samples {
		v, err := newReader(src).program()
		require.NoError(t, err, src)
		all := tablesOf(v.Kind())
		if class, ok := v.(*value.Class); ok {
			all = append(all, classMethods(class))
		}
		if v == value.Value(value.Nil) {
			all = append(all, kernelTable())
		}
		for _, table := range all {
			for i := range table {
				if table[i].Fn == nil {
					continue // a word, which the machine does itself
				}
				for range 12 {
					oddCall(t, random, src, &table[i])
					calls++
				}
			}
		}
	}
	assert.Greater(t, calls, 20_000)
}

// oddCall calls a method of a fresh value, without a block, or with one that
// gives its argument, or nil.
func oddCall(t *testing.T, random *rand.Rand, src string, m *Method) {
	var args []string
	defer func() {
		if r := recover(); r != nil && r != any(spent{}) {
			assert.Fail(t, "a panic", "%s .%s %q: %v", src, m.Name, args, r)
		}
	}()
	r := newReader(src)
	recv, err := r.program()
	require.NoError(t, err)
	var a value.Args
	for range random.Intn(4) {
		args = append(args, samples[random.Intn(len(samples))])
		v, err := newReader(args[len(args)-1]).program()
		require.NoError(t, err)
		a.Pos = append(a.Pos, v)
	}
	switch random.Intn(3) {
	case 1:
		a.Block = &value.Proc{Call: func(a value.Args) (value.Value, error) { return at(a.Pos, 0), nil }}
	case 2:
		a.Block = &value.Proc{Call: func(value.Args) (value.Value, error) { return value.Nil, nil }}
	}
	got, err := m.Call(r.c, recv, a)
	if err != nil {
		assert.NotEmpty(t, err.Error())
		return
	}
	if !assert.NotNil(t, got, "%s .%s %q", src, m.Name, args) {
		return
	}
	_, err = r.c.Call(got, "inspect", value.Args{})
	if e, ok := got.(*Enumerator); ok && err == nil {
		_, err = r.c.Call(e, "first", value.Args{Pos: []value.Value{value.Int(2)}})
	}
	if err != nil {
		assert.NotEmpty(t, err.Error())
	}
}
