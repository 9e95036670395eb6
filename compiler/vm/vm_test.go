package vm_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/compiler"
	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

func compile(text string) *compiler.Result {
	return compiler.Compile(compiler.Job{Files: []*source.File{source.NewFile("lake.rb", []byte(text))}})
}

// printed is what a program puts out; it must run without a word.
func printed(t testing.TB, text string) string {
	r := compile(text)
	for _, d := range r.Diags {
		assert.Fail(t, d.Message, "%s", text)
	}
	return r.Output
}

// built is the graph of a file with one template.
func built(t testing.TB, text string) string {
	r := compile(text)
	for _, d := range r.Diags {
		assert.Fail(t, d.Message, "%s", text)
	}
	require.Len(t, r.Graphs, 1)
	return graph.Dump(r.Graphs[0], false)
}

// told is what is said about a file: place, code, message, and the places and
// messages of its labels.
func told(r *compiler.Result) string {
	var b strings.Builder
	place := func(s source.Span) string {
		if s.IsZero() {
			return "-"
		}
		p := s.File.Position(int(s.Start))
		return s.File.Name + ":" + itoa(p.Line) + ":" + itoa(p.Column)
	}
	for _, d := range r.Diags.Tidy() {
		b.WriteString(place(d.Span) + " " + d.Code + " " + d.Message + "\n")
		for _, l := range d.Labels {
			b.WriteString("  " + place(l.Span) + " " + l.Message + "\n")
		}
	}
	return b.String()
}

func itoa(n int) string {
	if n >= 10 {
		return itoa(n/10) + string(rune('0'+n%10))
	}
	return string(rune('0' + n))
}

// The two traps of the VM: both are silently wrong in the obvious ways to
// raise an error.

func TestLocalChangedAfterRescueIsSeenByItsClosure(t *testing.T) {
	assert.Equal(t, "3\n4\n", printed(t, `
x = 1
see = -> { x }
begin
  raise "a"
rescue
  x = 3
end
puts see.call
x += 1
puts see.call
`))
}

func TestClosureThatEscapesARaiseKeepsItsValues(t *testing.T) {
	assert.Equal(t, "41\n42\n[7, 8, 9]\n", printed(t, `
kept = nil
begin
  [40].each do |a|
    b = a
    kept = -> { b += 1 }
    raise "out"
  end
rescue
end
c, d, e = 7, 8, 9
puts kept.call, kept.call
p [c, d, e]
`))
}

func TestResourcesAreBuilt(t *testing.T) {
	assert.Equal(t, `template lake
  resource aws_sns_topic.a
    name: "t5"
    tags:
      A: "x-5"
      "B":
        -: 1
        -: nil
      c: var.role_arn
  resource aws_sqs_queue.q_1
    topic: aws_sns_topic.a.arn
    text: "pre-"${aws_sns_topic.a.arn}"-post"
    depends_on:
      -: aws_sns_topic.a
  resource data.aws_region.here
`, built(t, `
template :lake do
  n = 5
  t = aws_sns_topic(:a, { name: "t#{n}", tags: { A: "x-#{n}", "B" => [1, nil], c: role.arn } })
  aws_sqs_queue :q_1, topic: t.arn, text: "pre-#{t.arn}-post", depends_on: [t]
  data :aws_region, :here
end
`))
}

func TestResourceBlocks(t *testing.T) {
	assert.Equal(t, `template lake
  provider aws
    region: "eu-west-1"
    default_tags:
      tags:
        Team: "data"
  terraform
    required_version: ">= 1.5"
    backend:
      s3:
        bucket: "state"
  resource aws_vpc.main
    cidr_block: "10.0.0.0/16"
    tags:
      Name: "vpc-prod"
  resource aws_security_group.g
    vpc_id: aws_vpc.main.id
    ingress:
      -:
        from_port: 1
      -:
        from_port: 2
    egress:
      ports:
        -: 5
        -: 6
  output vpc
    value: aws_vpc.main.id
    description: "The VPC"
`, built(t, `
provider :aws do
  region "eu-west-1"
  default_tags do
    tags({ Team: "data" })
  end
end
terraform do
  required_version ">= 1.5"
  backend :s3 do
    bucket "state"
  end
end
env = "prod"
def pair(n) = [n, n + 1]
vpc = resource :aws_vpc, :main do
  cidr_block "10.0.0.0/16"
  tags do
    Name "vpc-#{env}"
  end
end
aws_security_group :g do
  vpc_id vpc.id
  [1, 2].each do |p|
    ingress do
      from_port p
    end
  end
  egress do
    list = pair(5)
    ports list if list.any?
    pair 3
  end
end
output :vpc do
  value vpc.id
  description "The VPC"
end
`))
}

func TestReferences(t *testing.T) {
	assert.Equal(t, `template lake
  input zone
    type: "string"
  resource aws_x.t
  resource aws_x.u
    a: aws_x.t.list[0].leaf["k"]
    b: aws_x.t.arn
    c: aws_y.other.id
    d: var.aws.region
    e: var.zone
    f: "default"
    g: var.secret
    h: a_name.arn
    i: aws_x.t.arn
    j: true
    k: false
`, strings.ReplaceAll(built(t, `
input :zone, type: "string"
t = aws_x(:t)
aws_x(:u, { a: t.list[0].leaf["k"], b: t.outputs[:arn], c: ref(:aws_y, :other, :id), d: aws.region, e: zone,
  f: environment, g: secret.value, h: template(:b).a_name.arn, i: t&.arn, j: t.arn == t.arn, k: t.nil? })
`), `: .a_name`, `: a_name`))
}

func TestAttributesAreTakenAtTheCall(t *testing.T) {
	assert.Equal(t, `template lake
  resource aws_x.a
    name: "n"
    tags:
      k: "v"
      l:
        -: 1
`, built(t, `
name = +"n"
h = { k: "v", l: [1] }
aws_x(:a, { name: name, tags: h })
name << "changed"
h[:k] << "changed"
h[:l] << 2
h[:m] = 3
`))
}

func TestMistakesOfTemplatesAreToldOneByOne(t *testing.T) {
	r := compile(`
template :one do
  nil.upcase
end
template :two do
  aws_x(:a, { n: ->(x) { x } })
  aws_x(:a, { n: 1 })
end
template :three do
  template :four do
  end
end
template :one do
end
template :good do
  aws_x(:a)
end
`)
	assert.Equal(t, "lake.rb:3:3 E0303 undefined method 'upcase' for nil\n"+
		"lake.rb:6:18 E0210 the value of `n` is a value of class Proc, which cannot be an attribute\n"+
		"lake.rb:7:9 E0208 `aws_x.a` is made twice in the template `two`\n  lake.rb:6:9 first made here\n"+
		"lake.rb:10:3 E0206 the template `four` stands inside the template `three`\n  lake.rb:9:10 inside this one\n"+
		"lake.rb:13:10 E0205 there are two templates named `one`\n  lake.rb:2:10 the first `one`\n", told(r))
	require.Len(t, r.Graphs, 1)
	assert.Equal(t, "good", r.Graphs[0].Name)
}

func TestTemplatesMayBeDescribed(t *testing.T) {
	r := compile(`
text = "the lake"
template :one, description: "Keeps #{text}" do
end
template :two, describtion: "x" do
end
template :three, description: 3 do
end
template :four, description: "of #{owner.value}" do
end
template(:five, description: "x")
`)
	assert.Equal(t, "lake.rb:5:16 E0206 a template has no `:describtion`\n"+
		"lake.rb:7:31 E0206 the description of a template is a String, not 3\n"+
		"lake.rb:9:30 E0206 the description of a template is a String, not \"of ${var.owner}\"\n"+
		"lake.rb:11:1 E0206 a template needs one name: `template :orders do … end`\n", told(r))
	require.Len(t, r.Graphs, 1)
	assert.Equal(t, "Keeps the lake", r.Graphs[0].Description)
}

func TestFailureNamesTheCallsThatLedThere(t *testing.T) {
	assert.Equal(t, "lake.rb:2:3 E0301 bad 5 (ArgumentError)\n"+
		"  lake.rb:4:16 `check` is called from here\n"+
		"  lake.rb:6:1 `outer` is called from here\n", told(compile(`def check(x)
  raise ArgumentError, "bad #{x}"
end
def outer(y) = check(y)

outer(5)
`)))
}

func TestMessagesOfRunningTemplates(t *testing.T) {
	for _, row := range []struct{ text, want string }{
		{"foo\n", "lake.rb:1:1 E0302 undefined local variable or method 'foo' for main\n"},
		{"foo(1)\n", "lake.rb:1:1 E0303 undefined method 'foo' for main\n"},
		{"foo.bar?\n", "lake.rb:1:1 E0302 undefined local variable or method 'foo' for main\n"},
		{"Foo\n", "lake.rb:1:1 E0302 uninitialized constant Foo\n"},
		{"1.foo\n", "lake.rb:1:1 E0303 undefined method 'foo' for an instance of Integer\n"},
		{"t = aws_x(:t)\nputs t.arn.upcase\n", "lake.rb:2:6 E0304 `aws_x.t.arn` is known only after deployment, so `upcase` cannot look at it\n  lake.rb:2:6 the value comes from here\n"},
		{"raise \"a\\e]0;b\\n\"\n", "lake.rb:1:1 E0301 a\\e]0;b\\n\n"},
		{"system(\"x\")\n", "lake.rb:1:1 E0305 `system` is not available in a template: a template describes resources and runs no programs\n"},
		{"ENV[\"X\"]\n", "lake.rb:1:1 E0305 `ENV` is not available in a template: the environment is not visible\n"},
		{"name = 1\nname \"a\"\n", "lake.rb:2:1 E0303 undefined method 'name' for main\n"},
		{"CloudFormation do\nend\n", "lake.rb:1:1 E0303 undefined method 'CloudFormation' for main\n"},
		{"A = [1]\nA [0]\n", "lake.rb:2:1 E0303 undefined method 'A' for main\n"},
		{"include Lib::Resources\n", "lake.rb:1:1 E0305 `include` is not available in a template: resource functions are already in scope\n"},
		{"Kernel.system(\"x\")\n", "lake.rb:1:1 E0305 `system` is not available in a template: a template describes resources and runs no programs\n"},
		{"Kernel.puts(1)\n", "lake.rb:1:1 E0305 `Kernel.puts` is not available in a template: a template describes resources and runs no programs\n"},
		{"Process.pid\n", "lake.rb:1:1 E0305 `Process` is not available in a template: it is not deterministic\n"},
		{"alias_method(:a, :b)\n", "lake.rb:1:1 E0305 `alias_method` is not available in a template: a method has one name\n"},
		{"Class.new\n", "lake.rb:1:1 E0305 `Class.new` is not available in a template: classes are not part of templates\n"},
		{"Integer.new\n", "lake.rb:1:1 E0303 undefined method 'new' for class Integer\n"},
		{"case 1\nin String\nend\n", "lake.rb:1:6 E0301 1: String === 1 does not return true (NoMatchingPatternError)\n"},
		{"A = 1\nA = 2\n", "lake.rb:2:1 E0309 the constant `A` is assigned twice\n  lake.rb:1:1 first assigned here\n"},
		{"1 / 0\n", "lake.rb:1:1 E0301 divided by 0 (ZeroDivisionError)\n"},
		{"aws_x(:a, { n: [1, 2**80] })\n", "lake.rb:1:20 E0210 the value of `n` is 1208925819614629174706176, an Integer that does not fit in 64 bits\n"},
		{"aws_x(:a, { n: \"\\xff\" })\n", "lake.rb:1:16 E0210 the value of `n` is not UTF-8\n"},
	} {
		got := told(compile(row.text))
		if i := strings.Index(got, "\n  lake"); i > 0 && !strings.Contains(row.want, "\n  lake") {
			got = got[:i+1]
		}
		assert.Equal(t, row.want, got, "%s", row.text)
	}
}

func TestLimitsEndARunPastRescueAndEnsure(t *testing.T) {
	for _, row := range []struct{ text, want string }{
		{"while true\nend\n", "steps"},
		{"loop { }\n", "steps"},
		{"t = aws_x(:t, {})\ns = \"#{t.arn}\"\n40.times { s = \"#{s}#{s}\" }\n", "MiB"},
		{"t = aws_x(:t, {})\ns = \"#{t.arn}\"\n40.times { s += s }\n", "MiB"},
		{"a = (1..50_000).to_a\n1000.times { a.include?(0) }\n", "steps"},
		{"a = (1..50_000).to_a\n1000.times { case 0\nwhen *a then 1\nend }\n", "steps"},
		{"s = \"a\" * 1_000_000\n100.times { s.count(\"b\") }\n", "steps"},
		{"s = \"a\" * 1_000_000\nt = s + \"b\"\n1000.times { s <=> t }\n", "steps"},
		{"def f(a) = a\n60_000.times { f(1) }\n", "steps"},
		{"loop do\n  begin\n    loop { }\n  rescue Exception\n  ensure\n    puts 1\n  end\nend\n", "steps"},
		{"def f(n) = f(n + 1)\nf(0)\n", "stack level too deep"},
		{"s = \"x\"\n60.times { s += s }\n", "MiB"},
		{"a = []\nloop { a << \"x\" * 1000 }\n", "limit"},
		{"puts \"x\" * 100_000\n", "prints more"},
		{"5000.times { |i| aws_x(:\"n#{i}\") }\n", "resources"},
		{"a = []\na << a\naws_x(:n, { a: a })\n", "holds itself"},
		{"a = [1]\n60.times { a = [a, a] }\naws_x(:n, { a: a })\n", "MiB"},
		{"h = { a: 1 }\n60.times { h = { a: h, b: h } }\naws_x(:n, { h: h })\n", "MiB"},
		{"Set.new(1..100_000)\n", "MiB"},
		{"(1..10**12).to_a\n", "limit"},
		{"x = 2**900_000\nloop { x += 1 }\n", "limit"},
		{"x = 7**350_000\ny = 3**300_000\n3.times { x.gcd(y) }\n", "steps"},
		{"Integer.sqrt(2**999_000)\n", "steps"},
		{"Integer(\"9\" * 300_000)\n", "steps"},
		{"60_000.times do\n  raise \"x\"\nrescue\n  nil\nend\n", "steps"},
		{"a = (1..50_000).to_a\n10.times { a.uniq }\n", "steps"},
		{"h = (1..5_000).to_h { |x| [x, x] }\n100.times { h == h.dup }\n", "steps"},
		{"s = \"é\" * 50_000\ns.scan(/./) { $~.begin(0) }\n", "steps"},
	} {
		r := compiler.Compile(compiler.Job{
			Files:  []*source.File{source.NewFile("lake.rb", []byte(row.text))},
			Limits: compiler.Limits{Steps: 1_000_000, Bytes: 16 << 20, Resources: 1000},
		})
		require.Len(t, r.Diags, 1, "%s", row.text)
		assert.Contains(t, r.Diags[0].Message, "limit", "%s", row.text)
		assert.Contains(t, r.Diags[0].Message, row.want, "%s", row.text)
		assert.False(t, r.Diags[0].Span.IsZero(), "%s", row.text)
		assert.Empty(t, r.Graphs)
	}
}

func TestDeepRecursionWorks(t *testing.T) {
	assert.Equal(t, "5000\n", printed(t, "def f(n) = n == 0 ? 0 : 1 + f(n - 1)\nputs f(5000)\n"))
}

func TestHelperFiles(t *testing.T) {
	files := fstest.MapFS{
		"lib/names.rb": {Data: []byte("LIMIT = 3\nhidden = 1\ndef full(x) = \"acme-#{x}\"\nrequire_relative \"more\"\nputs \"once\"\n")},
		"lib/more.rb":  {Data: []byte("require_relative \"names\"\n# more\ndef bad\n  nil.upcase\nend\n")},
	}
	run := func(text string) *compiler.Result {
		return compiler.Compile(compiler.Job{Files: []*source.File{source.NewFile("lake.rb", []byte(text))}, FS: files})
	}
	r := run("require_relative \"lib/names\"\nrequire_relative \"lib/names.rb\"\nputs full(LIMIT)\n")
	assert.Empty(t, r.Diags)
	assert.Equal(t, "once\nacme-3\n", r.Output)
	assert.Equal(t, "lib/more.rb:4:3 E0303 undefined method 'upcase' for nil\n  lake.rb:2:1 `bad` is called from here\n",
		told(run("require_relative \"lib/names\"\nbad\n")))
	assert.Contains(t, told(run("require_relative \"lib/names\"\nputs hidden\n")), "undefined local variable or method 'hidden'")
	for _, path := range []string{"../x", "/etc/passwd", "lib/../../x", "lib", "none"} {
		assert.Contains(t, told(run("require_relative \""+path+"\"\n")), "lake.rb:1:18 E0307", path)
	}
}

func TestTwoRunsGiveTheSame(t *testing.T) {
	text := "h = { b: 1, a: 2 }\nh.each { |k, v| aws_x(k, { v: v, h: h }) }\ntemplate :z do\n  aws_x(:y, { n: role.arn })\nend\nnil.foo\n"
	a, b := compile(text), compile(text)
	assert.Equal(t, told(a), told(b))
	require.Equal(t, len(a.Graphs), len(b.Graphs))
	for i := range a.Graphs {
		assert.Equal(t, graph.Dump(a.Graphs[i], true), graph.Dump(b.Graphs[i], true))
	}
}

func TestImpliedTemplates(t *testing.T) {
	r := compile("x = 1\n")
	assert.Empty(t, r.Graphs)
	part := source.NewFile("doc.md", []byte("aws_x(:a)\n"))
	r = compiler.Compile(compiler.Job{Files: []*source.File{part.Part(0, 10, "9 lives", 0), source.NewFile("a/my lake.rb", []byte("aws_x(:a)\n"))}})
	assert.Empty(t, r.Diags)
	require.Len(t, r.Graphs, 2)
	assert.Equal(t, "__lives", r.Graphs[0].Name)
	assert.Equal(t, "my_lake", r.Graphs[1].Name)
}
