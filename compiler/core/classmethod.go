package core

import (
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// ClassMethod is a method of a core class or module itself: Array.new,
// JSON.generate, Math.sqrt; nil without. Classes of the template that are
// derived from a core class have its methods.
func ClassMethod(class *value.Class, name string) *Method {
	for c := class; c != nil; c = c.Super {
		for _, m := range classMethods(c) {
			if m.Name == name {
				return &m
			}
		}
	}
	return nil
}

func classMethods(class *value.Class) []Method {
	switch class {
	case ClassArray:
		return []Method{{Name: "new", Max: 2, Doc: "an Array of a size, or a copy", Fn: arrayNew}, {Name: "[]", Max: -1, Doc: "an Array of the arguments", Fn: arrayBrackets}}
	case ClassHash:
		return []Method{{Name: "new", Max: 1, Doc: "a Hash with a default", Fn: hashNew}, {Name: "[]", Max: -1, Doc: "a Hash of pairs", Fn: hashBrackets}}
	case ClassString:
		return []Method{{Name: "new", Max: 1, Doc: "a copy of a text", Fn: stringNew}}
	case ClassRange:
		return []Method{{Name: "new", Min: 2, Max: 3, Doc: "a Range of two ends", Fn: rangeNew}}
	case ClassInteger:
		return integerClassTable()
	case ClassRegexp:
		return regexpClassTable()
	case ClassEnumerator:
		return []Method{
			{Name: "new", Max: 1, Doc: "an Enumerator of what the block hands on", Fn: enumeratorNew},
			{Name: "produce", Max: 1, Doc: "a value, what the block gives for it, what it gives for that, and so on", Fn: enumeratorProduce},
		}
	case ClassProc:
		return []Method{{Name: "new", Doc: "the block as a Proc", Fn: procNew}}
	case ClassSet:
		return setClassTable()
	case ClassStruct:
		return []Method{{Name: "new", Max: -1, Doc: "a class with members", Fn: structNew, KW: []string{"keyword_init"}}}
	case ModuleMath:
		return mathTable()
	case ModuleJSON:
		return jsonTable()
	case ClassException:
		return exceptionClassTable()
	}
	if class.Members != nil {
		return []Method{
			{Name: "new", Max: -1, Doc: "a Struct with these values", Fn: structInstance, KW: []string{"*"}},
			{Name: "[]", Max: -1, Doc: "a Struct with these values", Fn: structInstance, KW: []string{"*"}},
		}
	}
	return nil
}

func arrayNew(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if len(a.Pos) == 0 {
		return list(), nil
	}
	if from, ok := a.Pos[0].(*value.Array); ok && len(a.Pos) == 1 {
		return c.part(from.All()), nil
	}
	n, err := sizeArg(a.Pos[0], "negative array size")
	if err != nil {
		return nil, err
	}
	if n > 1<<60 {
		return nil, ArgumentError("array size too big")
	}
	c.elements(n)
	out := list(make([]value.Value, 0, n)...)
	for i := range n {
		var v value.Value = value.Nil
		switch {
		case a.Block != nil:
			if v, err = call(a.Block, value.Int(i)); err != nil {
				return nil, err
			}
		case len(a.Pos) == 2:
			v = a.Pos[1]
		}
		out.Push(v)
	}
	return out, nil
}

func arrayBrackets(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.part(a.Pos), nil
}

func hashNew(c *Context, self value.Value, a value.Args) (value.Value, error) {
	h := c.newHash()
	if a.Block != nil {
		if len(a.Pos) > 0 {
			return nil, WrongCount(len(a.Pos), 0, 0)
		}
		h.SetDefault(nil, a.Block)
	} else if len(a.Pos) == 1 {
		h.SetDefault(a.Pos[0], nil)
	}
	return h, nil
}

func hashBrackets(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if len(a.Pos) == 1 {
		switch from := a.Pos[0].(type) {
		case *value.Hash:
			c.elements(from.Len())
			return plainCopy(from), nil
		case *value.Array:
			return enumToH(c, from, value.Args{})
		}
	}
	if len(a.Pos)%2 != 0 {
		return nil, ArgumentError("odd number of arguments for Hash")
	}
	h := c.newHash()
	for i := 0; i < len(a.Pos); i += 2 {
		if err := c.set(h, a.Pos[i], a.Pos[i+1]); err != nil {
			return nil, err
		}
	}
	return h, nil
}

func stringNew(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if len(a.Pos) == 0 {
		return str(""), nil
	}
	s, err := toStr(a.Pos[0])
	if err != nil {
		return nil, err
	}
	c.bytes(len(s.Text))
	return s.Dup(), nil
}

func rangeNew(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.NewRange(a.Pos[0], a.Pos[1], len(a.Pos) == 3 && value.Truthy(a.Pos[2]))
}

// NewRange is low..high. Ends that have no order raise ArgumentError.
func (c *Context) NewRange(low, high value.Value, exclusive bool) (value.Value, error) {
	if err := firstError(unknown(low, ".."), unknown(high, "..")); err != nil {
		return nil, err
	}
	if !open(low) && !open(high) {
		if _, ok, err := c.compare(low, high); err != nil || !ok && !isNaN(low) && !isNaN(high) {
			return nil, firstError(err, ArgumentError("bad value for range"))
		}
	}
	return &value.Range{Low: low, High: high, Exclusive: exclusive}, nil
}

func procNew(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if a.Block == nil {
		return nil, ArgumentError("tried to create Proc object without a block")
	}
	return a.Block, nil
}
