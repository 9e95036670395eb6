package core

import (
	"errors"
	"fmt"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// An UnknownError says that a method would have to look at a value that is
// known only after deployment. No rescue sees it.
type UnknownError struct {
	Value  value.Value // *value.Ref, *value.Raw, *value.Resource, or a *value.String with splices
	Method string      // what asked
}

// Error is the message of the diagnostic.
func (e *UnknownError) Error() string {
	name := value.NameOf(e.Value)
	if r, ok := e.Value.(*value.Resource); ok {
		return fmt.Sprintf("`%s` is a resource, not a value: write `.arn`, `.id` or `.name` for what it should give", r.Address)
	}
	return fmt.Sprintf("`%s` is known only after deployment, so `%s` cannot look at it", name, e.Method)
}

// A RefusedError says that something of Ruby is not part of the language. No
// rescue sees it.
type RefusedError struct {
	Message string
	Help    string // what to write instead; may be empty
}

// Error is the message of the diagnostic.
func (e *RefusedError) Error() string { return e.Message }

// A LimitError says that a fixed limit was hit. No rescue and no ensure sees
// it. Its message holds the word limit.
type LimitError struct{ Message string }

// Error is the message of the diagnostic.
func (e *LimitError) Error() string { return e.Message }

// ended turns the errors of package value into those of this package.
func ended(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, value.ErrZero):
		return raise(ClassZeroDivision, "divided by 0")
	case errors.Is(err, value.ErrTooBig), errors.Is(err, value.ErrDepth):
		return &LimitError{Message: err.Error()}
	}
	return err
}

// unknown is an UnknownError when v is one of the values that are known only
// after deployment, else nil.
func unknown(v value.Value, method string) error {
	switch v := v.(type) {
	case *value.Ref, *value.Raw, *value.Resource:
		return &UnknownError{Value: v, Method: method}
	case *value.String:
		if !v.Known() {
			return &UnknownError{Value: v, Method: method}
		}
	}
	return nil
}

// mustKnow is unknown as a method of the context.
func (c *Context) mustKnow(v value.Value, method string) error { return unknown(v, method) }

// raise is an exception of a class.
func raise(class *value.Class, format string, args ...any) error {
	return NewException(class, fmt.Sprintf(format, args...))
}

// NewException is an exception of a class with a message.
func NewException(class *value.Class, message string) *value.Exception {
	return &value.Exception{Class: class, Message: value.NewString(message)}
}

// ArgumentError is one with a formatted message.
func ArgumentError(format string, args ...any) error {
	return raise(ClassArgumentError, format, args...)
}

// TypeError is one with a formatted message.
func TypeError(format string, args ...any) error { return raise(ClassTypeError, format, args...) }

// IndexError is one with a formatted message.
func IndexError(format string, args ...any) error { return raise(ClassIndexError, format, args...) }

// RangeError is one with a formatted message.
func RangeError(format string, args ...any) error { return raise(ClassRangeError, format, args...) }

// KeyError says that a hash has no such key.
func KeyError(h, key value.Value) error {
	e := NewException(ClassKeyError, "key not found: "+value.Show(key))
	return with(e, "receiver", h, "key", key)
}

// FrozenError says that a frozen value was to be changed.
func FrozenError(v value.Value) error {
	e := NewException(ClassFrozenError, "can't modify frozen "+ClassOf(v).Name+": "+value.Show(v))
	return with(e, "receiver", v)
}

// with adds facts to an exception: names and values in turn.
func with(e *value.Exception, facts ...any) *value.Exception {
	if e.Facts == nil {
		e.Facts = map[string]value.Value{}
	}
	for i := 0; i < len(facts); i += 2 {
		e.Facts[facts[i].(string)] = facts[i+1].(value.Value)
	}
	return e
}

// WrongCount says that a call has the wrong number of arguments.
func WrongCount(given, least, most int) error {
	switch {
	case most < 0:
		return ArgumentError("wrong number of arguments (given %d, expected %d+)", given, least)
	case least == most:
		return ArgumentError("wrong number of arguments (given %d, expected %d)", given, least)
	}
	return ArgumentError("wrong number of arguments (given %d, expected %d..%d)", given, least, most)
}

// UnknownKeywords says that a call has keywords that nobody takes; nil when
// there are none.
func UnknownKeywords(keys []value.Value) error {
	if len(keys) == 0 {
		return nil
	}
	return ArgumentError("unknown keyword%s: %s", plural(keys), shown(keys))
}

// MissingKeywords says which keywords a call lacks; nil when there are none.
func MissingKeywords(keys []value.Value) error {
	if len(keys) == 0 {
		return nil
	}
	return ArgumentError("missing keyword%s: %s", plural(keys), shown(keys))
}

func plural(keys []value.Value) string {
	if len(keys) == 1 {
		return ""
	}
	return "s"
}

func shown(keys []value.Value) string {
	texts := make([]string, len(keys))
	for i, k := range keys {
		texts[i] = value.Show(k)
	}
	return strings.Join(texts, ", ")
}

// NoMethod is what calling a method raises that the value does not have, in
// the words of Ruby 3.4.
func NoMethod(recv value.Value, name string) *value.Exception {
	e := NewException(ClassNoMethod, "undefined method '"+name+"' for "+receiver(recv))
	return with(e, "name", value.Symbol(name), "receiver", recv)
}

// NoName is what a bare name raises that nothing defines.
func NoName(name string) *value.Exception {
	return with(NewException(ClassNameError, "undefined local variable or method '"+name+"' for main"), "name", value.Symbol(name))
}

// NoWord is what a call without a receiver raises that nothing defines.
func NoWord(name string) *value.Exception {
	return with(NewException(ClassNoMethod, "undefined method '"+name+"' for main"), "name", value.Symbol(name))
}

// NoConst is what a constant raises that nothing defines.
func NoConst(name string) *value.Exception {
	return with(NewException(ClassNameError, "uninitialized constant "+name), "name", value.Symbol(name))
}

func receiver(v value.Value) string {
	switch v := v.(type) {
	case value.NilType:
		return "nil"
	case value.Bool:
		return value.Show(v)
	case *value.Class:
		if v.Module {
			return "module " + v.Name
		}
		return "class " + v.Name
	}
	name := ClassOf(v).Name
	if name == "" {
		name = "#<Class>" // one that no constant holds
	}
	return "an instance of " + name
}

// missing is what calling a method fails with that is not there: a refusal
// when it is out on purpose, unknown for a reference, else NoMethodError.
func missing(recv value.Value, name string) error {
	switch recv.Kind() {
	case value.KindRef, value.KindRaw, value.KindResource:
		return &UnknownError{Value: recv, Method: name}
	}
	if r := RefusalOn(recv, name); r != nil {
		return r.Error()
	}
	return NoMethod(recv, name)
}

// described is how messages about conversions name a value: nil, true, false,
// or its class.
func described(v value.Value) string {
	switch v := v.(type) {
	case value.NilType, value.Bool:
		return value.Show(v)
	case *value.Class:
		return ClassOf(v).Name
	}
	return ClassOf(v).Name
}

// notInto is the TypeError of a conversion that does not happen by itself.
func notInto(v value.Value, class string) error {
	if err := unknown(v, "this"); err != nil {
		return err
	}
	if _, ok := v.(value.NilType); ok && (class == "Integer" || class == "Float") {
		return TypeError("no implicit conversion from nil to %s", strings.ToLower(class))
	}
	return TypeError("no implicit conversion of %s into %s", described(v), class)
}

// notComparable is the ArgumentError of an order that does not exist.
func notComparable(a, b value.Value) error {
	for _, v := range []value.Value{a, b} {
		if err := unknown(v, "<=>"); err != nil {
			return err
		}
	}
	other := ClassOf(b).Name
	switch b.(type) {
	case value.NilType, value.Bool, value.Int, value.Float, value.Symbol:
		other = value.Show(b)
	}
	return ArgumentError("comparison of %s with %s failed", ClassOf(a).Name, other)
}
