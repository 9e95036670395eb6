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

// exceptionClassTable is what the error classes themselves answer.
func exceptionClassTable() []Method {
	return []Method{
		{Name: "new", Max: 1, Doc: "an error with a message", Fn: exceptionNew},
		{Name: "exception", Max: 1, Doc: "an error with a message", Fn: exceptionNew},
	}
}

func exceptionNew(c *Context, self value.Value, a value.Args) (value.Value, error) {
	e := &value.Exception{Class: self.(*value.Class), Message: value.Nil}
	if len(a.Pos) == 1 {
		e.Message = a.Pos[0]
	}
	return e, nil
}
