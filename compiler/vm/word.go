package vm

import (
	"maps"
	"slices"
	"strings"

	lua "github.com/yuin/gopher-lua"

	"github.com/firehose-dsl/firehose-dsl/compiler/core"
	"github.com/firehose-dsl/firehose-dsl/compiler/lower"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
)

// Calls without a receiver. A word means, in this order: an attribute in the
// block of a resource, a method of the template, a word of the language of
// templates, a resource function, a core function, a declared input.

// A wordFunc is a word of the language of templates, or one of Ruby that needs
// the VM.
type wordFunc func(s *site, g given) (value.Value, error)

func words(name string) wordFunc {
	switch name {
	case "raise", "fail":
		return wordRaise
	case "proc", "lambda":
		return wordProc
	case "catch":
		return wordCatch
	case "throw":
		return wordThrow
	case "method":
		return wordMethod
	case "respond_to?":
		return wordResponds
	case "require":
		return wordRequire
	case "require_relative":
		return wordRequireRelative
	case "__method__":
		return wordMethodName
	case "module_function":
		return wordModuleFunction
	case "private_constant", "private_class_method":
		return wordNothing
	}
	return templateWords(name)
}

// runWord is name(…).
func (s *site) runWord(L *lua.LState) int {
	m := s.m
	m.lim.steps -= callSteps
	m.at = s.at
	r := read(L)
	self, g, blk, err := s.arguments(&r)
	if err != nil {
		return m.giveJump(L, err)
	}
	g.blk = blk
	m.at = s.at
	v, err := s.say(self, g)
	return s.result(L, v, err, blk)
}

// say finds out what a word means and does it.
func (s *site) say(self value.Value, g given) (value.Value, error) {
	m, c := s.m, s.call
	if c.Self {
		if v, err, done := s.ofSelf(self, g); done {
			return v, err
		}
	}
	if f := m.ownWord(c.Lexical, s.name); f != nil {
		return m.callMethod(f, value.Nil, g.Args, s.at)
	}
	if c.Body && g.body != nil && s.isAttribute() {
		return value.Nil, g.body.set(s, g)
	}
	if !s.looked {
		s.word, s.looked = m.meaning(s.name), true
	}
	if s.word != nil {
		return s.word(s, g)
	}
	return s.undefined(g)
}

// meaning is what a word means that the template does not define itself.
func (m *machine) meaning(name string) wordFunc {
	if w := words(name); w != nil {
		return w
	}
	if m.isResourceWord(name) {
		return wordResource
	}
	if k := core.Kernel(name); k != nil {
		return func(s *site, g given) (value.Value, error) { return k.Call(s.m.core, value.Nil, g.Args) }
	}
	return nil
}

// ofSelf is a word in a method of a Struct or error class, or of the class
// itself: another method of it.
func (s *site) ofSelf(self value.Value, g given) (value.Value, error, bool) {
	if c, ok := self.(*value.Class); ok && !c.Module {
		if v, err, done := s.ofClass(c, g.Args); done {
			return v, err, true
		}
	}
	if f := s.m.instanceMethod(self, s.name); f != nil {
		v, err := s.m.callMethod(f, self, g.Args, s.at)
		return v, err, true
	}
	switch self.Kind() {
	case value.KindStruct, value.KindException, value.KindClass:
	default:
		return nil, nil, false
	}
	if k := core.LookupOn(self, s.name); k != nil && core.Kernel(s.name) == nil && words(s.name) == nil {
		v, err := k.Call(s.m.core, self, g.Args)
		return v, err, true
	}
	return nil, nil, false
}

// undefined is a word that means nothing: an input that is declared, or an error.
func (s *site) undefined(g given) (value.Value, error) {
	m := s.m
	if s.call.Bare {
		if in := m.tmpl.declared(s.name); in != nil {
			return m.inputRef(in, s.at), nil
		}
	}
	if r := core.RefusedKernel(s.name); r != nil {
		return nil, r.Error()
	}
	if s.call.OnMain {
		if k := core.LookupOn(core.Main, s.name); k != nil {
			return k.Call(m.core, core.Main, g.Args)
		}
	}
	return nil, s.noName(s.name)
}

// noName is the NameError of a word.
func (s *site) noName(name string) *value.Exception {
	exc := core.NoName(name)
	if !s.call.Bare && s.call.Free == "" {
		exc = core.NoWord(name)
	}
	at := s.nameAt
	if s.call.Free != "" {
		at = s.at
	}
	s.m.advise(exc, func(d *diag.Diagnostic) {
		if near := diag.Nearest(name, s.m.wordNames()); near != "" && s.call.Free == "" {
			d.Suggest(at, near)
		} else if s.call.Bare || s.call.Free != "" {
			d.Advise("if somebody else provides the value, declare it: `input :%s`", strings.TrimRight(name, "?!"))
		}
	})
	return exc
}

// wordNames are the words that could have been meant.
func (m *machine) wordNames() []string {
	names := slices.Sorted(maps.Keys(m.methods))
	names = append(names, slices.Sorted(maps.Keys(m.inputs))...)
	for _, in := range m.tmpl.graph.Declared {
		names = append(names, in.Name)
	}
	return append(append(names, core.KernelNames()...), "template", "environment", "namespace", "resource", "output", "provider", "firehose_role")
}

// runFree is word.name, where the word may be a free name.
func (s *site) runFree(L *lua.LState) int {
	m := s.m
	m.lim.steps -= callSteps
	m.at = s.at
	r := read(L)
	self, g, blk, err := s.arguments(&r)
	if err != nil {
		return m.giveJump(L, err)
	}
	g.blk = blk
	recv, err := s.freeValue(self)
	switch {
	case err != nil:
		return s.result(L, nil, err, blk)
	case recv == nil:
		v, err := s.input()
		return s.result(L, v, err, blk)
	case s.call.Safe && recv == value.Value(value.Nil):
		L.Push(lua.LNil)
		return 1
	}
	m.at = s.at
	v, err := s.dispatch(recv, g.Args)
	return s.result(L, v, err, blk)
}

// freeValue is what a bare word is, nil when it is a free name.
func (s *site) freeValue(self value.Value) (value.Value, error) {
	m, name := s.m, s.call.Free
	if s.call.Self {
		word := &site{m: m, call: &lower.Call{Name: name, Lexical: s.call.Lexical, Bare: true}, name: name, at: s.at}
		if v, err, done := word.ofSelf(self, given{}); done {
			return v, err
		}
	}
	if f := m.ownWord(s.call.Lexical, name); f != nil {
		return m.callMethod(f, value.Nil, value.Args{}, s.at)
	}
	switch name {
	case "environment", "namespace":
		return m.environment(), nil
	case "__method__":
		return wordMethodName(s, given{})
	case "aws":
		if v := m.neutral(s); v != nil {
			return v, nil
		}
	case "p", "pp", "puts", "print", "loop":
		// What Ruby's word gives has the method; anything else is an attribute.
		kind := value.KindNil
		if name == "loop" {
			kind = value.KindEnumerator
		}
		if core.Lookup(kind, s.name) != nil {
			return core.Kernel(name).Call(m.core, value.Nil, value.Args{})
		}
	case "gets", "rand", "binding", "readline":
		if core.Lookup(value.KindString, s.name) != nil || core.Lookup(value.KindFloat, s.name) != nil {
			return nil, core.RefusedKernel(name).Error()
		}
	}
	if in := m.tmpl.declared(name); in != nil {
		return m.inputRef(in, s.at), nil
	}
	return nil, nil
}

// ---- Ruby's own words

func wordRaise(s *site, g given) (value.Value, error) {
	m := s.m
	exc, err := m.exceptionOf(g.Args)
	if err != nil {
		return nil, err
	}
	m.at = s.at
	return nil, exc
}

// exceptionOf is what raise raises.
func (m *machine) exceptionOf(a value.Args) (*value.Exception, error) {
	var cause value.Value
	if a.KW != nil && a.KW.Has(value.Symbol("cause")) && a.KW.Len() == 1 {
		cause, _ = a.KW.Get(value.Symbol("cause"))
		a.KW = nil
	}
	exc, err := m.makeException(a)
	if c, ok := cause.(*value.Exception); ok && err == nil {
		exc.Cause = c
	}
	return exc, err
}

func (m *machine) makeException(a value.Args) (*value.Exception, error) {
	if len(a.Pos) == 0 {
		if m.rescued != nil {
			return m.rescued, nil
		}
		return core.NewException(core.ClassRuntimeError, ""), nil
	}
	rest := value.Args{Pos: a.Pos[1:], KW: a.KW}
	switch x := a.Pos[0].(type) {
	case *value.String:
		if len(rest.Pos) > 0 {
			break
		}
		return &value.Exception{Class: core.ClassRuntimeError, Message: x.Dup()}, nil
	case *value.Class:
		if !x.Under(core.ClassException) {
			break
		}
		v, err := m.newException(x, rest)
		if err != nil {
			return nil, err
		}
		return v.(*value.Exception), nil
	case *value.Exception:
		if len(rest.Pos) > 0 {
			return &value.Exception{Class: x.Class, Message: rest.Pos[0]}, nil
		}
		return x, nil
	case *value.Ref, *value.Resource, *value.Raw:
		return nil, &core.UnknownError{Value: a.Pos[0], Method: "raise"}
	}
	return nil, core.TypeError("exception class/object expected")
}

func wordProc(s *site, g given) (value.Value, error) {
	if g.Block == nil {
		return nil, core.ArgumentError("tried to create Proc object without a block")
	}
	return g.Block, nil
}

func wordCatch(s *site, g given) (value.Value, error) {
	m := s.m
	if g.Block == nil {
		return nil, core.ArgumentError("no block given")
	}
	var tag value.Value = value.NewString("catch")
	if len(g.Pos) > 0 {
		tag = g.Pos[0]
	}
	m.catches = append(m.catches, tag)
	v, err := g.Block.Call(value.Args{Pos: []value.Value{tag}})
	m.catches = m.catches[:len(m.catches)-1]
	if j, ok := err.(*jump); ok && j.thrown != nil && sameTag(j.thrown.tag, tag) {
		return goValue(j.value), nil
	}
	return v, err
}

func sameTag(a, b value.Value) bool {
	if a.Kind() == value.KindSymbol || a.Kind() == value.KindInt {
		return a == b
	}
	return a == b
}

func wordThrow(s *site, g given) (value.Value, error) {
	m := s.m
	if len(g.Pos) == 0 {
		return nil, core.WrongCount(0, 1, 2)
	}
	for i := len(m.catches) - 1; i >= 0; i-- {
		if !sameTag(m.catches[i], g.Pos[0]) {
			continue
		}
		m.lim.steps -= raiseSteps
		j := &jump{value: lua.LNil, thrown: &thrown{tag: g.Pos[0], at: s.at}}
		if len(g.Pos) > 1 {
			j.value = m.lua(g.Pos[1])
		}
		return nil, j
	}
	class, _ := core.Const("UncaughtThrowError")
	return nil, core.NewException(class.(*value.Class), "uncaught throw "+value.Show(g.Pos[0]))
}

func wordMethod(s *site, g given) (value.Value, error) {
	if len(g.Pos) != 1 {
		return nil, core.WrongCount(len(g.Pos), 1, 1)
	}
	name, ok := value.KnownText(g.Pos[0])
	if !ok {
		return nil, core.TypeError("%s is not a symbol nor a string", value.Show(g.Pos[0]))
	}
	m := s.m
	if f := m.ownWord(s.call.Lexical, name); f != nil {
		p := &value.Proc{
			Lambda: true, Where: f.fn.Where, Params: paramsOf(f.fn),
			Call: func(a value.Args) (value.Value, error) { return m.callMethod(f, value.Nil, a, m.at) },
		}
		return &value.Method{Name: name, Recv: value.Nil, Proc: p}, nil
	}
	if w := m.meaning(name); w != nil {
		word := &site{m: m, call: &lower.Call{Name: name, Lexical: s.call.Lexical}, name: name, at: s.at, nameAt: s.nameAt}
		p := &value.Proc{Lambda: true, Where: s.at, Params: []value.Param{{Kind: "rest"}}, Call: func(a value.Args) (value.Value, error) {
			return w(word, given{Args: a})
		}}
		return &value.Method{Name: name, Recv: value.Nil, Proc: p}, nil
	}
	return nil, core.NewException(core.ClassNameError, "undefined method '"+name+"' for an instance of Object")
}

// wordMethodName is __method__: the name of the running method, nil outside.
func wordMethodName(s *site, g given) (value.Value, error) {
	name := s.m.calls[len(s.m.calls)-1].name
	if name == "" {
		return value.Nil, nil
	}
	return value.Symbol(name[strings.LastIndexByte(name, '.')+1:]), nil
}

func wordResponds(s *site, g given) (value.Value, error) {
	if len(g.Pos) == 0 {
		return nil, core.WrongCount(0, 1, 2)
	}
	name, ok := value.KnownText(g.Pos[0])
	return value.Bool(ok && s.m.definesWord(s.call.Lexical, name)), nil
}

func wordModuleFunction(s *site, g given) (value.Value, error) {
	m := s.m
	if m.module == nil {
		return nil, s.noName(s.name)
	}
	if len(g.Pos) == 0 {
		m.module.asModule = true
		return value.Nil, nil
	}
	for _, v := range g.Pos {
		name, _ := value.KnownText(v)
		if f := m.module.inst[name]; f != nil {
			m.module.own[name] = f
		}
	}
	return value.Nil, nil
}

// wordNothing is a word that makes no difference in a template.
func wordNothing(s *site, g given) (value.Value, error) {
	if s.m.module == nil {
		return nil, core.RefusedKernel("private").Error()
	}
	return value.Nil, nil
}

// methodWords are methods of every object that need the VM.
var methodWords = map[string]func(s *site, recv value.Value, a value.Args) (value.Value, error){
	"respond_to?": func(s *site, recv value.Value, a value.Args) (value.Value, error) {
		if len(a.Pos) == 0 {
			return nil, core.WrongCount(0, 1, 2)
		}
		name, ok := value.KnownText(a.Pos[0])
		return value.Bool(ok && s.m.responds(recv, name)), nil
	},
}

// advise adds advice to an exception, for the case that it ends the run.
func (m *machine) advise(e *value.Exception, f func(*diag.Diagnostic)) {
	t, ok := e.Extra.(*trace)
	if !ok {
		t = &trace{}
		e.Extra = t
	}
	t.advice = append(t.advice, f)
}

// suggestMethod proposes the method whose name is most like the one called.
func (s *site) suggestMethod(recv value.Value) func(*diag.Diagnostic) {
	return func(d *diag.Diagnostic) {
		if near := diag.Nearest(s.name, core.Names(recv.Kind())); near != "" && s.call != nil {
			d.Suggest(s.nameAt, near)
		}
	}
}
