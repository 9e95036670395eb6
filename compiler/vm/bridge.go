package vm

import (
	"strconv"
	"strings"

	lua "github.com/yuin/gopher-lua"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// Values between Go and the VM.

const firstInt = -256

// An object is what the VM holds for a value that is none of Lua's own, and for
// what passes through it besides values: userdata, without what that has for
// Lua programs.
type object struct{ Value any }

func (*object) String() string       { return "object" }
func (*object) Type() lua.LValueType { return lua.LTUserData }

// lua is a value as the VM holds it.
func (m *machine) lua(v value.Value) lua.LValue {
	switch v := v.(type) {
	case nil, value.NilType:
		return lua.LNil
	case value.Bool:
		return lua.LBool(v)
	case value.Int:
		if i := int(v) - firstInt; i >= 0 && i < len(m.ints) {
			if m.ints[i] == nil {
				m.ints[i] = &object{Value: v}
			}
			return m.ints[i]
		}
	}
	return m.object(v)
}

// object makes an object. They are allocated some at a time: most live only for
// a moment.
func (m *machine) object(v any) *object {
	if len(m.pool) == 0 {
		m.pool = make([]object, 32)
	}
	o := &m.pool[0]
	m.pool = m.pool[1:]
	o.Value = v
	return o
}

// goValue is a value of the VM in Go.
func goValue(v lua.LValue) value.Value {
	switch v := v.(type) {
	case *object:
		return v.Value.(value.Value)
	case lua.LBool:
		return value.Bool(v)
	case *lua.LNilType:
		return value.Nil
	}
	panic("vm: a value of the VM that is no value: " + v.String())
}

// A reader reads what a slot's function got.
type reader struct {
	L    *lua.LState
	next int
	list []lua.LValue // instead of the arguments
}

// A gathered is a list of leaves that were too many for one call.
type gathered struct{ leaves []lua.LValue }

func read(L *lua.LState) reader {
	r := reader{L: L, next: 1}
	if L.GetTop() == 1 {
		if o, ok := L.Get(1).(*object); ok {
			if g, ok := o.Value.(*gathered); ok {
				r.list, r.next = g.leaves, 0
			}
		}
	}
	return r
}

func (r *reader) raw() lua.LValue {
	i := r.next
	r.next++
	if r.list != nil {
		return r.list[i]
	}
	return r.L.Get(i)
}

func (r *reader) value() value.Value { return goValue(r.raw()) }

// give returns a value, or what an error asks for.
func (m *machine) give(L *lua.LState, v value.Value, err error) int {
	if err != nil {
		return m.giveJump(L, err)
	}
	L.Push(m.lua(v))
	return 1
}

func (m *machine) giveJump(L *lua.LState, err error) int {
	j, ok := err.(*jump)
	if !ok {
		m.fail(err)
	}
	token := j.token
	if token == nil {
		token = &object{Value: j}
	}
	L.Push(j.value)
	L.Push(token)
	return 2
}

// invoke calls a function of the VM: its value and its jump.
func (m *machine) invoke(f *lua.LFunction, args ...lua.LValue) (v, j lua.LValue) {
	L, rescued := m.L, m.rescued
	m.deeper()
	m.lim.steps -= blockSteps
	L.Push(f)
	for _, a := range args {
		L.Push(a)
	}
	L.Call(len(args), 2)
	v, j = L.Get(-2), L.Get(-1)
	L.Pop(2)
	m.depth--
	m.rescued = rescued // a return may have left a rescue
	return v, j
}

func chunkName(i int) string { return "@" + strconv.Itoa(i) }

func chunkIndex(name string) (int, bool) {
	i, err := strconv.Atoi(strings.TrimPrefix(name, "@"))
	return i, err == nil
}
