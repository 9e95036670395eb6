package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// This file measures single methods: the ones that templates call most, on the
// compiler and on MRI.

// A call is one call of a core method.
type call struct{ method, code string }

// calls are of the ten core methods that are called most in the public Ruby
// templates that `make corpus` was tried on (Pangea, CfnDsl, SparkleFormation;
// counted on 2026-11-26, test frameworks' methods and `new` left out).
var calls = []call{
	{"Hash#merge", "pair.merge(more)"},
	{"Hash#[]", "pair[:name]"},
	{"Hash#keys", "pair.keys"},
	{"Hash#dig", "deep.dig(:tags, :team)"},
	{"Array#each", "list.each { |x| x }"},
	{"Array#join", `list.join("-")`},
	{"Array#map", "list.map { |x| x }"},
	{"Integer#to_s", "i.to_s"},
	{"Array#empty?", "list.empty?"},
	{"Array#first", "list.first"},
}

// What the calls are made on.
const receivers = `  pair = { name: "raw", size: 64 }
  more = { team: "data", size: 128 }
  deep = { tags: { team: "data" } }
  list = %w[errors raw curated audit]
`

// callsPerTurn is how often a turn of the loop makes the call: the loop itself
// is measured apart, and should count for little.
const callsPerTurn = 10

// program is a template that makes a call callsPerTurn times in each of so many
// turns; the bare loop for no code.
func program(code string, turns int) string {
	body := ""
	if code != "" {
		body = strings.Repeat("    "+code+"\n", callsPerTurn)
	}
	return fmt.Sprintf("template :bench do\n%s  i = 0\n  while i < %d\n%s    i += 1\n  end\nend\n", receivers, turns, body)
}

// callTurns makes a program last long enough to be measured beside the start of
// a process.
const callTurns = 100_000

// methods measures the calls, each in a process of its own less a process that
// turns the bare loop.
func (b *bench) methods() {
	t := b.begin("Calls per second", "Of the ten methods that templates call most, in millions, beside MRI without its JIT. A list has four\n"+
		"elements, a hash two; what a call takes is that of a loop of calls less that of the bare loop.",
		"method", "call", "firehose-dsl", "MRI", "of MRI's")
	ours, theirs := b.cost("")
	for _, c := range calls {
		own, other := b.cost(c.code)
		x, y := perSecond(own-ours), perSecond(other-theirs)
		t.row("`"+c.method+"`", "`"+strings.ReplaceAll(c.code, "|", `\|`)+"`", millions(x), millions(y), shareOf(x, y))
	}
}

// cost is the processor time of a program here and on MRI; 0 for MRI where it
// is not installed.
func (b *bench) cost(code string) (ours, theirs time.Duration) {
	path := filepath.Join(b.dir, "calls.rb")
	exitOn(os.WriteFile(path, []byte(program(code, callTurns)), 0o600))
	f, err := measure(5, b.binary, "check", path)
	exitOn(err)
	if b.prelude == "" {
		return f.cpu, 0
	}
	g, err := measure(5, "ruby", b.prelude, path)
	exitOn(err)
	return f.cpu, g.cpu
}

// perSecond is how many calls there are in a second when callTurns turns take so
// long; 0 when that is too short to tell.
func perSecond(d time.Duration) float64 {
	if d <= 0 {
		return 0
	}
	return callTurns * callsPerTurn / d.Seconds()
}

func millions(perSecond float64) string {
	if perSecond == 0 {
		return "–"
	}
	return fmt.Sprintf("%.2f", perSecond/1e6)
}

func shareOf(x, y float64) string {
	if x == 0 || y == 0 {
		return "–"
	}
	return fmt.Sprintf("%.2f", x/y)
}

// loops measures ten million turns of each plain loop.
func (b *bench) loops() {
	t := b.begin("Ten million turns", "Of a loop that counts, medians of 3.", costHead...)
	for _, l := range plainLoops {
		path := filepath.Join(b.dir, "loop.rb")
		exitOn(os.WriteFile(path, []byte("template :bench do\n  x = 0\n  "+l.code+"\nend\n"), 0o600))
		f, err := measure(3, b.binary, "check", path)
		exitOn(err)
		t.cost("`"+l.code+"`", f)
		b.bound("%.2f s", "ten million turns of `"+l.method+"`", f.cpu.Seconds(), 4)
	}
}

var plainLoops = []call{
	{"while", "while x < 10_000_000; x += 1; end"},
	{"times", "10_000_000.times { x += 1 }"},
	{"each", "(1..10_000_000).each { x += 1 }"},
}
