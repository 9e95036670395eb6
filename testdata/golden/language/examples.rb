# What Ruby gives for code, by the sections of the language. The value, at the end of the code or below it, is what
# `inspect` writes, or the class and message of what is raised. The text of hashes and of NameError is Ruby 3.4's.

# Text: numbers

1_000  # => 1000
0x1F  # => 31
0b101  # => 5
0o17  # => 15
017  # => 15
0d9  # => 9
1.5e-3  # => 0.0015
1e3  # => 1000.0
1.succ  # => 2
-2 ** 2  # => -4
2 ** -1.0  # => 0.5
(-2) ** 2  # => 4
1.+(2)  # => 3
5.fdiv(2)  # => 2.5

# Text: strings

"a" 'b'  # => "ab"
'a\'b\\c\n'  # => "a'b\\c\\n"
%q(a(b)c)  # => "a(b)c"
%Q(a#{1 + 1}(b))  # => "a2(b)"
%(x "y")  # => "x \"y\""
%w[a b\ c #{d}]  # => ["a", "b c", "\#{d}"]
%W[a#{1} b]  # => ["a1", "b"]
%i[a b]  # => [:a, :b]
%I[a#{1} b]  # => [:a1, :b]
"\n\t\s\r\0\a\b\e\f\v"  # => "\n\t \r\u0000\a\b\e\f\v"
"\\\"\#"  # => "\\\"#"
"\101\x41\u0041\u{41 42}"  # => "AAAAB"
"\q\z"  # => "qz"
?a  # => "a"
"#{"nested #{"deep"}"}"  # => "nested deep"
"#{nil}|#{1.0}|#{[1, nil]}|#{:a}|#{{ a: 1 }}"  # => "|1.0|[1, nil]|a|{a: 1}"
"#{1; 2}"  # => "2"
'#{x}'  # => "\#{x}"
"\xc3\xa9"  # => "é"
"a\u00e9".length  # => 2

# Text: symbols

:"a b"  # => :"a b"
:"a#{1}"  # => :a1
:+  # => :+
:[]  # => :[]
:a?  # => :a?
:a=  # => :a=
:end  # => :end
{ end: 1, if: 2, "x y": 3 }  # => {end: 1, if: 2, "x y": 3}

# Precedence

true && false || true  # => true
not true == false  # => true
1 + 2 * 3 ** 2  # => 19
2 ** 3 ** 2  # => 512
-2.abs  # => 2
!nil == true  # => true
1 << 2 + 1  # => 8
6 & 3 | 8  # => 10
5 & 3 == 3  # => false
10 - 3 - 2  # => 5
x = nil || 5; x  # => 5
x = (raise "a" rescue 1); x  # => 1
x = Integer("z") rescue 7; x  # => 7
a = b = 3; [a, b]  # => [3, 3]
x = true and false; x  # => true
(true and nil) || 2  # => 2
1 <=> 2  # => -1
1..2 == (1..2)  # => ArgumentError: bad value for range
true ? 1 : 2  # => 1
x = 5; x > 3 ? "big" : "small"  # => "big"
false ? 1 : nil  # => nil

# Locals and calls

if false; x = 1; end; x  # => nil
x = x; x  # => nil
[1].each { |x; y| y = x }; defined?(y)  # => nil
x = 10; [1, 2].each { |x| x }; x  # => 10
x = 10; [1, 2].each { |i| x += i }; x  # => 13
fs = [1, 2].map { |i| -> { i } }; fs.map(&:call)  # => [1, 2]
fs = []; i = 0; while i < 2; fs << -> { i }; i += 1; end; fs.map(&:call)  # => [2, 2]
y = 5 if false; y  # => nil
/(?<word>\w+)/ =~ "abc def"; word  # => "abc"
/(?<année>\d+)-\(?<x>/ =~ "2024-(<x>"; [année, defined?(x)]  # => ["2024", nil]

# Arguments

def f1(h, **k) = [h, k]; f1({ a: 1 })  # => [{a: 1}, {}]
def f2(a, b = a * 2, *r, c, k: 1, **o, &blk) = [a, b, r, c, k, o]; [f2(1, 2), f2(1, 2, 3), f2(1, 2, 3, 4), f2(1, 2, k: 5, z: 6)]  # => [[1, 2, [], 2, 1, {}], [1, 2, [], 3, 1, {}], [1, 2, [3], 4, 1, {}], [1, 2, [], 2, 5, {z: 6}]]
def f3(*a, **k) = [a, k]; [f3(1, a: 2), f3({ a: 2 }), f3(**{ a: 1 }), f3("s" => 1)]  # => [[[1], {a: 2}], [[{a: 2}], {}], [[], {a: 1}], [[], {"s" => 1}]]
def f4(h) = h; f4(a: 1, "b" => 2)  # => {a: 1, "b" => 2}
x = 1; y = 2; { x:, y: }  # => {x: 1, y: 2}
def f5(x:, y: x + 1) = [x, y]; [f5(x: 1), f5(y: 0, x: 4)]  # => [[1, 2], [4, 0]]
def f6(a, (b, *c), d) = [a, b, c, d]; f6(1, [2, 3, 4], 5)  # => [1, 2, [3, 4], 5]
def f7(...) = f3(...); f7(1, k: 2)  # => [[1], {k: 2}]
def f9; yield 1, 2; end; f9 { |a, b, c| [a, b, c] }  # => [1, 2, nil]
def g0 = block_given?; [g0, g0 { }]  # => [false, true]
def g1(&b) = b; g1.nil?  # => true
def g2(a, b = 2) = [a, b]; g2(*[1])  # => [1, 2]

def g3 a, b
 [a, b]
end; g3 1, 2
# => [1, 2]

def g4; return 1, 2; end; g4  # => [1, 2]
def g5(x) = (return :neg if x < 0; :pos); [g5(-1), g5(1)]  # => [:neg, :pos]
f3(1, *[2, 3], 4, **{ z: 1 })  # => [[1, 2, 3, 4], {z: 1}]
[*1..3, *nil, *[4]]  # => [1, 2, 3, 4]
{ a: 1, **{ b: 2 }, c: 3 }  # => {a: 1, b: 2, c: 3}
[[1, 2], [3, 4]].map { |a, b| a + b }  # => [3, 7]
[[1, [2, 3]]].map { |a, (b, c)| a + b + c }  # => [6]
[[1, 2]].map { |a| a }  # => [[1, 2]]
[[1, 2]].map { |a, | a }  # => [1]
[[1, 2, 3]].map { |a, *r| r }  # => [[2, 3]]
[[1, 2]].map { |*r| r }  # => [[[1, 2]]]
{ a: 1 }.map { |k, v| [v, k] }  # => [[1, :a]]
{ a: 1 }.map { |x| x }  # => [[:a, 1]]
{ a: 1 }.each_with_index.map { |(k, v), i| [k, v, i] }  # => [[:a, 1, 0]]
{ a: 1, b: 2 }.reduce(0) { |s, (k, v)| s + v }  # => 3
[1, 2, 3].map { _1 * 2 }  # => [2, 4, 6]
[[1, 2]].map { _1 + _2 }  # => [3]
[[1, 2]].map { _1 }  # => [[1, 2]]
[3, 1].sort_by(&:itself)  # => [1, 3]
%w[a b].map(&:upcase)  # => ["A", "B"]
[1, 2].each_slice(1).map(&:first)  # => [1, 2]
[1, 2].map(&10.method(:+))  # => [11, 12]
[1, 2].map(&->(x) { x * 3 })  # => [3, 6]
[:a, :b].map(&{ a: 1 })  # => [1, nil]
[1, 2].each_with_object([]) { |x, acc| acc << x }  # => [1, 2]

# Blocks

[1, 2].map do |x| x + 1 end.sum  # => 5
a = [3, 1].sort do |x, y| y <=> x end; a  # => [3, 1]
[1, 2, 3].each { |x| break x * 10 if x == 2 }  # => 20
[1, 2, 3].map { |x| next 0 if x == 2; x }  # => [1, 0, 3]
def h1; [1, 2, 3].each { |x| return x if x == 2 }; nil; end; h1  # => 2
l = ->(a, b = 2, *c, d:, e: 5) { [a, b, c, d, e] }; l.(1, d: 4)  # => [1, 2, [], 4, 5]
l = lambda { |x| return x * 2; 5 }; l.call(4)  # => 8
pr = proc { |a, b| [a, b] }; [pr.call(1), pr.call(1, 2, 3), pr.call([1, 2]), pr.(1), pr[1], pr.yield(2)]  # => [[1, nil], [1, 2], [1, 2], [1, nil], [1, nil], [2, nil]]
(-> x, y { x + y }).curry[1][2]  # => 3
(->(x) { x + 1 } >> ->(x) { x * 2 }).call(3)  # => 8
(->(x) { x + 1 } << ->(x) { x * 2 }).call(3)  # => 7
->(a, b) { }.arity  # => 2
proc { |a, b| }.arity  # => 2
->(*a) { }.arity  # => -1
->(a, b = 1) { }.arity  # => -2
proc { }.lambda?  # => false
->(x) { }.lambda?  # => true
->(a, b = 1, *c, d, e:, f: 1, **g, &h) { }.parameters  # => [[:req, :a], [:opt, :b], [:rest, :c], [:req, :d], [:keyreq, :e], [:key, :f], [:keyrest, :g], [:block, :h]]
[[1, 2]].map(&->((a, b)) { a + b })  # => [3]
[[1, 2]].map(&->(a, b) { a + b })  # => ArgumentError: wrong number of arguments (given 1, expected 2)

# Assignment

a, b = 1, 2; a, b = b, a; [a, b]  # => [2, 1]
a, (b, *c), d = 1, [2, 3, 4], 5; [a, b, c, d]  # => [1, 2, [3, 4], 5]
*i, l = [1, 2, 3]; [i, l]  # => [[1, 2], 3]
f, = [9, 8]; f  # => 9
a, b = 1; [a, b]  # => [1, nil]
a = 1, 2; a  # => [1, 2]
a = *1..3; a  # => [1, 2, 3]
a = *nil; a  # => []
a = [1, 2, 3]; i = 0; i, a[i] = 1, 9; [i, a]  # => [1, [9, 2, 3]]
h = Hash.new(5); h[:a] += 1; h  # => {a: 6}
h = Hash.new(5); h[:a] ||= 7; h  # => {}
h = {}; h[:a] ||= []; h[:a] << 1; h  # => {a: [1]}
x = nil; x ||= 3; x  # => 3
x = false; x &&= 3; x  # => false
x = 2; x &&= x + 1; x  # => 3
x = 5; x -= 1; x *= 3; x **= 2; x %= 7; x  # => 4
x = 6; x <<= 2; x |= 1; x ^= 3; x &= 0xf; x  # => 10
s = "a"; s += "b"; s <<= "c" rescue s << "c"; s  # => "abc"
(a, b), c = [1, 2], 3; [a, b, c]  # => [1, 2, 3]
x = (y = 3) + 1; [x, y]  # => [4, 3]
a = b = []; a << 1; b  # => [1]

# Conditions and loops

x = if true then 1 end; x  # => 1
x = if false then 1 end; x  # => nil
unless nil then :a else :b end  # => :a
case 5 when 1..3 then :low when 4..6 then :mid else :high end  # => :mid
case "abc" when /b/ then $~[0] end  # => "b"
case 5 when String, Integer then :ok end  # => :ok
case 7 when ->(n) { n.odd? } then :odd end  # => :odd
case 2 when *[1, 2] then :in end  # => :in
case when 1 > 2 then :a when 2 > 1 then :b end  # => :b
case nil when nil then :nil end  # => :nil
case :a when "a" then 1 else 2 end  # => 2
case 1.0 when 1 then :same end  # => :same
i = 0; i += 1 while i < 5; i  # => 5
i = 0; i += 1 until i == 3; i  # => 3
i = 10; begin; i += 1; end while i < 5; i  # => 11
r = while true do break 7 end; r  # => 7
r = while false do end; r  # => nil
for x in 1..3 do end; x  # => 3
s = 0; for a, b in [[1, 2], [3, 4]] do s += a * b end; s  # => 14
(for q in [1, 2] do end)  # => [1, 2]
loop { break }  # => nil
n = 0; loop do n += 1; next if n < 3; break n end  # => 3
n = 0; begin; n += 1; raise "x" if n < 3; n; rescue; retry; end  # => 3
x = [1, 2, 3].each_with_index { |v, i| break i if v == 3 }; x  # => 2
nil&.length  # => nil
"ab"&.length  # => 2
x = nil; x&.foo(raise("no"))  # => nil
[defined?(puts), defined?(String), defined?(1 + 1), defined?(a = 1)]  # => ["method", "constant", "method", "assignment"]
defined?(zork)  # => nil
defined?(x = 1)  # => "assignment"
defined?(nil)  # => "nil"
defined?(yield)  # => nil
defined?(String.new)  # => "method"
defined?(Zork::Bork)  # => nil
(1 if true) || 2  # => 1
[1, 2, 3].sum if true  # => 6

# Exceptions

begin; raise "m"; rescue => e; [e.class, e.message]; end  # => [RuntimeError, "m"]
begin; raise ArgumentError; rescue => e; e.message; end  # => "ArgumentError"
begin; raise TypeError, "t"; rescue ArgumentError, TypeError => e; e.message; end  # => "t"
begin; raise TypeError.new("t"); rescue => e; e.inspect; end  # => "#<TypeError: t>"
begin; 1; rescue; 2; else; 3; ensure; 4; end  # => 3
begin; 1 / 0; rescue ZeroDivisionError => e; e.message; end  # => "divided by 0"
begin; begin; raise "a"; rescue => e; raise "b"; end; rescue => e; [e.message, e.cause.message]; end  # => ["b", "a"]
def e1; return 1; ensure; 2; end; e1  # => 1
def e2; yield; rescue ArgumentError; :arg; else; :none; ensure; :x; end; [e2 { }, e2 { raise ArgumentError }]  # => [:none, :arg]
a = []; begin; a << 1; raise "x"; rescue; a << 2; ensure; a << 3; end; a  # => [1, 2, 3]
a = []; [1, 2].each { |x| begin; next; ensure; a << x; end }; a  # => [1, 2]
class QuotaError < StandardError; end; begin; raise QuotaError, "q"; rescue StandardError => e; [e.class.name, e.message, e.is_a?(QuotaError)]; end  # => ["QuotaError", "q", true]
class LimitError < StandardError; def initialize(n) = super("limit #{n}"); end; begin; raise LimitError, 5; rescue LimitError => e; e.message; end  # => "limit 5"
class CodeError < StandardError; def initialize(m = "default"); super; end; end; begin; raise CodeError; rescue => e; e.message; end  # => "default"
raise "boom"  # => RuntimeError: boom
raise ArgumentError  # => ArgumentError: ArgumentError
raise ArgumentError, "bad"  # => ArgumentError: bad
raise ArgumentError.new("bad")  # => ArgumentError: bad
raise 1  # => TypeError: exception class/object expected
raise "a", "b"  # => TypeError: exception class/object expected
nil.upcase  # => NoMethodError: undefined method 'upcase' for nil
1 / 0  # => ZeroDivisionError: divided by 0
1 % 0  # => ZeroDivisionError: divided by 0
1.0.divmod(0)  # => ZeroDivisionError: divided by 0
{ a: 1 }.fetch(:b)  # => KeyError: key not found: :b
[1].fetch(9)  # => IndexError: index 9 outside of array bounds: -1...1
def two(a, b) = a; two(1)  # => ArgumentError: wrong number of arguments (given 1, expected 2)
def kw(a:) = a; kw  # => ArgumentError: missing keyword: :a
def kw2(a: 1) = a; kw2(c: 1)  # => ArgumentError: unknown keyword: :c
1 + "a"  # => TypeError: String can't be coerced into Integer
"a" + 1  # => TypeError: no implicit conversion of Integer into String
1 + nil  # => TypeError: nil can't be coerced into Integer
[1] + 1  # => TypeError: no implicit conversion of Integer into Array
1 < "a"  # => ArgumentError: comparison of Integer with String failed
[3, "a"].sort  # => ArgumentError: comparison of Integer with String failed
Integer("12abc")  # => ArgumentError: invalid value for Integer(): "12abc"
Integer("x")  # => ArgumentError: invalid value for Integer(): "x"
Integer(nil)  # => TypeError: can't convert nil into Integer
Integer("")  # => ArgumentError: invalid value for Integer(): ""
Float("x")  # => ArgumentError: invalid value for Float(): "x"
"abc".freeze << "d"  # => FrozenError: can't modify frozen String: "abc"
[1].freeze << 2  # => FrozenError: can't modify frozen Array: [1]
{ a: 1 }.freeze[:b] = 2  # => FrozenError: can't modify frozen Hash: {a: 1}
:a.unknown_thing  # => NoMethodError: undefined method 'unknown_thing' for an instance of Symbol
a = [1, 2, 3]; a[-9] = 1  # => IndexError: index -9 too small for array; minimum: -3
Array.new(-1)  # => ArgumentError: negative array size
"a" * -1  # => ArgumentError: negative argument
[1, 2].first(-1)  # => ArgumentError: negative array size
[1, 2].sum("")  # => TypeError: String can't be coerced into Integer
"x".to_sym.to_proc.call  # => ArgumentError: no receiver given
5.upto  # => ArgumentError: wrong number of arguments (given 0, expected 1)
Hash.new(1) { 2 }  # => ArgumentError: wrong number of arguments (given 1, expected 0)
[[1, 2], 3].to_h  # => TypeError: wrong element type Integer at 1 (expected array)
[1, 2].to_h  # => TypeError: wrong element type Integer at 0 (expected array)
"abc".center  # => ArgumentError: wrong number of arguments (given 0, expected 1..2)
"5" + 5.to_s  # => "55"
throw :x  # => UncaughtThrowError: uncaught throw :x
catch(:a) { throw :a, 5 }  # => 5
catch(:a) { 7 }  # => 7
catch(:a) { catch(:b) { throw :a, 1 }; 2 }  # => 1
raise StopIteration  # => StopIteration: StopIteration

# Modules

module Naming; LIMIT = 3; def self.f(x) = "n-#{x}"; def self.g = f(LIMIT); module Inner; def self.h = Naming.f(1); end; end; [Naming.f(2), Naming.g, Naming::LIMIT, Naming::Inner.h]  # => ["n-2", "n-3", 3, "n-1"]
module Helper; module_function; def up(s) = s.upcase; end; Helper.up("a")  # => "A"
module Consts; A = 1; B = A + 1; end; Consts::B  # => 2
Integer.name  # => "Integer"
Integer.to_s  # => "Integer"
[1.class, 1.0.class, nil.class, true.class, :a.class, "".class, [].class, {}.class, (1..2).class, -> { }.class, //.class]  # => [Integer, Float, NilClass, TrueClass, Symbol, String, Array, Hash, Range, Proc, Regexp]
Integer === 1  # => true
Numeric === 1.5  # => true
Comparable === "a"  # => true
StandardError.new("x").message  # => "x"
Float::INFINITY  # => Infinity
Math::PI  # => 3.141592653589793
S1 = Struct.new(:a, :b); s = S1.new(1, 2); [s.a, s[:b], s["a"], s[1], s.to_a, s.to_h, s == S1.new(1, 2), s.members]  # => [1, 2, 1, 2, [1, 2], {a: 1, b: 2}, true, [:a, :b]]
S2 = Struct.new(:a, :b, keyword_init: true); S2.new(a: 1).inspect  # => "#<struct S2 a=1, b=nil>"
S3 = Struct.new(:a) do def twice = a * 2; end; S3.new(4).twice  # => 8
s = Struct.new(:a).new(1); s.a = 5; s.a  # => 5

# Equality

1 == 1.0  # => true
1.eql?(1.0)  # => false
1.equal?(1)  # => true
"a".equal?("a")  # => false
:a.equal?(:a)  # => true
[1, [2]] == [1.0, [2.0]]  # => true
{ a: 1, b: 2 } == { b: 2, a: 1 }  # => true
"a" == :a  # => false
0.1 + 0.2 == 0.3  # => false
Float::NAN == Float::NAN  # => false
{ 1 => :a, 1.0 => :b, "1" => :c, "1": :d }  # => {1 => :a, 1.0 => :b, "1" => :c, "1": :d}
[1, 1.0, 1].uniq  # => [1, 1.0]
1 <=> "a"  # => nil
nil <=> nil  # => 0
[1, 2] <=> [1, 3]  # => -1
"a" <=> "b"  # => -1
true & nil  # => false
nil.to_a  # => []
nil.to_s  # => ""
nil.to_h  # => {}
nil & true  # => false

# Integers

2 ** 53 + 1  # => 9007199254740993
2 ** 100  # => 1267650600228229401496703205376
10 / 4  # => 2
7 / 2  # => 3
-7 / 2  # => -4
-7 % 2  # => 1
7 % -2  # => -1
-7.remainder(2)  # => -1
7.divmod(-2)  # => [-4, -1]
-7.divmod(2)  # => [-4, 1]
9223372036854775807 + 1  # => 9223372036854775808
-9223372036854775808 - 1  # => -9223372036854775809
9223372036854775807 * 2  # => 18446744073709551614
12345678901234567890 / 7  # => 1763668414462081127
12345678901234567890 % -7  # => -6
100.digits  # => [0, 0, 1]
1 << 70  # => 1180591620717411303424
-1 >> 3  # => -1
~5  # => -6
-5 & 3  # => 3
Integer.sqrt(24)  # => 4
Integer.sqrt(10 ** 40)  # => 100000000000000000000
15.round(-1)  # => 20
25.round(-1)  # => 30
-25.round(-1)  # => -30
1234.floor(-2)  # => 1200
1234.ceil(-2)  # => 1300
255.to_s(16)  # => "ff"
255.to_s(2)  # => "11111111"
"ff".to_i(16)  # => 255
"0b11".to_i(0)  # => 3
"0x1f".hex  # => 31
"17".oct  # => 15
65.chr  # => "A"
10.gcd(4)  # => 2
10.lcm(4)  # => 20
10.pow(3, 7)  # => 6
3.clamp(5, 7)  # => 5
3.clamp(..2)  # => 2
3.between?(1, 5)  # => true
0.zero?  # => true
5.pred  # => 4
3.zero? || 3.positive?  # => true
10.digits(16)  # => [10]
3.7.to_i  # => 3
-3.7.truncate  # => -3
3.7.floor  # => 3
-3.2.floor  # => -4
-3.2.ceil  # => -3
255.bit_length  # => 8
5[0]  # => 1
3.times.to_a  # => [0, 1, 2]
3.downto(1).to_a  # => [3, 2, 1]
1.step(10, 4).to_a  # => [1, 5, 9]
5.ceildiv(2) rescue 3  # => 3
6.nonzero?  # => 6
0.nonzero?  # => nil
Integer("0x1f", 16)  # => 31
Integer(" 42 ")  # => 42
Integer("1_000")  # => 1000
Integer("z", exception: false)  # => nil
Integer(3.99)  # => 3
Float("1.5")  # => 1.5
"12abc".to_i  # => 12
"abc".to_i  # => 0
" 12 ".to_i  # => 12
"1_000".to_i  # => 1000
"1.5e3x".to_f  # => 1500.0
".5".to_f  # => 0.5
"1e".to_f  # => 1.0

# Floats

0.1 + 0.2  # => 0.30000000000000004
999999999999999.9  # => 999999999999999.9
1e15.to_s  # => "1.0e+15"
1e16  # => 1.0e+16
123456789012345.0  # => 123456789012345.0
0.0001  # => 0.0001
0.00001.to_s  # => "1.0e-05"
100.0  # => 100.0
-0.0  # => -0.0
1.0 / 0  # => Infinity
-1.0 / 0  # => -Infinity
(0.0 / 0).nan?  # => true
1e100  # => 1.0e+100
1.23e-10  # => 1.23e-10
2.5.round  # => 3
-2.5.round  # => -3
3.5.round  # => 4
2.5.round(half: :even)  # => 2
2.5.round(half: :down)  # => 2
2.675.round(2)  # => 2.68
1.005.round(2)  # => 1.01
1234.567.round(-2)  # => 1200
1234.567.round(1)  # => 1234.6
0.5.round  # => 1
1.15.round(1)  # => 1.2
[0.1, 0.2, 0.3].sum  # => 0.6
[0.1, 0.2, 0.3].reduce(:+)  # => 0.6000000000000001
[0.1] * 3 == [0.1, 0.1, 0.1]  # => true
3.0 * 2  # => 6.0
7.0 / 2  # => 3.5
7.0.divmod(2)  # => [3, 1.0]
-7.5 % 2  # => 0.5
7.fdiv(2)  # => 3.5
1.5.floor  # => 1
1.0.to_i  # => 1
1e20.to_i  # => 100000000000000000000
10.0.to_s  # => "10.0"
1.0.eql?(1.0)  # => true
3.14.truncate(1)  # => 3.1
3.15.ceil(1)  # => 3.2
3.14.floor(1)  # => 3.1
1.1 - 1.0  # => 0.10000000000000009
1.0.infinite?  # => nil
(1.0 / 0).infinite?  # => 1
1.5.clamp(1, 2)  # => 1.5
2 ** 0.5  # => 1.4142135623730951
4 ** 0.5  # => 2.0
10 ** -2.0  # => 0.01
1e2.to_i  # => 100

# Strings

"ß".upcase  # => "SS"
"ÄÖ".downcase  # => "äö"
"éa".capitalize  # => "Éa"
"aBc".swapcase  # => "AbC"
"é"[0]  # => "é"
"héllo".length  # => 5
"héllo".bytesize  # => 6
"hello"[1]  # => "e"
"hello"[-3..]  # => "llo"
"hello"[1, 3]  # => "ell"
"hello"[1..-2]  # => "ell"
"hello"[9]  # => nil
"hello"[5]  # => nil
"hello"[5, 1]  # => ""
"hello"["ell"]  # => "ell"
"hello"[/l+/]  # => "ll"
"hello"[/(h)(e)/, 2]  # => "e"
"a-b_c".tr("-_", "  ")  # => "a b c"
"hello".tr("a-y", "b-z")  # => "ifmmp"
"hello".tr("^l", "*")  # => "**ll*"
"hello".delete("l")  # => "heo"
"aaabbb".squeeze  # => "ab"
"hello".count("lo")  # => 3
"hello world".split  # => ["hello", "world"]
"a,b,,c,,".split(",")  # => ["a", "b", "", "c"]
"a,b,,c,,".split(",", -1)  # => ["a", "b", "", "c", "", ""]
"abc".split("")  # => ["a", "b", "c"]
"a1b2".split(/\d/)  # => ["a", "b"]
"a1b2".split(/(\d)/)  # => ["a", "1", "b", "2"]
" a  b ".split(" ")  # => ["a", "b"]
"a,b,c".split(",", 2)  # => ["a", "b,c"]
"hello".sub("l", "L")  # => "heLlo"
"hello".gsub("l", "L")  # => "heLLo"
"hello".gsub(/l/) { |m| m.upcase }  # => "heLLo"
"hello".gsub(/[el]/, "e" => "3", "l" => "1")  # => "h311o"
"john smith".gsub(/(\w+) (\w+)/, '\2 \1')  # => "smith john"
"john".gsub(/(?<first>\w)/, '<\k<first>>')  # => "<j><o><h><n>"
"hello".gsub(/l/).with_index.map { |m, i| "#{m}#{i}" }  # => ["l0", "l1"]
"a.b".gsub(".", "-")  # => "a-b"
"path/to".gsub("/", "::")  # => "path::to"
"hello" =~ /ll/  # => 2
"hello" !~ /z/  # => true
"hello".match(/l(l)(o)?/).captures  # => ["l", "o"]
"hello".match?(/L/i)  # => true
"k=v; k2=v2".scan(/(\w+)=(\w+)/)  # => [["k", "v"], ["k2", "v2"]]
"abc".scan(/./)  # => ["a", "b", "c"]
"hello".index("l")  # => 2
"hello".rindex("l")  # => 3
"hello".index("l", 3)  # => 3
"hello".insert(2, "XX")  # => "heXXllo"
"abc".succ  # => "abd"
"az".succ  # => "ba"
"zz".succ  # => "aaa"
"a9".succ  # => "b0"
"Zz".succ  # => "AAa"
"1.9".succ  # => "2.0"
"".succ  # => ""
"a".upto("e").to_a  # => ["a", "b", "c", "d", "e"]
"abc".ord  # => 97
"abc".chars  # => ["a", "b", "c"]
"abc".bytes  # => [97, 98, 99]
"a\nb\n".lines  # => ["a\n", "b\n"]
"a\nb".each_line.map(&:chomp)  # => ["a", "b"]
"hello\n".chomp  # => "hello"
"hello".chomp("lo")  # => "hel"
"hello".chop  # => "hell"
"  x ".strip  # => "x"
"xxhixx".delete_prefix("xx").delete_suffix("xx")  # => "hi"
"hi".center(6, "*")  # => "**hi**"
"hi".ljust(5, ".")  # => "hi..."
"hi".rjust(5)  # => "   hi"
"a-b-c".partition("-")  # => ["a", "-", "b-c"]
"a-b-c".rpartition("-")  # => ["a-b", "-", "c"]
"abc".reverse  # => "cba"
"abc".include?("b")  # => true
"abc".start_with?("a", "z")  # => true
"abc".start_with?(/[a-c]/)  # => true
"abc".end_with?("bc")  # => true
"abc" * 3  # => "abcabcabc"
"abc" "def"  # => "abcdef"
"%05.2f|%-5s|%+d|%x|%o|%b|%e|%%" % [3.14159, "ab", 5, 255, 8, 5, 12345.678]  # => "03.14|ab   |+5|ff|10|101|1.234568e+04|%"
"%s and %p" % ["a", "a"]  # => "a and \"a\""
"%<a>d %{b}" % { a: 1, b: 2 }  # => "1 2"
"%03d" % 7  # => "007"
"%8.3s|" % "abcdef"  # => "     abc|"
"%c%c" % [65, "B"]  # => "AB"
"%#x %#o %08b" % [255, 8, 37]  # => "0xff 010 00100101"
"%+.1e" % 0.00012  # => "+1.2e-04"
"%g %g" % [1e10, 1e-5]  # => "1e+10 1e-05"
"%-10s|" % :sym  # => "sym       |"
"%*d" % [5, 42]  # => "   42"
format("%.3d", 5)  # => "005"
"abc".casecmp("ABC")  # => 0
"abc".casecmp?("ABC")  # => true
"abc".eql?("abc")  # => true
"abc".between?("abb", "abd")  # => true
"a".ljust(3).size  # => 3
"abc".slice(0, 2)  # => "ab"
s = "abc"; s[1] = "ZZ"; s  # => "aZZc"
s = "abc"; s.slice!(1); s  # => "ac"
s = "abc"; t = s; t << "d"; s  # => "abcd"
s = "abc"; t = s.dup; t << "d"; s  # => "abc"
s = +"abc"; s.concat("d", "e")  # => "abcde"
s = "abc"; s.replace("x"); s  # => "x"
s = "abc"; [s.upcase!, s.upcase!]  # => ["ABC", nil]
s = "hello"; s.tr!("l", "r"); s  # => "herro"
"abc".each_char.with_index.map { |c, i| c * (i + 1) }  # => ["a", "bb", "ccc"]
"abc".each_char.to_a  # => ["a", "b", "c"]
"ab".unicode_normalize  # => "ab"
"abc".encoding.to_s  # => "UTF-8"
"abc".frozen?  # => false
:a.frozen?  # => true
"abc".to_sym  # => :abc
"snake_case_word".split("_").map(&:capitalize).join  # => "SnakeCaseWord"
"CamelCase".gsub(/([A-Z])/) { "_" + $1.downcase }  # => "_camel_case"
"title case".split.map(&:capitalize).join(" ")  # => "Title Case"
"a".ord.chr  # => "a"
"ab\tc\e\u0001\"\#{".inspect  # => "\"ab\\tc\\e\\u0001\\\"\\\#{\""
'a"b'.inspect  # => "\"a\\\"b\""
"#a #$ #@".inspect rescue 1  # => "\"#a \\\#$ \\\#@\""
:"a b".inspect  # => ":\"a b\""
:"foo=".inspect  # => ":foo="
:"9a".inspect  # => ":\"9a\""

# Arrays

a = []; a[5] = 1; a  # => [nil, nil, nil, nil, nil, 1]
[1, 2, 3][-1]  # => 3
[1, 2, 3][1, 2]  # => [2, 3]
[1, 2, 3][1..]  # => [2, 3]
[1, 2, 3][..-2]  # => [1, 2]
[1, 2, 3][3, 1]  # => []
[1, 2, 3][4, 1]  # => nil
[1, 2, 3][3..]  # => []
[1, 2, 3].values_at(0, 5, -1)  # => [1, nil, 3]
[nil, nil].length  # => 2
Array.new(3)  # => [nil, nil, nil]
Array.new(3) { |i| i * i }  # => [0, 1, 4]
Array.new([1, 2])  # => [1, 2]
[1, 2] * ", "  # => "1, 2"
[1, 2] * 2  # => [1, 2, 1, 2]
[1, 2, 2, 3] - [2]  # => [1, 3]
[1, 2] & [2, 3]  # => [2]
[1, 2] | [2, 3]  # => [1, 2, 3]
[[1, [2]], 3].flatten  # => [1, 2, 3]
[[1, [2]], 3].flatten(1)  # => [1, [2], 3]
[3, 1, 2].sort  # => [1, 2, 3]
[3, 1, 2].sort { |a, b| b <=> a }  # => [3, 2, 1]
%w[bb a ccc].sort_by { |s| [s.size, s] }  # => ["a", "bb", "ccc"]
%w[bb a ccc].min_by(&:size)  # => "a"
[3, 1, 2].minmax  # => [1, 3]
[3, 1, 2].max(2)  # => [3, 2]
[1, 2, 3, 4].partition(&:even?)  # => [[2, 4], [1, 3]]
[1, 2, 3, 4].group_by { |x| x % 3 }  # => {1 => [1, 4], 2 => [2], 0 => [3]}
%w[a b a].tally  # => {"a" => 2, "b" => 1}
[1, 2, 4, 5].chunk_while { |a, b| b == a + 1 }.to_a  # => [[1, 2], [4, 5]]
[1, 2, 4, 5].slice_when { |a, b| b != a + 1 }.to_a  # => [[1, 2], [4, 5]]
[1, 1, 2].chunk { |x| x.odd? }.to_a  # => [[true, [1, 1]], [false, [2]]]
[1, 2, 3].each_cons(2).to_a  # => [[1, 2], [2, 3]]
[1, 2, 3].each_slice(2).to_a  # => [[1, 2], [3]]
[1, 2, 3].inject(:+)  # => 6
[1, 2, 3].inject(10) { |a, b| a * b }  # => 60
[1, 2, 3].sum { |x| x * 0.5 }  # => 3.0
[[1, 2], [3, 4]].transpose  # => [[1, 3], [2, 4]]
[1, 2].zip([3, 4], [5, 6])  # => [[1, 3, 5], [2, 4, 6]]
[1, 2].product([3, 4])  # => [[1, 3], [1, 4], [2, 3], [2, 4]]
[1, 2, 3].combination(2).to_a  # => [[1, 2], [1, 3], [2, 3]]
[1, 2, 3].permutation(2).first(2)  # => [[1, 2], [1, 3]]
[1, 2, 3].each_with_index.to_a  # => [[1, 0], [2, 1], [3, 2]]
[1, 2, 3].each_with_index.map { |x, i| x * i }  # => [0, 2, 6]
[1, 2, 3].map.with_index(1) { |x, i| [i, x] }  # => [[1, 1], [2, 2], [3, 3]]
[1, 2, 3].each.with_index(1).to_a  # => [[1, 1], [2, 2], [3, 3]]
[1, 2, 3].each_entry.to_a  # => [1, 2, 3]
[1, nil, 2].compact  # => [1, 2]
[1, nil, false].join("-")  # => "1--false"
[1, [2, [3]]].join(",")  # => "1,2,3"
[3, 5].include?(3)  # => true
[3, 5].index(5)  # => 1
[3, 5, 3].rindex(3)  # => 2
[1, 2, 3].find { |x| x > 1 }  # => 2
[1, 2, 3].find_index { |x| x > 1 }  # => 1
[1, 2, 3].take_while { |x| x < 3 }  # => [1, 2]
[1, 2, 3].drop_while { |x| x < 2 }  # => [2, 3]
[1, 2, 3].reject(&:odd?)  # => [2]
[1, 2, 3].filter_map { |x| x * 2 if x.odd? }  # => [2, 6]
[1, 2, 3].flat_map { |x| [x] * x }  # => [1, 2, 2, 3, 3, 3]
[1, 2, 3].each_with_object({}) { |x, h| h[x] = x }  # => {1 => 1, 2 => 2, 3 => 3}
[1, 2, 3].to_h { |x| [x, x.to_s] }  # => {1 => "1", 2 => "2", 3 => "3"}
[[:a, 1]].to_h  # => {a: 1}
[1, 2, 3].any? { |x| x > 2 }  # => true
[nil, 1].any?  # => true
[].all?  # => true
[].none?  # => true
[1, 2].one? { |x| x > 1 }  # => true
[1, "a", :b].grep(String)  # => ["a"]
[1, 5, 10].grep(2..6) { |x| x * 2 }  # => [10]
[1, 5].grep_v(2..6)  # => [1]
[1, 2].cycle.first(5)  # => [1, 2, 1, 2, 1]
[1, 2, 3].rotate  # => [2, 3, 1]
[1, 2, 3, 4].rotate(-1)  # => [4, 1, 2, 3]
[1, 2, 3].reverse_each.to_a  # => [3, 2, 1]
[1, 2, 3, 4, 5].bsearch { |x| x >= 3 }  # => 3
[1, 2, 3].first(2)  # => [1, 2]
[1, 2, 3].last(2)  # => [2, 3]
[].first  # => nil
[1, 2, 3].dig(0)  # => 1
[[1, { a: [5] }]].dig(0, 1, :a, 0)  # => 5
a = [1, 2]; a.push(3).unshift(0).insert(2, 9); a  # => [0, 1, 9, 2, 3]
a = [1, 2, 3]; [a.pop, a.shift, a]  # => [3, 1, [2]]
a = [1, 2, 3]; [a.delete(2), a.delete(9), a]  # => [2, nil, [1, 3]]
a = [1, 2, 3]; [a.delete_at(1), a]  # => [2, [1, 3]]
a = [1, 2, 3, 4]; a.delete_if(&:even?); a  # => [1, 3]
a = [1, 2]; a.concat([3], [4]); a  # => [1, 2, 3, 4]
a = [3, 1]; [a.sort!, a]  # => [[1, 3], [1, 3]]
a = [1, 1]; [a.uniq!, a.uniq!]  # => [[1], nil]
a = [1, 2, 3]; a[1..2] = [9]; a  # => [1, 9]
a = [1, 2, 3]; a[0, 2] = []; a  # => [3]
a = [1, 2]; a.fill(0)  # => [0, 0]
a = [1, 2, 3]; a.map! { |x| x * 2 }; a  # => [2, 4, 6]
a = [1, 2]; b = a; b << 3; a  # => [1, 2, 3]
a = [1, 2]; a.clear; a  # => []
[[2, :b], [1, :a]].sort  # => [[1, :a], [2, :b]]
[[2, :b], [1, :a]].assoc(1)  # => [1, :a]
[1, 2, 3].minmax_by { |x| -x }  # => [3, 1]
[1, 2] <=> [1]  # => 1
[1, 2, 3].sum.fdiv(3)  # => 2.0
[1, 2, 3, 4].each_slice(2).map(&:sum)  # => [3, 7]
["a", "b"].each_with_index.to_h  # => {"a" => 0, "b" => 1}
[1, 2, 3].lazy.map { |x| x * 2 }.select(&:even?).first(2)  # => [2, 4]
[1, 2, 3].step rescue :no  # => :no
["x"].cycle(2).to_a  # => ["x", "x"]
[1, 2, 3].union([4], [1])  # => [1, 2, 3, 4]
[1, 2, 3].difference([1], [2])  # => [3]
[1, 2, 3].intersect?([3])  # => true
[0.1, 0.2, 0.3].max  # => 0.3
[1, [2, nil, "a", :b, 1.5]].to_s  # => "[1, [2, nil, \"a\", :b, 1.5]]"
[1, 2, 3].inspect  # => "[1, 2, 3]"

# Hashes

h = { b: 1, a: 2 }; h.delete(:b); h[:b] = 3; h  # => {a: 2, b: 3}
h = { a: 1 }; h[:a] = 2; h[:z] = 1; h.keys  # => [:a, :z]
{ a: 1 }.merge({ b: 2 }, { a: 3 })  # => {a: 3, b: 2}
{ a: 1 }.merge({ a: 2 }) { |k, o, n| o + n }  # => {a: 3}
Hash.new { |h, k| h[k] = k * 2 }.then { |h| [h[2], h] }  # => [4, {2 => 4}]
Hash.new(0).tap { |h| "hello".each_char { |c| h[c] += 1 } }  # => {"h" => 1, "e" => 1, "l" => 2, "o" => 1}
Hash.new(5).fetch(:a, 1)  # => 1
Hash.new(5)[:a]  # => 5
Hash.new(5).dig(:a)  # => 5
{ a: 1 }.fetch(:b) { |k| k.to_s }  # => "b"
{ a: { b: { c: 1 } } }.dig(:a, :b, :c)  # => 1
{ a: 1, b: 2 }.select { |k, v| v > 1 }  # => {b: 2}
{ a: 1, b: 2 }.reject { |k, v| v > 1 }  # => {a: 1}
{ a: 1, b: 2 }.map { |k, v| [k, v * 2] }.to_h  # => {a: 2, b: 4}
{ a: 1, b: 2 }.to_h { |k, v| [v, k] }  # => {1 => :a, 2 => :b}
{ a: 1, b: 2 }.transform_values { |v| v * 2 }  # => {a: 2, b: 4}
{ a: 1, b: 2 }.transform_keys(&:to_s)  # => {"a" => 1, "b" => 2}
{ a: 1, b: 2 }.transform_keys({ a: :c })  # => {c: 1, b: 2}
{ a: 1, b: 2 }.invert  # => {1 => :a, 2 => :b}
{ a: 1, b: 2 }.min_by { |k, v| v }  # => [:a, 1]
{ a: 1, b: 2 }.sort_by { |k, v| -v }  # => [[:b, 2], [:a, 1]]
{ a: 1, b: 2 }.sum { |k, v| v }  # => 3
{ a: 1, b: 2 }.partition { |k, v| v > 1 }  # => [[[:b, 2]], [[:a, 1]]]
{ a: 1, b: 2 }.group_by { |k, v| v.odd? }  # => {true => [[:a, 1]], false => [[:b, 2]]}
{ a: 1, b: 2 }.find { |k, v| v == 2 }  # => [:b, 2]
{ a: 1, b: 2 }.each_with_object([]) { |(k, v), acc| acc << k }  # => [:a, :b]
{ a: 1, b: 2 }.filter_map { |k, v| k if v > 1 }  # => [:b]
{ a: 1, b: 2 }.slice(:a, :z)  # => {a: 1}
{ a: 1, b: 2 }.except(:a)  # => {b: 2}
{ a: nil, b: 2 }.compact  # => {b: 2}
{ a: 1 }.key(1)  # => :a
{ a: 1 }.key?(:a)  # => true
{ a: 1 }["a"]  # => nil
{ a: 1 }.any? { |k, v| v > 1 }  # => false
{ a: 1, b: 2 }.count { |k, v| v.odd? }  # => 1
{ a: 1, b: 2 }.values_at(:a, :c)  # => [1, nil]
{ a: 1, b: 2 }.first  # => [:a, 1]
{ a: 1, b: 2 }.first(1)  # => [[:a, 1]]
{ a: 1, b: 2 }.entries  # => [[:a, 1], [:b, 2]]
{ a: 1, b: 2 }.reduce { |x, y| x + y }  # => [:a, 1, :b, 2]
{ a: 1, b: 2 }.each_slice(1).to_a  # => [[[:a, 1]], [[:b, 2]]]
{ a: 1, b: 2 }.zip([1, 2])  # => [[[:a, 1], 1], [[:b, 2], 2]]
{ a: 1 }.each_with_index.to_a  # => [[[:a, 1], 0]]
{ a: 1, b: 2 }.max_by { |k, v| v }  # => [:b, 2]
{ "x" => 1, 2 => [3], nil => nil, a: :b, "c d": 1, 1.5 => {} }  # => {"x" => 1, 2 => [3], nil => nil, a: :b, "c d": 1, 1.5 => {}}
{ a: 1, b: 2 }.select { |k| k == :a }  # => {a: 1}
{ a: 1 }.select { |x| x }.keys  # => [:a]
{ a: 1 }.find_all { |x| x.is_a?(Array) }  # => [[:a, 1]]
{ a: 1 }.to_a.flatten  # => [:a, 1]
{ a: 1 } <= { a: 1, b: 2 }  # => true
h = { a: 1 }; h.store("k", 2); h  # => {a: 1, "k" => 2}
h = { a: 1, b: 2 }; [h.shift, h]  # => [[:a, 1], {b: 2}]
h = { a: 1, b: 2 }; h.delete_if { |k, v| v > 1 }; h  # => {a: 1}
h = { a: 1 }; h.update(b: 2); h  # => {a: 1, b: 2}
h = { a: 1 }; k = "s"; h[k] = 1; k << "t"; h  # => {a: 1, "s" => 1}
h = { a: 1 }; [h.dup.merge!(b: 1), h]  # => [{a: 1, b: 1}, {a: 1}]
h = { a: 1 }; h.default = 9; h[:q]  # => 9
h = { a: 1, b: 2 }; h.each { |k, v| h[k] = v + 1 }; h  # => {a: 2, b: 3}
h = { a: 1 }; h.each { |k, v| h[:z] = 1 }  # => RuntimeError: can't add a new key into hash during iteration
{ a: 1 }.sum { |pair| pair.size }  # => 2
{ a: 2 }.inject { |a, b| 1 }  # => [:a, 2]
{ b: 1, a: 2 }.sort.to_h  # => {a: 2, b: 1}
{ b: 1, a: 2 }.min  # => [:a, 2]
{ a: 1 }.then { |h| h[:a] }  # => 1
{ a: [1, 2] }.flat_map { |k, v| v }  # => [1, 2]
{ a: 1 }.each_pair.to_a  # => [[:a, 1]]
{ a: 1 }.filter_map { |k, v| [k, v] }  # => [[:a, 1]]
{ [1, 2] => 3 }[[1, 2]]  # => 3
{ 1 => :a }.key?(1.0)  # => false
Hash[[[:a, 1]]]  # => {a: 1}
{ a: 1 }.to_a  # => [[:a, 1]]
{ a: 1 }.inspect  # => "{a: 1}"
{ a?: 1, b!: 2, "c=": 3, "+": 4, A: 5, "é": 6 }  # => {a?: 1, b!: 2, "c=": 3, "+": 4, A: 5, é: 6}

# Ranges

(5..1).to_a  # => []
(1..5).to_a  # => [1, 2, 3, 4, 5]
(1...5).size  # => 4
(1..10).step(3).to_a  # => [1, 4, 7, 10]
(1..10) % 4  # => ((1..10).%(4))
("a".."e").to_a  # => ["a", "b", "c", "d", "e"]
("a".."z").include?("bb")  # => false
("a".."z") === "bb"  # => true
("a".."zz").count  # => 702
(1..5).include?(2.5)  # => true
(1..).first(3)  # => [1, 2, 3]
(..5).include?(3)  # => true
(1..5).sum  # => 15
(1..4).reduce(:*)  # => 24
(1..4).each_slice(2).to_a  # => [[1, 2], [3, 4]]
(1..3).each_cons(2).to_a  # => [[1, 2], [2, 3]]
(1..3).to_h { |x| [x, x * x] }  # => {1 => 1, 2 => 4, 3 => 9}
(1...10).minmax  # => [1, 9]
(1..0).max  # => nil
(1..3).cover?(1..2)  # => true
(1.0..2.0).include?(1.5)  # => true
(1..10).select(&:even?)  # => [2, 4, 6, 8, 10]
(1..3).inspect  # => "1..3"
(1..nil).inspect  # => "1.."
(nil..1).to_s  # => "..1"
(1...3) == (1...3)  # => true
(1..3).eql?(1..3)  # => true
(1..3).reverse_each.first(2)  # => [3, 2]
(1..6).each_with_index.select { |x, i| i.odd? }  # => [[2, 1], [4, 3], [6, 5]]
("a".."c").each_with_index.map { |c, i| c * i }  # => ["", "b", "cc"]
(1..3).zip(4..6)  # => [[1, 4], [2, 5], [3, 6]]
(1..3).tally  # => {1 => 1, 2 => 1, 3 => 1}
(0.5..2).step(0.5).to_a  # => [0.5, 1.0, 1.5, 2.0]
[*"a".."c"]  # => ["a", "b", "c"]
[1, 2, 3, 4][1...-1]  # => [2, 3]
"hello"[1..]  # => "ello"
(1..3).each_entry.to_a  # => [1, 2, 3]
(1..10).find { |x| x % 7 == 0 }  # => 7
(1..3).cycle.first(4)  # => [1, 2, 3, 1]
(1..3).inject { |a, b| a - b }  # => -4

# Enumerators

[1, 2].each  # => #<Enumerator: [1, 2]:each>
[1, 2].each_with_index.with_index(5).to_a  # => [[[1, 0], 5], [[2, 1], 6]]
e = [1, 2].each; [e.next, e.peek, e.next]  # => [1, 2, 2]
e = [1].each; e.next; e.next  # => StopIteration: iteration reached an end
Enumerator.new { |y| y << 1 << 2; y.yield 3 }.to_a  # => [1, 2, 3]
Enumerator.new { |y| n = 0; loop { y << (n += 1) } }.take(3)  # => [1, 2, 3]
Enumerator.produce(1) { |x| x * 2 }.take(4)  # => [1, 2, 4, 8]
(1..Float::INFINITY).lazy.map { |x| x * 2 }.first(2)  # => [2, 4]
(1..3).each_entry.with_object([]).to_a.size  # => 3
[4, 5].each.with_index(1).map { |x, i| x * i }  # => [4, 10]
%w[a b].each_with_index.to_a  # => [["a", 0], ["b", 1]]
"ab".each_char.with_index.to_a  # => [["a", 0], ["b", 1]]
[1, 2, 3].each_slice(2).size  # => 2
3.times.map { |i| i }  # => [0, 1, 2]
[1, 2].map.with_object(:x).to_a  # => [[1, :x], [2, :x]]

# JSON

JSON.generate({ a: 1, "b" => [nil, true, 1.5, "x"], 3 => :sym, nil => {} })  # => "{\"a\":1,\"b\":[null,true,1.5,\"x\"],\"3\":\"sym\",\"\":{}}"
{ a: 1.0, b: 1e20, c: "é/\u2028<&>", d: "\u0001\n\"\\" }.to_json  # => "{\"a\":1.0,\"b\":1.0e+20,\"c\":\"é/\u2028<&>\",\"d\":\"\\u0001\\n\\\"\\\\\"}"
JSON.pretty_generate({ a: 1, b: [1, { c: 2 }] })  # => "{\n  \"a\": 1,\n  \"b\": [\n    1,\n    {\n      \"c\": 2\n    }\n  ]\n}"
JSON.parse('{"a": [1, 2.5, null, true, "x\u00e9"]}')  # => {"a" => [1, 2.5, nil, true, "xé"]}
JSON.parse('{"a": {"b": 1}}', symbolize_names: true)  # => {a: {b: 1}}
JSON.parse("[1, 2")  rescue "error"  # => "error"
"a".to_json  # => "\"a\""
nil.to_json  # => "null"
[1, nil].to_json  # => "[1,null]"
1.0.to_json  # => "1.0"
:a.to_json  # => "\"a\""
JSON.generate("x")  # => "\"x\""
JSON.generate(Float::NAN) rescue "NaN raises"  # => "NaN raises"

# Regexps

"line1\nline2" =~ /^line2$/  # => 6
"a\nb".match?(/a.b/)  # => false
"a\nb".match?(/a.b/m)  # => true
"a\n".match?(/a\Z/)  # => true
"a\n".match?(/a\z/)  # => false
"AbC".scan(/[[:upper:]]/)  # => ["A", "C"]
"2024-01-02".match(/(?<y>\d+)-(?<m>\d+)/)[:y]  # => "2024"
"2024-01-02".match(/(?<y>\d+)-(?<m>\d+)/).named_captures  # => {"y" => "2024", "m" => "01"}
"ab12".match(/(\d)(\d)/).to_a  # => ["12", "1", "2"]
"ab12".match(/\d/).pre_match  # => "ab"
"ab12x".match(/\d+/).post_match  # => "x"
"ab" =~ /(?i:B)/  # => 1

/a b # c
/x.match?("ab")
# => true

"foo.bar" =~ Regexp.new(Regexp.escape(".b"))  # => 3
Regexp.union("a.b", /c/).source  # => "a\\.b|(?-mix:c)"
/a#{1 + 1}b/.source  # => "a2b"
"x1y2".gsub(/\d/) { ($&.to_i + 1).to_s }  # => "x2y3"
"abc" =~ /b/; [$~[0], $~.pre_match, $&]  # => ["b", "a", "b"]
"abc".sub(/(b)/, '[\1\0\\\\]')  # => "a[bb\\]c"
"aaa".gsub(/a/, "b" => "c")  # => ""
"abc".match(/z/)  # => nil
"abc"[/z/]  # => nil
"éa".match(/a/).begin(0)  # => 1
/a/.inspect  # => "/a/"
/a\/b/i.to_s  # => "(?i-mx:a\\/b)"
"ab" =~ /\h/  # => 0
"\u00e9" =~ /\w/  # => nil
"é" =~ /\p{L}/  # => 0
"a,b;c".split(/[,;]/)  # => ["a", "b", "c"]
"test123abc".slice(/\d+/)  # => "123"
"foobar".match?(/foo(?:bar|baz)/)  # => true
if "k: v" =~ /(\w): (\w)/ then [$1, $2] end  # => ["k", "v"]
case "v1.2" when /v(\d+)\.(\d+)/ then [$1, $2] end  # => ["1", "2"]

# Patterns

case [1, [2, 3]]; in [a, [b, *c]] then [a, b, c] end  # => [1, 2, [3]]
case { name: "x", age: 3 }; in { name: String => n, age: 1..5 => a } then [n, a] end  # => ["x", 3]
case { k: 1, z: 2 }; in { k:, **rest } then [k, rest] end  # => [1, {z: 2}]
case 5; in Integer | Float => n then n end  # => 5
case [1, 2, 3, 4]; in [first, *, last] then [first, last] end  # => [1, 4]
case { a: [1, { b: 2 }] }; in { a: [_, { b: }] } then b end  # => 2
case 5; in n if n > 3 then :big end  # => :big
x = 5; case 5; in ^x then :same end  # => :same
case [1, "a", :b]; in [Integer, String, Symbol] then :ok end  # => :ok
(5 in String)  # => false
{ a: 1 } => { a: }; a  # => 1
case {}; in {} then :empty end  # => :empty
case []; in [] then :empty end  # => :empty
case nil; in nil then :nil end  # => :nil
case ["a", 1, "b", 2]; in [*, String => s, 2, *] then s end  # => "b"
case 7; in 0 then 1 else 2 end  # => 2

case 7
in 0 then 1
end
# => NoMatchingPatternError: 7: 0 === 7 does not return true

case { a: 1 }
in { b: } then 1
end
# => NoMatchingPatternKeyError: {a: 1}: key not found: :b

case 1; in 0.. then :pos end  # => :pos

# Heredocs

<<~A
  x
    y
A
# => "x\n  y\n"

<<~"A".lines.map(&:strip)
  a #{1 + 1}
  b
A
# => ["a 2", "b"]

<<'A'
a #{x} \n
A
# => "a \#{x} \\n\n"

[<<~A, <<~B]
  one
A
  two
B
# => ["one\n", "two\n"]

<<~A
  a\
  b
  \tc
A
# => "ab\n\tc\n"

<<~A.upcase.strip
  text
A
# => "TEXT"

<<-A
  kept
  A
# => "  kept\n"

# Values

x = 5.then { |n| n + 1 }; x  # => 6
5.tap { |n| n + 1 }  # => 5
[1, 2].frozen?  # => false
"a".dup.frozen?  # => false
1.frozen?  # => true
:a.to_proc.call("x") rescue "no method"  # => "no method"
[nil, false, 0, "", [], {}].map { |v| v ? 1 : 0 }  # => [0, 0, 1, 1, 1, 1]
5.itself  # => 5
5.instance_of?(Numeric)  # => false
5.is_a?(Comparable)  # => true
nil.nil?  # => true
5.respond_to?(:upcase)  # => false
"a".respond_to?(:upcase)  # => true
Array(nil)  # => []
Array([1])  # => [1]
Array(1..3)  # => [1, 2, 3]
Array({ a: 1 })  # => [[:a, 1]]
String(5)  # => "5"
Hash([[1, 2]]) rescue "no"  # => "no"
Hash(nil)  # => {}
def named = __method__; named  # => :named
method(:format).call("%d", 5)  # => "5"
5.method(:+).call(3)  # => 8
[1, 2, 3].frozen? ? 1 : 2  # => 2
Comparable.name  # => "Comparable"
Set.new([1, 2, 2]).size  # => 2
Set[1, 2] | Set[3]  # => #<Set: {1, 2, 3}>
Set[1, 2].include?(1)  # => true
Set[3, 1].to_a  # => [3, 1]
[1, 1].to_set  # => #<Set: {1}>
Set[1].subset?(Set[1, 2])  # => true
Math.sqrt(16)  # => 4.0
Math.hypot(3, 4)  # => 5.0
Math.log2(8)  # => 3.0
Math.cbrt(27)  # => 3.0
Math.log(Math::E)  # => 1.0

# Lines that go on after a backslash

"a" \
  "b" \
    'c'
# => "abc"
def all(*given) = given
all \
  [1], \
  "b" \
  "c", -1
# => [[1], "bc", -1]
x = [1, 2]
x \
[0]
# => 1

# Keys that stand twice

{ a: 1, b: 2, a: 3 }  # => {b: 2, a: 3}
{ nil => 1, "s" => 2, nil => 3, "s" => 4 }  # => {nil => 3, "s" => 4}
x = { z: 0 }
y = 5
[{ a: y, b: 1, a: y + 1 }, { a: y, **x, a: 2 }]
# => [{b: 1, a: 6}, {a: 2, z: 0}]
def pairs_of(**pairs) = pairs
pairs_of(a: 1, b: 2, a: 3)
# => {b: 2, a: 3}

# The outermost of several

%w[a bb cc dd e].max_by(2, &:size)  # => ["bb", "cc"]
%w[a bb cc].max(2)  # => ["cc", "bb"]
[3, 1, 2, 3, 1, 3, 2, 2, 1].each_with_index.max_by(3, &:first)  # => [[3, 5], [3, 3], [3, 0]]
[1, nil].minmax  # => ArgumentError: comparison of Integer with nil failed
{ a: 1, b: "x" }.max_by { |_, v| v }  # => ArgumentError: comparison of String with 1 failed
seen = []
[3, 1].max { |a, b| seen << [a, b]; a <=> b }
seen
# => [[1, 3]]

# Blocks and keywords

proc { |a, k: 1| [a, k] }.call([1, 2])  # => [1, 1]
proc { |a, b, k: 1| [a, b, k] }.call([1, 2], k: 5)  # => [[1, 2], nil, 5]
proc { |a, (b, c), *d| }.parameters  # => [[:opt, :a], [:opt, nil], [:rest, :d]]
def bare(**nil) = 1
bare(a: 1)
# => ArgumentError: no keywords accepted

# Setting an attribute of what may be nil

Slot = Struct.new(:v)
log = []
list = [Slot.new(1), nil]
[list.map { |s| s&.v = 5 }, list.map { |s| s&.v += 2 }, list.map { |s| s&.v ||= (log << 1) }, log]
# => [[5, nil], [7, nil], [7, nil], []]

# Formats and numbers that do not fit

format("%c", "ab")  # => ArgumentError: %c requires a character
format("%5%")  # => ArgumentError: invalid format character - %
[Float("0x1p3"), Float("-0x10")]  # => [8.0, -16.0]
Float("0xA.8")  # => ArgumentError: invalid value for Float(): "0xA.8"
[(1..).each.size, 1.step(by: 2).size, (1..).step(2).size]  # => [Infinity, Infinity, Infinity]
case { a: 1, b: 2 }
in { a: Integer => n, ** } then n
end
# => 1

# What few templates call

def named = __method__; [named, method(:named).name]  # => [:named, :named]
5.method(:+).receiver  # => 5
[Integer < Numeric, Integer < Integer, Integer <= Integer, Integer <= String]  # => [true, false, true, nil]
Integer < 1  # => TypeError: compared with non class/module
[Array[1, 2], String.new("ab"), Range.new(1, 3, true)]  # => [[1, 2], "ab", 1...3]
r = []; [1, 2, 3].reverse_each { |x| r << x }; r  # => [3, 2, 1]
r = []; { a: 1, b: 2 }.reverse_each { |k, v| r << [k, v] }; r  # => [[:b, 2], [:a, 1]]
[1, 2, 3, 4].lazy.filter_map { |x| x * 2 if x.even? }.to_a  # => [4, 8]
[1, 2, 3, 1].lazy.drop_while { |x| x < 3 }.to_a  # => [3, 1]
e = ArgumentError.new("a"); [e.exception.equal?(e), e.exception("b").message, e.exception("b").class]  # => [true, "b", ArgumentError]
format("%.3f", 12)  # => "12.000"
format("%.2f", 123456789012345678901234567890)  # => "123456789012345678901234567890.00"
Math.atan2(1, 1)  # => 0.7853981633974483
[1.0.finite?, (1 / 0.0).finite?]  # => [true, false]
[1, 2].enum_for.next  # => 1
[1, 2].enum_for(:each_with_index).to_a  # => [[1, 0], [2, 1]]
[/a/i.casefold?, /a/.casefold?]  # => [true, false]
"ab" =~ /(b)/; [Regexp.last_match(1), Regexp.last_match.pre_match]  # => ["b", "a"]
s = Set[1, 2]; [s.intersect?(Set[2, 3]), s.intersect?(Set[4]), s.clear.size]  # => [true, false, 0]
s = +"ab"; s.clear; s  # => ""
["ab".valid_encoding?, "\xff".valid_encoding?]  # => [true, false]
s = +"ab"; s[5] = "x"  # => IndexError: index 5 out of string
s = +"ab"; s[1] = "x"; s  # => "ax"
Pt = Struct.new(:x, :y); q = Pt.new(1, 2); q[:x] = 5; q[1] = 6; [q.size, q.members, q.each_pair.to_a, q.values_at(1, 0), q.to_h]  # => [2, [:x, :y], [[:x, 5], [:y, 6]], [6, 5], {x: 5, y: 6}]
printf("")  # => nil
Set[Set[1], Set[1]].size  # => 1
[require("set"), block_given?, method(:block_given?).call]  # => [false, false, false]
[(-"ab").frozen?, (+"ab").frozen?]  # => [true, false]
[Integer < String, Numeric < Integer, Numeric <= Integer]  # => [nil, false, false]
module Kept; X = 1; private_constant :X; def self.f = X; end; Kept.f  # => 1
m = /(\d+)-(\d+)/.match("on 2024-05"); [m.string, m.regexp]  # => ["on 2024-05", /(\d+)-(\d+)/]

# Changing a text in place

"s".tr!("a")  # => ArgumentError: wrong number of arguments (given 1, expected 2)
"s".sub!(/s/)  # => ArgumentError: wrong number of arguments (given 1, expected 2)
"s".delete!  # => ArgumentError: wrong number of arguments (given 0, expected 1+)
s = +"abcb"
[s.gsub!(/b/).with_index { |m, i| m + i.to_s }, s.delete_suffix!("x"), s]
# => ["ab0cb1", nil, "ab0cb1"]
