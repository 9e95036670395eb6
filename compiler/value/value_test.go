package value

import (
	"fmt"
	"math"
	"math/big"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

func TestIntegersAreExactAndNormalised(t *testing.T) {
	most, least := Int(math.MaxInt64), Int(math.MinInt64)
	beyond := AddInt(most, Int(1))
	assert.Equal(t, "9223372036854775808", Show(beyond))
	assert.Equal(t, Value(most), SubInt(beyond, Int(1)), "a Big that fits is an Int again")
	assert.Equal(t, "-9223372036854775809", Show(SubInt(least, Int(1))))
	product, err := MulInt(least, Int(-1))
	require.NoError(t, err)
	assert.Equal(t, "9223372036854775808", Show(product))
	product, _ = MulInt(most, Int(0))
	assert.Equal(t, Value(Int(0)), product)
	quotient, remainder, err := DivMod(least, Int(-1))
	require.NoError(t, err)
	assert.Equal(t, "9223372036854775808", Show(quotient))
	assert.Equal(t, Value(Int(0)), remainder)
	assert.Equal(t, 1, mustCompare(t, Int(1<<53+1), Float(1<<53)))
}

func mustCompare(t *testing.T, a, b Value) int {
	sign, ok := Compare(a, b)
	require.True(t, ok)
	return sign
}

func TestDivisionRoundsDown(t *testing.T) {
	for _, row := range []struct{ a, b, q, r int64 }{{7, 2, 3, 1}, {-7, 2, -4, 1}, {7, -2, -4, -1}, {-7, -2, 3, -1}} {
		q, r, err := DivMod(Int(row.a), Int(row.b))
		require.NoError(t, err)
		assert.Equal(t, []Value{Int(row.q), Int(row.r)}, []Value{q, r})
		shift := new(big.Int).Lsh(big.NewInt(row.b), 80)
		bigQ, _, err := DivMod(IntOf(new(big.Int).Lsh(big.NewInt(row.a), 80)), IntOf(shift))
		require.NoError(t, err)
		assert.Equal(t, Value(Int(row.q)), bigQ)
	}
	_, _, err := DivMod(Int(1), Int(0))
	assert.ErrorIs(t, err, ErrZero)
}

func TestIntegersHaveALimitOfBits(t *testing.T) {
	for name, f := range map[string]func() (Value, error){
		"power": func() (Value, error) { return PowInt(Int(10), Int(1_000_000_000)) },
		"shift": func() (Value, error) { return ShiftInt(Int(1), Int(1<<40)) },
		"times": func() (Value, error) {
			half, _ := ShiftInt(Int(1), Int(600_000))
			return MulInt(half, half)
		},
	} {
		_, err := f()
		assert.ErrorIs(t, err, ErrTooBig, name)
	}
	one, err := PowInt(Int(-1), IntOf(new(big.Int).Lsh(big.NewInt(1), 100)))
	require.NoError(t, err)
	assert.Equal(t, Value(Int(1)), one)
	down, err := ShiftInt(Int(-5), Int(math.MinInt64))
	require.NoError(t, err)
	assert.Equal(t, Value(Int(-1)), down)
}

func TestFloatText(t *testing.T) {
	for f, expected := range map[float64]string{
		1: "1.0", 100: "100.0", 0.5: "0.5", 1e15: "1.0e+15", 999999999999999.9: "999999999999999.9", 4503599627370495.5: "4503599627370495.5", 9007199254740992: "9.007199254740992e+15", 1e-4: "0.0001",
		1e-5: "1.0e-05", 1.5e-10: "1.5e-10", 1e100: "1.0e+100", math.Copysign(0, -1): "-0.0", math.Inf(1): "Infinity",
		math.Inf(-1): "-Infinity", 123456789.123456789: "123456789.12345679", 5e-324: "5.0e-324",
	} {
		assert.Equal(t, expected, FloatText(f))
	}
	assert.Equal(t, "NaN", FloatText(math.NaN()))
}

func TestKeysOfHashesAreByEql(t *testing.T) {
	list := func(vs ...Value) Value { return NewArray(vs) }
	same := [][2]Value{
		{Int(1), Int(1)}, {NewString("a"), NewString("a")}, {Float(0), Float(math.Copysign(0, -1))},
		{list(Int(1), NewString("x")), list(Int(1), NewString("x"))}, {list(list(Nil)), list(list(Nil))},
		{&Range{Low: Int(1), High: Int(2)}, &Range{Low: Int(1), High: Int(2)}}, {IntOf(new(big.Int).Lsh(big.NewInt(1), 90)), IntOf(new(big.Int).Lsh(big.NewInt(1), 90))},
		{pairs("a", "b"), pairs("b", "a")},
	}
	for _, p := range same {
		assert.True(t, Eql(p[0], p[1]), "%s and %s", Show(p[0]), Show(p[1]))
		assert.Equal(t, KeyOf(p[0]), KeyOf(p[1]))
	}
	proc := &Proc{}
	different := [][2]Value{
		{Int(1), Float(1)}, {NewString("a"), Symbol("a")}, {Int(1), NewString("1")}, {Nil, Bool(false)}, {list(Int(1)), list(Float(1))},
		{list(Int(1), list()), list(list(Int(1)))}, {proc, &Proc{}}, {list(Symbol("a"), Symbol("b")), list(Symbol("ab"))},
		{&Range{Low: Int(1), High: Int(2)}, &Range{Low: Int(1), High: Int(2), Exclusive: true}}, {pairs("a"), pairs("b")}, {Int(65), NewString("A")},
	}
	for _, p := range different {
		assert.False(t, Eql(p[0], p[1]), "%s and %s", Show(p[0]), Show(p[1]))
		assert.False(t, KeyOf(p[0]) == KeyOf(p[1]))
	}
	assert.True(t, Eql(proc, proc))
}

// pairs is a hash of the names, each with its length.
func pairs(names ...string) *Hash {
	h := NewHash(source.Span{})
	for _, n := range names {
		h.Set(Symbol(n), Int(len(n)), Place{})
	}
	return h
}

// wide is a value that holds the same array twice at each of its levels.
func wide(levels int) Value {
	v := Value(NewArray([]Value{Int(1)}))
	for range levels {
		v = NewArray([]Value{v, v})
	}
	return v
}

func TestSharedPartsAreKeyedOnce(t *testing.T) {
	assert.Equal(t, KeyOf(wide(200)), KeyOf(wide(200)))
	assert.NotEqual(t, KeyOf(wide(200)), KeyOf(wide(201)))
	loop := NewArray(nil)
	loop.Push(loop, loop)
	assert.Equal(t, KeyOf(loop), KeyOf(loop), "one that holds itself ends")
}

func TestDepthIsBounded(t *testing.T) {
	deep := Value(NewArray(nil))
	for range 100_000 {
		deep = NewArray([]Value{deep})
	}
	text := &Text{}
	assert.ErrorIs(t, text.Inspect(deep), ErrDepth)
	_, err := Equality{}.Equal(deep, NewArray([]Value{NewArray([]Value{deep})}))
	assert.ErrorIs(t, err, ErrDepth)
	assert.NotPanics(t, func() { KeyOf(deep) })
}

func TestHashKeepsOrder(t *testing.T) {
	h := pairs("a", "bb", "ccc")
	h.Set(Symbol("a"), Int(9), Place{})
	assert.Equal(t, "{a: 9, bb: 2, ccc: 3}", Show(h), "an overwritten key stays where it is")
	h.Delete(Symbol("a"))
	h.Set(Symbol("a"), Int(1), Place{})
	assert.Equal(t, "{bb: 2, ccc: 3, a: 1}", Show(h), "a deleted one goes to the end")
	key, v, ok := h.Shift()
	assert.Equal(t, []any{Value(Symbol("bb")), Value(Int(2)), true}, []any{key, v, ok})
}

func TestHashMayLoseEntriesWhileItIsWalked(t *testing.T) {
	for _, n := range []int{4, 5000} {
		h := NewHash(source.Span{})
		for i := range n {
			h.Set(Int(i), Int(i), Place{})
		}
		met := 0
		h.Iterating++
		for k := range h.All() {
			met++
			h.Delete(k)
		}
		h.Iterating--
		assert.Equal(t, n, met)
		assert.Zero(t, h.Len())
		assert.Equal(t, "{}", Show(h))
		h.Set(Int(1), Int(2), Place{})
		assert.Equal(t, "{1 => 2}", Show(h))
		assert.Equal(t, Value(Int(1)), h.KeyAt(0))
	}
}

func TestHashOfManyKeysStaysQuick(t *testing.T) {
	const n = 50_000
	start := time.Now()
	h := NewHash(source.Span{})
	for i := range n {
		h.Set(Int(i), Int(i), Place{})
	}
	for i := range n / 2 {
		h.Delete(Int(i * 2))
	}
	assert.Equal(t, n/2, h.Len())
	for range n / 4 {
		h.Shift()
	}
	assert.Equal(t, n/4, len(h.Slots()))
	assert.Equal(t, Value(Int(n/2+1)), h.KeyAt(0))
	assert.Less(t, time.Since(start), 2*time.Second)
}

func TestShapesAreSharedUntilKeysChange(t *testing.T) {
	shape := NewShape(source.Span{}, []Value{Symbol("a"), Symbol("b")}, nil)
	one, two := HashOf(shape, []Value{Int(1), Int(2)}), HashOf(shape, []Value{Int(3), Int(4)})
	one.Set(Symbol("a"), Int(5), Place{})
	assert.Same(t, shape, one.Shape(), "a value is no matter of the shape")
	one.Set(Symbol("c"), Int(6), Place{})
	one.Delete(Symbol("b"))
	assert.Equal(t, "{a: 5, c: 6}", Show(one))
	assert.Equal(t, "{a: 3, b: 4}", Show(two))
	assert.Same(t, shape, two.Dup().Shape())
}

func TestConstantsAreCopiedBeforeTheyChange(t *testing.T) {
	inner := NewArray([]Value{Const{NewString("x")}})
	one, two := NewArray([]Value{Const{inner}}), NewArray([]Value{Const{inner}})
	one.At(0).(*Array).At(0).(*String).Append(NewString("y"))
	assert.Equal(t, `[["xy"]]`, Show(one))
	assert.Equal(t, `[["x"]]`, Show(two))
}

func TestInspectQuotesAsRuby(t *testing.T) {
	for text, expected := range map[string]string{
		"a\"b\\c\n\t\x1b": `"a\"b\\c\n\t\e"`, "\x00\x01": `"\u0000\u0001"`, "#{x} #x #$y": `"\#{x} #x \#$y"`, "é\u2028": `"é\u2028"`, "\xff": `"\xFF"`,
	} {
		assert.Equal(t, expected, Quote(text))
	}
	for name, expected := range map[string]string{
		"a": ":a", "a b": `:"a b"`, "a?": ":a?", "a=": ":a=", "[]=": ":[]=", "9": `:"9"`, "": `:""`, "a?=": `:"a?="`, "+": ":+", "@a": ":@a", "A": ":A",
	} {
		assert.Equal(t, expected, InspectSymbol(name))
	}
}

func TestTextChargesBeforeItGrows(t *testing.T) {
	charged := 0
	text := &Text{Charge: func(n int) { charged += n }}
	for range 100 {
		text.WriteString("0123456789")
	}
	assert.GreaterOrEqual(t, charged*16, 2*1000)
	assert.LessOrEqual(t, charged, 2*110)
}

func TestShowIsShort(t *testing.T) {
	long := NewArray(nil)
	for i := range 10_000 {
		long.Push(NewString(fmt.Sprint(i)))
	}
	assert.Len(t, []rune(Show(long)), 201)
}

func TestArity(t *testing.T) {
	for _, row := range []struct {
		lambda bool
		kinds  []ParamKind
		arity  int
	}{
		{true, nil, 0}, {true, []ParamKind{"req", "req"}, 2}, {true, []ParamKind{"req", "opt"}, -2}, {true, []ParamKind{"rest"}, -1},
		{true, []ParamKind{"key"}, -1}, {true, []ParamKind{"req", "keyreq"}, 2}, {true, []ParamKind{"req", "opt", "rest", "keyreq", "key"}, -3},
		{false, []ParamKind{"req", "opt"}, 1}, {false, []ParamKind{"opt"}, 0}, {false, []ParamKind{"req", "rest"}, -2},
	} {
		p := &Proc{Lambda: row.lambda}
		for _, k := range row.kinds {
			p.Params = append(p.Params, Param{Kind: k})
		}
		assert.Equal(t, row.arity, p.Arity(), "%v", row)
	}
}

func BenchmarkSet(b *testing.B) {
	h := NewHash(source.Span{})
	for i := range b.N {
		h.Set(Int(i), Nil, Place{})
	}
}
