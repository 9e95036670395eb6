package vm

import (
	lua "github.com/yuin/gopher-lua"

	"github.com/firehose-dsl/firehose-dsl/compiler/core"
	"github.com/firehose-dsl/firehose-dsl/compiler/lower"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// Operators: the common cases of numbers, lists and hashes are done here, the
// rest are method calls.

func (m *machine) opSlot(s *lower.Op) lua.LGFunction {
	quick := quickOps[s.Name]
	site := &site{m: m, name: s.Name, at: s.At, nameAt: s.At}
	return func(L *lua.LState) int {
		m.lim.steps -= opSteps
		x, y := goValue(L.Get(1)), s.Arg
		if y == nil {
			y = goValue(L.Get(2))
		}
		if quick != nil {
			if v := quick(x, y); v != nil {
				L.Push(m.lua(v))
				return 1
			}
		}
		m.at = s.At
		v, err := m.operate(site, x, y)
		return m.give(L, v, err)
	}
}

func (m *machine) operate(s *site, x, y value.Value) (value.Value, error) {
	switch s.name {
	case "!=":
		same, err := m.equal(x, y)
		return value.Bool(!same), err
	case "==":
		same, err := m.equal(x, y)
		return value.Bool(same), err
	case "!~":
		v, err := m.send(x, "=~", value.Args{Pos: []value.Value{y}})
		return value.Bool(err == nil && !value.Truthy(v)), err
	}
	return s.dispatch(x, value.Args{Pos: []value.Value{y}})
}

// equal is x == y, a method of a Struct included.
func (m *machine) equal(x, y value.Value) (bool, error) {
	if f := m.instanceMethod(x, "=="); f != nil {
		v, err := m.callMethod(f, x, value.Args{Pos: []value.Value{y}}, m.at)
		return err == nil && value.Truthy(v), err
	}
	v, err := m.core.Call(x, "==", value.Args{Pos: []value.Value{y}})
	return err == nil && value.Truthy(v), err
}

// quickOps do the common cases; nil for all others.
var quickOps = map[string]func(x, y value.Value) value.Value{
	"+": quickAdd,
	"-": quickSub,
	"<": func(x, y value.Value) value.Value {
		return quickOrder(x, y, func(a, b value.Int) bool { return a < b })
	},
	"<=": func(x, y value.Value) value.Value {
		return quickOrder(x, y, func(a, b value.Int) bool { return a <= b })
	},
	">": func(x, y value.Value) value.Value {
		return quickOrder(x, y, func(a, b value.Int) bool { return a > b })
	},
	">=": func(x, y value.Value) value.Value {
		return quickOrder(x, y, func(a, b value.Int) bool { return a >= b })
	},
	"==": func(x, y value.Value) value.Value {
		return quickOrder(x, y, func(a, b value.Int) bool { return a == b })
	},
	"!=": func(x, y value.Value) value.Value {
		return quickOrder(x, y, func(a, b value.Int) bool { return a != b })
	},
	"%":  quickMod,
	"[]": quickIndex,
}

func quickAdd(x, y value.Value) value.Value {
	a, okA := x.(value.Int)
	b, okB := y.(value.Int)
	if sum := a + b; okA && okB && (sum > a) == (b > 0) {
		return sum
	}
	return nil
}

func quickSub(x, y value.Value) value.Value {
	a, okA := x.(value.Int)
	b, okB := y.(value.Int)
	if diff := a - b; okA && okB && (diff < a) == (b > 0) {
		return diff
	}
	return nil
}

func quickMod(x, y value.Value) value.Value {
	a, okA := x.(value.Int)
	b, okB := y.(value.Int)
	if !okA || !okB || b <= 0 {
		return nil
	}
	if r := a % b; r >= 0 {
		return r
	} else {
		return r + b
	}
}

func quickOrder(x, y value.Value, order func(a, b value.Int) bool) value.Value {
	a, okA := x.(value.Int)
	b, okB := y.(value.Int)
	if !okA || !okB {
		return nil
	}
	return value.Bool(order(a, b))
}

func quickIndex(x, y value.Value) value.Value {
	switch x := x.(type) {
	case *value.Array:
		if i, ok := y.(value.Int); ok && i >= 0 && int(i) < x.Len() {
			return x.At(int(i))
		}
	case *value.Hash:
		if _, ok := y.(value.Symbol); ok {
			if v, found := x.Get(y); found {
				return v
			}
		}
	}
	return nil
}

// ---- a[i] = v and x.name = v

func (m *machine) indexSet(s *lower.IndexSet) lua.LGFunction {
	site := &site{m: m, name: "[]=", at: s.At, nameAt: s.At}
	return func(L *lua.LState) int {
		m.at = s.At
		r := read(L)
		recv := r.value()
		pos, err := m.list(s.Args, &r)
		if err != nil {
			m.fail(err)
		}
		v := r.value()
		if done, err := m.setEntry(recv, pos, v, s.Place); done || err != nil {
			return m.give(L, v, err)
		}
		_, err = site.dispatch(recv, value.Args{Pos: append(pos, v)})
		return m.give(L, v, err)
	}
}

// setEntry stores into a hash with the places of key and value.
func (m *machine) setEntry(recv value.Value, pos []value.Value, v value.Value, at value.Place) (bool, error) {
	h, ok := recv.(*value.Hash)
	if !ok || len(pos) != 1 || h.Frozen || h.Iterating > 0 && !h.Has(pos[0]) {
		return false, nil
	}
	if err := m.checkKey(pos[0]); err != nil {
		return false, err
	}
	m.charge(h.CostOf(pos[0]))
	h.Set(pos[0], v, at)
	return true, nil
}

func (m *machine) attrSet(s *lower.AttrSet) lua.LGFunction {
	site := &site{m: m, name: s.Name + "=", at: s.At, nameAt: s.At}
	return func(L *lua.LState) int {
		m.at = s.At
		recv, v := goValue(L.Get(1)), goValue(L.Get(2))
		switch recv.Kind() {
		case value.KindRef, value.KindResource:
			m.fail(&core.RefusedError{
				Message: "an attribute of a resource cannot be assigned after its call",
				Help:    "give it in the resource's own attributes",
			})
		}
		_, err := site.dispatch(recv, value.Args{Pos: []value.Value{v}})
		return m.give(L, v, err)
	}
}
