package core

import (
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// exceptionTable is what every exception answers.
func exceptionTable() []Method {
	return []Method{
		{Name: "message", Doc: "what went wrong", Fn: exceptionMessage},
		{Name: "to_s", Doc: "what went wrong", Fn: exceptionMessage},
		{Name: "detailed_message", Doc: "what went wrong, with the class", Fn: exceptionFull, KW: []string{"highlight"}},
		{Name: "full_message", Doc: "what went wrong, with the class", Fn: exceptionFull, KW: []string{"highlight", "order"}},
		{Name: "cause", Doc: "the error that was being rescued, or nil", Fn: exceptionCause},
		{Name: "backtrace", Doc: "nil", Fn: none},
		{Name: "exception", Max: 1, Doc: "itself, or the same with another message", Fn: exceptionAgain},
	}
}

func exceptionMessage(c *Context, self value.Value, a value.Args) (value.Value, error) {
	e := self.(*value.Exception)
	if e.Message == nil || e.Message == value.Value(value.Nil) {
		return str(e.Class.Name), nil
	}
	return stringOf(c.toS(e.Message))
}

func exceptionFull(c *Context, self value.Value, a value.Args) (value.Value, error) {
	e := self.(*value.Exception)
	c.bytes(len(e.Error()))
	return str(e.Error() + " (" + e.Class.Name + ")"), nil
}

func exceptionCause(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if cause := self.(*value.Exception).Cause; cause != nil {
		return cause, nil
	}
	return value.Nil, nil
}

func exceptionAgain(c *Context, self value.Value, a value.Args) (value.Value, error) {
	e := self.(*value.Exception)
	if len(a.Pos) == 0 {
		return e, nil
	}
	return &value.Exception{Class: e.Class, Message: a.Pos[0], Extra: e.Extra}, nil
}

// factTable is what errors of some classes tell besides.
func factTable(class *value.Class) []Method {
	switch class {
	case ClassKeyError:
		return []Method{fact("key", "the key that is not there", true), fact("receiver", "what has no such key", true)}
	case ClassNameError:
		return []Method{fact("name", "the name that nothing defines", false), fact("receiver", "what has no such method", true)}
	case ClassFrozenError:
		return []Method{fact("receiver", "what was to be changed", true)}
	case ClassStopIteration:
		return []Method{fact("result", "what the iteration gave", false)}
	case ClassNoPatternKey:
		return []Method{fact("key", "the key that is not there", true), fact("matchee", "what has no such key", true)}
	}
	return nil
}

// factOf is the method of an error class, or of one above it, that tells a
// fact; nil without.
func factOf(class *value.Class, name string) *Method {
	for ; class != nil; class = class.Super {
		table := factTable(class)
		for i := range table {
			if table[i].Name == name {
				return &table[i]
			}
		}
	}
	return nil
}

// fact is a method that gives a fact. One that nobody gave the error is nil,
// or ArgumentError when it is needed.
func fact(name, doc string, needed bool) Method {
	return Method{Name: name, Doc: doc, Fn: func(c *Context, self value.Value, a value.Args) (value.Value, error) {
		v, ok := self.(*value.Exception).Facts[name]
		switch {
		case ok:
			return v, nil
		case needed:
			return nil, ArgumentError("no %s is available", name)
		}
		return value.Nil, nil
	}}
}

// exceptionClassTable is what the error classes themselves answer.
func exceptionClassTable() []Method {
	return []Method{
		{Name: "new", Max: -1, Doc: "an error with a message", Fn: exceptionNew, KW: []string{"*"}},
		{Name: "exception", Max: -1, Doc: "an error with a message", Fn: exceptionNew, KW: []string{"*"}},
	}
}

func exceptionNew(c *Context, self value.Value, a value.Args) (value.Value, error) {
	e := &value.Exception{Class: self.(*value.Class), Message: value.Nil}
	return e, Initialize(e, a)
}

// Initialize gives a new error its message, and the facts that its class
// takes: KeyError.new("m", receiver: h, key: :a), NameError.new("m", :name).
func Initialize(e *value.Exception, a value.Args) error {
	pos, err := factsOf(e, a)
	if err != nil {
		return err
	}
	if len(pos) > 1 {
		return WrongCount(len(pos), 0, 1)
	}
	if len(pos) == 1 {
		e.Message = pos[0]
	}
	return nil
}

// factsOf takes the facts from the arguments of new and gives the others.
func factsOf(e *value.Exception, a value.Args) ([]value.Value, error) {
	pos := a.Pos
	named := e.Class.Under(ClassNameError)
	if named && len(pos) > 1 && len(pos) < 4 {
		with(e, "name", pos[1])
		pos = pos[:1]
	}
	if a.KW == nil || a.KW.Len() == 0 {
		return pos, nil
	}
	if !named && !e.Class.Under(ClassKeyError) && !e.Class.Under(ClassFrozenError) && !e.Class.Under(ClassNoPatternKey) {
		return append(pos[:len(pos):len(pos)], a.KW), nil
	}
	var unknown []value.Value
	for i := range a.KW.Len() {
		name, _ := value.KnownText(a.KW.KeyAt(i))
		if m := factOf(e.Class, name); m == nil || named && name == "name" {
			unknown = append(unknown, a.KW.KeyAt(i))
			continue
		}
		with(e, name, a.KW.At(i))
	}
	return pos, UnknownKeywords(unknown)
}
