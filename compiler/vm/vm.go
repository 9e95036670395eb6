// Package vm runs a lowered file and builds the graphs of its templates. A
// [lower.Chunk] goes in; out come the graphs, what there is to say about the
// run, and the text that the template printed.
//
// The VM is gopher-lua without any library: it can reach nothing but the slots
// of the chunk, which are functions of this package. Every value but nil, true
// and false is an object that holds a [value.Value]. The budgets of a run are
// counts, see limits.go; how failures travel is in trap.go.
package vm

import (
	"io/fs"
	"strings"

	lua "github.com/yuin/gopher-lua"

	"github.com/firehose-dsl/firehose-dsl/compiler/core"
	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/lower"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/scope"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// Names is what the floors above know about names.
type Names interface {
	scope.Names
	// HasType reports whether a resource type, or data source, exists.
	HasType(data bool, name string) bool
	// Types are the names of all resource types, or data sources, for
	// suggestions.
	Types(data bool) []string
}

// A Config is what a run needs besides the chunk.
type Config struct {
	Names       Names
	FS          fs.FS  // what require_relative may read; nil: nothing
	Root        string // how FS is called in the names of files
	Dir         string // the working folder in FS, when FS begins above it; names below are relative to it
	Environment string // what `environment` is; empty: default
	Limits      Limits

	// Lower makes a chunk of a helper file.
	Lower func(*source.File) (*lower.Chunk, diag.List)
	// Taken are the names of the templates that other files of the run have
	// made, with their places. The run adds its own.
	Taken map[string]source.Span
}

// A Result is what came of a run.
type Result struct {
	Graphs []*graph.Graph // those that were evaluated to the end, in order
	Failed []*graph.Graph // those that were not: what they had made; nothing but the name when a budget was spent
	Diags  diag.List
	Output string
}

// Run runs a file.
func Run(chunk *lower.Chunk, cfg Config) *Result {
	m := newMachine(cfg)
	defer m.L.Close()
	m.implied = &builder{m: m, graph: &graph.Graph{Name: impliedName(chunk.File), File: chunk.File, Implied: true}}
	m.tmpl = m.implied
	m.loaded[m.cfg.inFS(chunk.File.Name)] = true
	m.entry(chunk)
	return m.finish()
}

type machine struct {
	L    *lua.LState
	cfg  Config
	core *core.Context
	lim  limits

	chunks  []*lower.Chunk
	methods map[string]*method
	consts  map[string]*constant // by full name
	modules map[string]*module   // by full name
	loaded  map[string]bool      // helper files

	calls   []frame
	depth   int              // calls of functions of the VM inside each other
	at      source.Span      // the call that is being made
	rescued *value.Exception // what is being rescued
	owner   *value.Class     // whose `def`s run, in the block of Struct.new
	module  *module          // whose body runs

	tmpl      *builder // the template that is being made
	implied   *builder // that of the statements outside a template block
	done      []*builder
	inputs    map[string]*graph.Input // declared outside a template block
	linked    bool                    // template(:other) was asked for
	catches   []value.Value           // tags of the running catch calls
	unmatched mismatch                // of the last pattern that failed
	checked   map[value.Value]bool    // constants that can be attributes

	ints    [1280]*object // small Integers, from -256
	pool    []object
	buf     []byte // a text that is being put together
	missing *object
	diags   diag.List
	output  []byte
}

// A frame is one running method, or template block.
type frame struct {
	site  source.Span // the call
	name  string
	match *core.Match // $~
}

// A method is one that the template defines.
type method struct {
	fn   *lower.Fn
	lua  *lua.LFunction
	lex  *lower.Lexical
	name string
}

// A constant is one that the template assigns.
type constant struct {
	value value.Value
	at    source.Span
}

// A module is a module or error class of the template.
type module struct {
	class    *value.Class
	own      map[string]*method // def self.f
	inst     map[string]*method // def f
	asModule bool               // module_function
	at       source.Span
}

// framesPerCall is more than the frames that the VM needs for a call inside
// another.
const framesPerCall = 8

func newMachine(cfg Config) *machine {
	m := &machine{
		cfg: cfg, methods: map[string]*method{}, consts: map[string]*constant{}, modules: map[string]*module{},
		loaded: map[string]bool{}, inputs: map[string]*graph.Input{}, checked: map[value.Value]bool{}, calls: make([]frame, 1, 64),
		missing: &object{},
	}
	if m.cfg.Taken == nil {
		m.cfg.Taken = map[string]source.Span{}
	}
	m.lim = newLimits(m, cfg.Limits)
	m.L = lua.NewState(lua.Options{
		SkipOpenLibs: true, CallStackSize: framesPerCall * m.lim.set.Depth, MinimizeStackMemory: true,
		RegistrySize: 1 << 10, RegistryMaxSize: 1 << 22, RegistryGrowStep: 1 << 16,
		IncludeGoStackTrace: true,
	})
	m.L.SetContext(&m.lim)
	m.core = &core.Context{
		Charge: m.charge, Step: m.step, Stdout: m.print,
		Match:    func() *core.Match { return m.calls[len(m.calls)-1].match },
		SetMatch: func(x *core.Match) { m.calls[len(m.calls)-1].match = x },
		Where:    func() source.Span { return m.at },
		Own:      func(v value.Value, name string) bool { return m.instanceMethod(v, name) != nil },
		Send:     m.send, Responds: m.responds, ClassBody: m.classBody, Protect: m.protectGo,
	}
	return m
}

// entry runs the entry file.
func (m *machine) entry(chunk *lower.Chunk) {
	if failure := m.guard(func() { m.load(chunk) }); failure != nil {
		m.tell(failure)
		m.implied.fail(failure)
	}
}

// tooLarge reports whether the VM has no room for a function: for its jumps or
// for its variables.
func tooLarge(err error) bool {
	return strings.Contains(err.Error(), "too long to jump") || strings.Contains(err.Error(), "register overflow")
}

// load runs a chunk with its slots.
func (m *machine) load(chunk *lower.Chunk) {
	proto, err := lua.Compile(chunk.Stmts, chunkName(len(m.chunks)))
	switch {
	case err != nil && tooLarge(err):
		m.throw(m.limit(chunk.File.Span(0, 0), "a construct of this file is larger than the limit of one function: split it"))
	case err != nil:
		panic("vm: the chunk does not compile: " + err.Error())
	}
	m.chunks = append(m.chunks, chunk)
	k := m.L.CreateTable(len(chunk.Slots)+1, 0)
	for i, s := range chunk.Slots {
		k.RawSetInt(i+1, m.bind(s))
	}
	_, jump := m.invoke(m.L.NewFunctionFromProto(proto), k)
	if jump != lua.LNil {
		m.stray(jump)
	}
}

func (m *machine) finish() *Result {
	r := &Result{Diags: m.diags, Output: string(m.output)}
	for _, b := range m.done {
		b.inherit(m.implied.graph)
		r.add(b)
	}
	if m.implied.stands(len(m.done) == 0) {
		if !m.implied.failed {
			m.implied.close()
		}
		r.add(m.implied)
	}
	r.Diags = m.diags
	return r
}

// add adds what a template made.
func (r *Result) add(b *builder) {
	g := b.graph
	g.Linked = b.m.linked
	switch {
	case b.spent:
		r.Failed = append(r.Failed, &graph.Graph{Name: g.Name, NameAt: g.NameAt, File: g.File})
	case b.failed:
		r.Failed = append(r.Failed, g)
	default:
		r.Graphs = append(r.Graphs, g)
	}
}
