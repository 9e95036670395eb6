package core

import (
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// kernelTable are the methods that are called without a receiver. What belongs
// to the run itself (require_relative, template, resource functions) is package
// vm's, and so are the words whose rows have no function here: vm answers them
// before it looks into this table. block_given? is asked of the method that runs
// by lowering; as a value, method(:block_given?), it is of no method.
func kernelTable() []Method {
	exception := []string{"exception"}
	return []Method{
		{Name: "puts", Max: -1, Doc: "writes lines to standard error", Fn: kernelPuts},
		{Name: "print", Max: -1, Doc: "writes texts to standard error", Fn: kernelPrint},
		{Name: "p", Max: -1, Doc: "writes values as code would write them", Fn: kernelP},
		{Name: "pp", Max: -1, Doc: "writes values as code would write them", Fn: kernelP},
		{Name: "warn", Max: -1, Doc: "writes lines to standard error", Fn: kernelWarn, KW: []string{"uplevel", "category"}},
		{Name: "printf", Max: -1, Doc: "writes a formatted text", Fn: kernelPrintf},
		{Name: "format", Min: 1, Max: -1, Doc: "a text with its directives filled in", Fn: kernelFormat},
		{Name: "sprintf", Min: 1, Max: -1, Doc: "a text with its directives filled in", Fn: kernelFormat},
		{Name: "raise", Max: 3, Doc: "raises an error", KW: []string{"*"}},
		{Name: "fail", Max: 3, Doc: "raises an error", KW: []string{"*"}},
		{Name: "loop", Doc: "calls the block for ever", Fn: kernelLoop},
		{Name: "lambda", Doc: "the block as a lambda"},
		{Name: "proc", Doc: "the block as a Proc"},
		{Name: "block_given?", Doc: "whether the method got a block", Fn: no},
		{Name: "catch", Max: 1, Doc: "what the block gives, or what is thrown to the tag"},
		{Name: "throw", Min: 1, Max: 2, Doc: "ends the block of the catch with the tag"},
		{Name: "Integer", Min: 1, Max: 2, Doc: "a value as an Integer, or an error", Fn: kernelInteger, KW: exception},
		{Name: "Float", Min: 1, Max: 1, Doc: "a value as a Float, or an error", Fn: kernelFloat, KW: exception},
		{Name: "String", Min: 1, Max: 1, Doc: "a value as a String", Fn: kernelString},
		{Name: "Array", Min: 1, Max: 1, Doc: "a value as an Array", Fn: kernelArray},
		{Name: "Hash", Min: 1, Max: 1, Doc: "a value as a Hash", Fn: kernelHash},
		{Name: "jsonencode", Min: 1, Max: 1, Doc: "a value as JSON text", Fn: jsonGenerate},
		{Name: "method", Min: 1, Max: 1, Doc: "a method of the template as a value"},
		{Name: "require", Min: 1, Max: 1, Doc: "json and set are there already"},
		{Name: "__method__", Doc: "the name of the method that runs"},
	}
}

// line writes the text of a value with a line end after it.
func (c *Context) line(b *strings.Builder, v value.Value, depth int) error {
	if a, ok := v.(*value.Array); ok && depth < value.MaxDepth {
		for i := range a.Len() {
			if err := c.line(b, a.At(i), depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	s, err := c.shown(v)
	if err != nil {
		return err
	}
	b.WriteString(s)
	if !strings.HasSuffix(s, "\n") {
		b.WriteString("\n")
	}
	return nil
}

// shown is the text of a value for the console: unknown parts by their names.
func (c *Context) shown(v value.Value) (string, error) {
	if r, ok := v.(*value.Resource); ok {
		return value.Show(r), nil
	}
	s, err := c.toS(v)
	if err != nil {
		return "", err
	}
	return s.Named(), nil
}

func (c *Context) write(s string) {
	if c.Stdout != nil && s != "" {
		c.Stdout(s)
	}
}

func kernelPuts(c *Context, self value.Value, a value.Args) (value.Value, error) {
	var b strings.Builder
	for _, v := range a.Pos {
		if err := c.line(&b, v, 0); err != nil {
			return nil, err
		}
	}
	if len(a.Pos) == 0 {
		b.WriteString("\n")
	}
	c.write(b.String())
	return value.Nil, nil
}

func kernelWarn(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if len(a.Pos) == 0 {
		return value.Nil, nil
	}
	return kernelPuts(c, self, a)
}

func kernelPrint(c *Context, self value.Value, a value.Args) (value.Value, error) {
	for _, v := range a.Pos {
		s, err := c.shown(v)
		if err != nil {
			return nil, err
		}
		c.write(s)
	}
	return value.Nil, nil
}

func kernelP(c *Context, self value.Value, a value.Args) (value.Value, error) {
	for _, v := range a.Pos {
		s, err := c.inspect(v)
		if err != nil {
			return nil, err
		}
		c.write(s.Named() + "\n")
	}
	switch len(a.Pos) {
	case 0:
		return value.Nil, nil
	case 1:
		return a.Pos[0], nil
	}
	return value.NewArray(append([]value.Value(nil), a.Pos...)), nil
}

func kernelFormat(c *Context, self value.Value, a value.Args) (value.Value, error) {
	spec, err := known(a.Pos[0], "format")
	if err != nil {
		return nil, err
	}
	return c.Format(spec, a.Pos[1:])
}

func kernelPrintf(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if len(a.Pos) == 0 {
		return value.Nil, nil
	}
	s, err := kernelFormat(c, self, a)
	if err != nil {
		return nil, err
	}
	return kernelPrint(c, self, value.Args{Pos: []value.Value{s}})
}

// kernelLoop runs until the block breaks, or an Enumerator in it has no more
// elements; then it is what that Enumerator gave. Without a block it is an
// Enumerator of nil without end.
func kernelLoop(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if a.Block == nil {
		return endless("main", "loop", func(y *Yielder) (value.Value, error) { return c.forever(y.take) }), nil
	}
	return c.untilStop(func() (value.Value, error) { return c.forever(a.Block.Call) })
}

// untilStop runs a function that StopIteration ends; then it gives what the
// error carries.
func (c *Context) untilStop(run func() (value.Value, error)) (value.Value, error) {
	if c.Protect == nil {
		return run()
	}
	v, e, err := c.Protect(run)
	switch {
	case e == nil:
		return v, err
	case e.Class.Under(ClassStopIteration):
		if v = e.Facts["result"]; v == nil {
			v = value.Nil
		}
		return v, nil
	}
	return nil, e
}

// forever calls a function until it fails or jumps.
func (c *Context) forever(f func(value.Args) (value.Value, error)) (value.Value, error) {
	for {
		c.Step(1)
		if _, err := f(value.Args{}); err != nil {
			return nil, err
		}
	}
}

// orNil gives nil instead of an exception when `exception: false` asks for it.
func orNil(a value.Args, v value.Value, err error) (value.Value, error) {
	if _, raised := err.(*value.Exception); raised && keyword(a, "exception") == value.Value(value.Bool(false)) {
		return value.Nil, nil
	}
	return v, err
}

func kernelInteger(c *Context, self value.Value, a value.Args) (value.Value, error) {
	base, err := toIntOr(a, 1, 0)
	if err == nil && len(a.Pos) == 2 && a.Pos[0].Kind() != value.KindString {
		err = firstError(unknown(a.Pos[0], "Integer"), ArgumentError("base specified for non string value"))
	}
	if err == nil && (base < 0 || base == 1 || base > 36) {
		err = ArgumentError("invalid radix %d", base)
	}
	if err != nil {
		return orNil(a, nil, err)
	}
	v, err := c.integer(a.Pos[0], base)
	return orNil(a, v, err)
}

// integer is Integer(v).
func (c *Context) integer(v value.Value, base int) (value.Value, error) {
	switch x := v.(type) {
	case value.Int, *value.Big:
		return x, nil
	case value.Float:
		return floatToI(c, x, value.Args{})
	case *value.String:
		s, err := known(x, "Integer")
		if err != nil {
			return nil, err
		}
		if len(s) > value.MaxBits/3 {
			return nil, ended(value.ErrTooBig)
		}
		c.digitSteps(s)
		if n, ok := parseInt(s, base, true); ok {
			return n, nil
		}
		return nil, ArgumentError("invalid value for Integer(): %s", value.Show(x))
	}
	return nil, firstError(unknown(v, "Integer"), TypeError("can't convert %s into Integer", described(v)))
}

func kernelFloat(c *Context, self value.Value, a value.Args) (value.Value, error) {
	f, err := c.float(a.Pos[0])
	return orNil(a, value.Float(f), err)
}

// float is Float(v).
func (c *Context) float(v value.Value) (float64, error) {
	if f, ok := value.FloatOf(v); ok {
		return f, nil
	}
	if x, ok := v.(*value.String); ok {
		s, err := known(x, "Float")
		if err != nil {
			return 0, err
		}
		if f, ok := parseFloat(s, true); ok {
			return f, nil
		}
		return 0, ArgumentError("invalid value for Float(): %s", value.Show(x))
	}
	return 0, firstError(unknown(v, "Float"), TypeError("can't convert %s into Float", described(v)))
}

func kernelString(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return stringOf(c.toS(a.Pos[0]))
}

func kernelArray(c *Context, self value.Value, a value.Args) (value.Value, error) {
	switch v := a.Pos[0].(type) {
	case value.NilType:
		return list(), nil
	case *value.Array:
		return v, nil
	case *value.Hash, *value.Range, *Enumerator, *Set, *Struct:
		return enumToA(c, v, value.Args{})
	}
	return list(a.Pos[0]), nil
}

func kernelHash(c *Context, self value.Value, a value.Args) (value.Value, error) {
	switch v := a.Pos[0].(type) {
	case value.NilType:
		return c.newHash(), nil
	case *value.Hash:
		return v, nil
	case *value.Array:
		if v.Len() == 0 {
			return c.newHash(), nil
		}
	}
	return nil, TypeError("can't convert %s into Hash", described(a.Pos[0]))
}
