package core

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// Each of these would make or walk more than any run may: the budget ends it,
// and before the memory is taken.
func TestBudgetsEndWhatHasNoEnd(t *testing.T) {
	for _, src := range []string{
		`"x" * 10 ** 12`, `Array.new(10 ** 10)`, `Array.new(10 ** 18)`, `a = []; a[10 ** 10] = 1`, `"x".ljust(10 ** 12)`,
		`"x".center(10 ** 15, "ab")`, `format("%1000000000d", 1)`, `format("%.1000000000f", 1.0)`, `(1..10 ** 12).to_a`,
		`[0] * 10 ** 12`, `a = [0] * 1000; a.product(a, a, a, a)`, `a = [0] * 60; a.permutation.to_a`, `a = [0] * 60; a.combination(30).to_a`,
		`(1..10 ** 12).each { |x| x }`, `(1..10 ** 12).sum { |x| x }`, `(1..10 ** 12).count { |x| false }`, `(10 ** 12).times.count`,
		`(10 ** 12).times { |x| x }`, `1.step { |x| x }`, `loop { 1 }`, `(1..).each { |x| x }`, `(1..).map { |x| x }`, `(1..).to_set`,
		`[1].cycle { |x| x }`, `(1..).lazy.select { |x| false }.first`, `("a"..).each { |x| x }`, `"a".upto("zzzzzzzzzzzz") { |x| x }`,
		`(1..10 ** 12).include?("a") ; (1..10 ** 12).each_slice(2) { |x| x }`, `1.upto(10 ** 12) { |x| x }`, `(1..10 ** 12).reduce(:+)`,
		`(1.0..1e300).step(0.5) { |x| x }`, `(1..).each_with_index { |x, i| x }`, `(1..10 ** 12).find { |x| false }`, `(1..).include?(0.5); (1..).min_by { |x| x }`,
		`s = "ab"; 60.times { |i| s << s }`, `s = "ab"; 60.times { |i| s.gsub!("a", "aaaa") }`, `a = [1]; 60.times { |i| a.concat(a) }`,
		`a = [1]; 60.times { |i| a = a + a }`, `a = [1, 1]; 60.times { |i| a = [a, a] }; a.inspect`, `a = [1, 1]; 60.times { |i| a = [a, a] }; a.flatten`,
		`a = [1, 1]; 60.times { |i| a = [a, a] }; JSON.generate(a)`, `a = [1, 1]; 60.times { |i| a = [a, a] }; a.join`,
		`a = [1, 1]; b = [1, 1]; 60.times { |i| a = [a, a]; b = [b, b] }; a == b`, `a = [1, 1]; b = [1, 1]; 60.times { |i| a = [a, a]; b = [b, b] }; a <=> b`,
		`Enumerator.new { |y| loop { y << 1 } }.to_a`, `Enumerator.new { |y| loop { y << 1 } }.map { |x| x }`, `[1, 2].each_cons(10 ** 12).to_a; (1..).each_cons(2) { |x| x }`,
		`(1..10 ** 12).zip(1..10 ** 12)`, `(1..10 ** 12).tally`, `"a" * 1000 * 1000 * 1000`, `h = {}; (1..).each { |x| h[x] = x }`,
		`f = ->(x) { x }; g = f; 3000.times { |i| g = g >> f }`, `e = (1..).lazy; 500.times { |i| e = e.map { |x| x } }`,
		`h = (1..1000).to_h { |x| [x, x] }; 5.times { |i| h.merge({a: 1}) }`, `h = (1..1000).to_h { |x| [x, x] }; 5.times { |i| h.except(1) }`,
		`(1..10 ** 12).step(1).to_a`, `(1..10 ** 12).reverse_each { |x| x }`, `1.step(10 ** 12, 1) { |x| x }`, `[nil].fill(0, 0, 10 ** 12)`, `"é".ljust(10 ** 12, "é")`,
	} {
		assert.PanicsWithValue(t, spent{}, func() { evaluated(t, src) }, src)
	}
}

func TestLimitsAreNotRescuable(t *testing.T) {
	for _, src := range []string{
		`10 ** (10 ** 10)`, `1 << 10 ** 10`, `a = 2 ** 900000; a * a`, `a = 2 ** 999999; a + a`, `a = -2 ** 999999; a + a - 1`, `a = []; a << a; a.inspect`, `a = []; a << a; a.flatten`,
		`a = []; a << a; a.join`, `a = []; a << a; b = []; b << b; a == b`, `a = []; a << a; b = []; b << b; a <=> b`,
		`a = []; 2000.times { |i| a = [a] }; a.to_s`, `h = {}; h[:h] = h; h.to_s`, `"9" * 400000 + "" ; ("9" * 400000).to_i`,
	} {
		r := newReader(src)
		r.c.Charge, r.c.Step = func(int) {}, func(int) {}
		_, err := r.program()
		var limit *LimitError
		assert.ErrorAs(t, err, &limit, "%s: %v", src, err)
		if limit != nil {
			assert.Contains(t, limit.Error(), "limit", src)
		}
	}
}
