package vm

import (
	"fmt"

	lua "github.com/yuin/gopher-lua"

	"github.com/firehose-dsl/firehose-dsl/compiler/core"
	"github.com/firehose-dsl/firehose-dsl/compiler/lower"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// The slots of patterns: case … in, => and in.

// A mismatch is why the only pattern of a `case … in` or of `=>` failed last.
type mismatch struct {
	text    string
	matchee *value.Hash // of a key that is not there; else nil
	key     value.Value
}

func (m *machine) arrayMatch(s *lower.ArrayMatch) lua.LGFunction {
	return func(L *lua.LState) int {
		m.at = s.At
		v := goValue(L.Get(1))
		list, ok := m.deconstruct(v)
		if !ok || len(list) < s.Pre+s.Post || !s.HasRest && len(list) > s.Pre {
			if s.Why {
				m.unmatched = mismatch{text: wrongLength(v, list, ok, s)}
			}
			L.Push(lua.LFalse)
			return 1
		}
		L.Push(lua.LTrue)
		return 1 + m.pushParts(L, list, s.Pre, s.Post, s.HasRest)
	}
}

// wrongLength says why an array pattern does not match.
func wrongLength(v value.Value, list []value.Value, is bool, s *lower.ArrayMatch) string {
	if !is {
		return value.Show(v) + " does not respond to #deconstruct"
	}
	more := ""
	if s.HasRest {
		more = "+"
	}
	return fmt.Sprintf("%s length mismatch (given %d, expected %d%s)", value.Show(v), len(list), s.Pre+s.Post, more)
}

// deconstruct is the list that an array pattern sees.
func (m *machine) deconstruct(v value.Value) ([]value.Value, bool) {
	switch v.Kind() {
	case value.KindArray:
		return v.(*value.Array).All(), true
	case value.KindStruct:
		list, err := m.toArray(v)
		return list, err == nil
	case value.KindRef, value.KindRaw, value.KindResource:
		m.fail(&core.UnknownError{Value: v, Method: "in"})
	}
	return nil, false
}

func (m *machine) findMatch(s *lower.FindMatch) lua.LGFunction {
	return func(L *lua.LState) int {
		m.at = s.At
		v := goValue(L.Get(1))
		list, ok := m.deconstruct(v)
		i := int(L.Get(2).(lua.LNumber))
		if !ok || i+s.N > len(list) {
			if s.Why {
				m.unmatched = mismatch{text: notFound(v, list, ok, s.N)}
			}
			L.Push(lua.LFalse)
			return 1
		}
		m.charge(len(list))
		L.Push(lua.LTrue)
		L.Push(m.lua(value.NewArray(append([]value.Value(nil), list[:i]...))))
		for j := range s.N {
			L.Push(m.lua(list[i+j]))
		}
		L.Push(m.lua(value.NewArray(append([]value.Value(nil), list[i+s.N:]...))))
		return s.N + 3
	}
}

// notFound says why a find pattern does not match.
func notFound(v value.Value, list []value.Value, is bool, n int) string {
	switch {
	case !is:
		return value.Show(v) + " does not respond to #deconstruct"
	case len(list) < n:
		return fmt.Sprintf("%s length mismatch (given %d, expected %d+)", value.Show(v), len(list), n)
	}
	return value.Show(v) + " does not match to find pattern"
}

func (m *machine) hashMatch(s *lower.HashMatch) lua.LGFunction {
	return func(L *lua.LState) int {
		m.at = s.At
		values, h, why := m.keysOf(goValue(L.Get(1)), s)
		if values == nil {
			if s.Why {
				m.unmatched = why()
			}
			L.Push(lua.LFalse)
			return 1
		}
		L.Push(lua.LTrue)
		for _, v := range values {
			L.Push(m.lua(v))
		}
		if !s.HasRest {
			return 1 + len(values)
		}
		L.Push(m.lua(without(h, s.Keys)))
		return 2 + len(values)
	}
}

// keysOf are the values of the keys that a hash pattern names, not nil when it
// matches so far; else why tells what it lacks.
func (m *machine) keysOf(v value.Value, s *lower.HashMatch) ([]value.Value, *value.Hash, func() mismatch) {
	h, ok := m.deconstructKeys(v)
	if !ok {
		return nil, nil, func() mismatch { return mismatch{text: value.Show(v) + " does not respond to #deconstruct_keys"} }
	}
	values := make([]value.Value, len(s.Keys))
	for i, k := range s.Keys {
		found := false
		if values[i], found = h.Get(value.Symbol(k)); !found {
			return nil, nil, func() mismatch {
				return mismatch{text: "key not found: " + value.Show(value.Symbol(k)), matchee: h, key: value.Symbol(k)}
			}
		}
	}
	if s.Exact && h.Len() > 0 {
		return nil, nil, func() mismatch { return mismatch{text: value.Show(h) + " is not empty"} }
	}
	if s.NilRest && h.Len() != len(s.Keys) {
		return nil, nil, func() mismatch {
			return mismatch{text: "rest of " + value.Show(without(h, s.Keys)) + " is not empty"}
		}
	}
	return values, h, nil
}

// without is a hash without some of its keys.
func without(h *value.Hash, keys []string) *value.Hash {
	rest := h.Dup()
	for _, k := range keys {
		rest.Delete(value.Symbol(k))
	}
	return rest
}

func (m *machine) deconstructKeys(v value.Value) (*value.Hash, bool) {
	switch v.Kind() {
	case value.KindHash:
		return v.(*value.Hash), true
	case value.KindStruct:
		h, err := m.send(v, "to_h", value.Args{})
		if err != nil {
			return nil, false
		}
		return h.(*value.Hash), true
	case value.KindRef, value.KindRaw, value.KindResource:
		m.fail(&core.UnknownError{Value: v, Method: "in"})
	}
	return nil, false
}

func (m *machine) noGuard(*lua.LState) int {
	m.unmatched = mismatch{text: "guard clause does not return true"}
	return 0
}

func (m *machine) noMatch(s *lower.NoMatch) lua.LGFunction {
	return func(L *lua.LState) int {
		m.at = s.At
		text, why := value.Show(goValue(L.Get(1))), m.unmatched
		switch {
		case s.Why && why.matchee != nil:
			exc := core.NewException(core.ClassNoPatternKey, text+": "+why.text)
			exc.Facts = map[string]value.Value{"matchee": why.matchee, "key": why.key}
			m.raise(exc)
		case s.Why:
			text += ": " + why.text
		}
		m.raise(core.NewException(core.ClassNoPattern, text))
		return 0
	}
}
