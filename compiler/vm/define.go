package vm

import (
	"maps"
	"slices"

	lua "github.com/yuin/gopher-lua"

	"github.com/firehose-dsl/firehose-dsl/compiler/core"
	"github.com/firehose-dsl/firehose-dsl/compiler/lower"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
)

// Definitions: methods, modules, error classes, constants.

func (m *machine) definition(s lower.Slot) lua.LGFunction {
	switch s := s.(type) {
	case *lower.Lambda:
		return m.lambdaSlot(s)
	case *lower.Def:
		return m.def(s)
	case *lower.Module:
		return m.moduleSlot(s)
	case *lower.Class:
		return m.classSlot(s)
	case *lower.Super:
		return m.super(s)
	case *lower.Yield:
		return m.yieldSlot(s)
	case lower.BlockGiven:
		return func(L *lua.LState) int {
			L.Push(lua.LBool(L.Get(1) != lua.LNil))
			return 1
		}
	case *lower.Self:
		return m.selfSlot(s)
	case *lower.Defined:
		return m.definedSlot(s)
	}
	panic("vm: no rule for a slot")
}

func (m *machine) def(s *lower.Def) lua.LGFunction {
	return func(L *lua.LState) int {
		f := &method{fn: s.Fn, lua: L.Get(1).(*lua.LFunction), lex: s.Lexical, name: s.Fn.Name}
		m.define(s, f)
		L.Push(m.lua(value.Symbol(s.Fn.Name)))
		return 1
	}
}

// define files a method where it belongs.
func (m *machine) define(s *lower.Def, f *method) {
	mod := m.modules[s.Lexical.Name]
	if s.InClass && m.owner != nil {
		mod = extraOf(m.owner)
		if s.OnSelf {
			f.name = m.owner.Name + "." + f.name
			mod.own[s.Fn.Name] = f
			return
		}
		mod.inst[f.name] = f
		return
	}
	switch {
	case mod == nil:
		m.methods[f.name] = f
	case s.OnSelf:
		f.name = mod.class.Name + "." + f.name
		mod.own[s.Fn.Name] = f
	default:
		mod.inst[f.name] = f
		if mod.asModule {
			mod.own[f.name] = f
		}
	}
}

// extraOf is what the vm keeps with a class.
func extraOf(c *value.Class) *module {
	mod, ok := c.Extra.(*module)
	if !ok {
		mod = &module{class: c, own: map[string]*method{}, inst: map[string]*method{}}
		c.Extra = mod
	}
	return mod
}

// classBody runs the block of Struct.new.
func (m *machine) classBody(class *value.Class, body *value.Proc) error {
	before := m.owner
	m.owner = class
	_, err := body.Call(value.Args{Pos: []value.Value{class}})
	m.owner = before
	return err
}

func (m *machine) moduleSlot(s *lower.Module) lua.LGFunction {
	return func(L *lua.LState) int {
		m.at = s.At
		mod := m.modules[s.Name]
		if mod == nil {
			if _, known := core.Const(s.Name); known {
				m.fail(&core.RefusedError{Message: "`module " + s.Name + "` would change a core module, which is not available in a template"})
			}
			if c := m.consts[s.Name]; c != nil {
				m.fail(core.TypeError("%s is not a module", s.Name))
			}
			mod = extraOf(&value.Class{Name: s.Name, Module: true})
			mod.at = s.At
			m.modules[s.Name] = mod
			m.consts[s.Name] = &constant{mod.class, s.At}
		}
		return m.runBody(L, mod, L.Get(1).(*lua.LFunction))
	}
}

// runBody runs the body of a module or class.
func (m *machine) runBody(L *lua.LState, mod *module, f *lua.LFunction) int {
	before := m.module
	m.module = mod
	v, j := m.invoke(f)
	m.module = before
	mod.asModule = false
	L.Push(v)
	L.Push(j)
	return 2
}

func (m *machine) classSlot(s *lower.Class) lua.LGFunction {
	return func(L *lua.LState) int {
		m.at = s.At
		mod := m.modules[s.Name]
		if mod == nil {
			mod = m.newErrorClass(s, goValue(L.Get(1)))
		}
		return m.runBody(L, mod, L.Get(2).(*lua.LFunction))
	}
}

func (m *machine) newErrorClass(s *lower.Class, super value.Value) *module {
	class, ok := super.(*value.Class)
	_, known := core.Const(s.Name)
	if known || !ok || class.Module || !class.Under(core.ClassException) {
		m.fail(&core.RefusedError{
			Message: "classes are not part of templates: `class " + s.Name + "` can only be an error class, such as `class " + s.Name + " < StandardError`",
			Help:    "use a Hash, a Struct, a module with `def self.f`, or a method",
		})
	}
	mod := extraOf(&value.Class{Name: s.Name, Super: class})
	mod.at = s.At
	m.modules[s.Name] = mod
	m.consts[s.Name] = &constant{mod.class, s.At}
	return mod
}

// super calls the method above in the class of an error: one of the template,
// else initialize, which takes the message, else what every error answers.
func (m *machine) super(s *lower.Super) lua.LGFunction {
	return func(L *lua.LState) int {
		m.at = s.At
		r := read(L)
		self := r.value()
		pos, err := m.list(s.Args, &r)
		if err != nil {
			m.fail(err)
		}
		e, ok := self.(*value.Exception)
		if !ok {
			m.fail(&core.RefusedError{Message: "`super` is available only in methods of an error class"})
		}
		v, err := m.above(e, s, value.Args{Pos: pos})
		if err != nil {
			m.fail(err)
		}
		L.Push(m.lua(v))
		return 1
	}
}

func (m *machine) above(e *value.Exception, s *lower.Super, a value.Args) (value.Value, error) {
	if mod := m.modules[s.Lexical.Name]; mod != nil {
		if f := methodUnder(mod.class.Super, s.Name); f != nil {
			return m.callMethod(f, e, a, s.At)
		}
	}
	if s.Name == "initialize" {
		if len(a.Pos) > 1 {
			return nil, core.WrongCount(len(a.Pos), 0, 1)
		}
		if len(a.Pos) == 1 {
			e.Message = a.Pos[0]
		}
		return value.Nil, nil
	}
	if k := core.LookupOn(e, s.Name); k != nil {
		return k.Call(m.core, e, a)
	}
	return nil, core.NewException(core.ClassNoMethod, "super: no superclass method '"+s.Name+"' for an instance of "+e.Class.Name)
}

func (m *machine) selfSlot(s *lower.Self) lua.LGFunction {
	return func(L *lua.LState) int {
		if mod := m.modules[s.Lexical.Name]; mod != nil {
			L.Push(m.lua(mod.class))
			return 1
		}
		L.Push(m.lua(core.Main))
		return 1
	}
}

// ---- constants

// lookupConst finds a constant as a place of the source sees it.
func (m *machine) lookupConst(lex *lower.Lexical, name string) (value.Value, bool) {
	for ; lex != nil; lex = lex.Outer {
		full := name
		if lex.Name != "" {
			full = lex.Name + "::" + name
		}
		if c := m.consts[full]; c != nil {
			return c.value, true
		}
	}
	return core.Const(name)
}

// constIn is a constant of a module or class.
func (m *machine) constIn(c *value.Class, name string) (value.Value, bool) {
	if found := m.consts[c.Name+"::"+name]; found != nil {
		return found.value, true
	}
	return core.ClassConst(c, name)
}

func (m *machine) getConst(s *lower.GetConst) lua.LGFunction {
	return func(L *lua.LState) int {
		m.at = s.At
		var v value.Value
		var ok bool
		if s.Scoped {
			c, isClass := goValue(L.Get(1)).(*value.Class)
			if !isClass {
				if s.Quiet {
					L.Push(lua.LNil)
					return 1
				}
				m.fail(core.TypeError("%s is not a class/module", value.Show(goValue(L.Get(1)))))
			}
			v, ok = m.constIn(c, s.Name)
		} else {
			v, ok = m.lookupConst(s.Lexical, s.Name)
		}
		if !ok && !s.Quiet {
			m.noConst(s)
		}
		L.Push(m.lua(v))
		return 1
	}
}

func (m *machine) noConst(s *lower.GetConst) {
	if r := core.RefusedConst(s.Name); r != nil && !s.Scoped {
		m.fail(r.Error())
	}
	exc := core.NoConst(s.Name)
	m.advise(exc, func(d *diag.Diagnostic) {
		if near := diag.Nearest(s.Name, m.constNames()); near != "" {
			d.Suggest(s.At, near)
		}
	})
	m.raise(exc)
}

func (m *machine) constNames() []string {
	return append(slices.Sorted(maps.Keys(m.consts)), core.ConstNames()...)
}

func (m *machine) setConst(s *lower.SetConst) lua.LGFunction {
	return func(L *lua.LState) int {
		m.at = s.At
		name := s.Name
		if s.Lexical.Name != "" {
			name = s.Lexical.Name + "::" + name
		}
		v := goValue(L.Get(1))
		if old := m.consts[name]; old != nil {
			m.throw(m.fatalAt(diag.ConstTwice.At(s.At, "the constant `%s` is assigned twice", name).
				Labelled("assigned again").Also(old.at, "first assigned here").
				Advise("use a local variable for what changes")))
		}
		if c, ok := v.(*value.Class); ok && c.Name == "" {
			c.Name = name
		}
		m.consts[name] = &constant{v, s.At}
		L.Push(L.Get(1))
		return 1
	}
}

// ---- defined?

func (m *machine) definedSlot(s *lower.Defined) lua.LGFunction {
	return func(L *lua.LState) int {
		found := false
		if s.Recv {
			recv := goValue(L.Get(1))
			switch recv.Kind() {
			case value.KindRef, value.KindResource:
				found = true
			default:
				found = m.responds(recv, s.Name)
			}
		} else {
			found = m.definesWord(s.Lexical, s.Name)
		}
		if !found {
			L.Push(lua.LNil)
			return 1
		}
		L.Push(m.lua(value.NewString("method")))
		return 1
	}
}

func (m *machine) definesWord(lex *lower.Lexical, name string) bool {
	return m.ownWord(lex, name) != nil || words(name) != nil || core.Kernel(name) != nil ||
		m.tmpl.declared(name) != nil || m.isResourceWord(name)
}

// ownWord is the method of the template that a call without a receiver means.
func (m *machine) ownWord(lex *lower.Lexical, name string) *method {
	for ; lex != nil && lex.Name != ""; lex = lex.Outer {
		if mod := m.modules[lex.Name]; mod != nil {
			if f := mod.own[name]; f != nil {
				return f
			}
			if f := mod.inst[name]; f != nil {
				return f
			}
		}
	}
	return m.methods[name]
}
