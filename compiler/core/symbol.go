package core

import (
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// symbolTable is Symbol. What makes a new name is String's, put back.
func symbolTable() []Method {
	return []Method{
		{Name: "to_s", Doc: "its name", Fn: symbolName},
		{Name: "name", Doc: "its name, frozen", Fn: symbolFrozenName},
		{Name: "id2name", Doc: "its name", Fn: symbolName},
		{Name: "to_sym", Doc: "itself", Fn: itself},
		{Name: "to_proc", Doc: "a lambda that calls the method of that name", Fn: symbolToProc},
		asText("length", 0, 0, "the number of characters", textLength),
		asText("size", 0, 0, "the number of characters", textLength),
		asText("[]", 1, 2, "a part of the name", textSlice),
		asText("slice", 1, 2, "a part of the name", textSlice),
		asText("empty?", 0, 0, "whether the name is empty", textEmpty),
		asText("start_with?", 0, -1, "whether the name starts with one of the texts", textStartWith),
		asText("end_with?", 0, -1, "whether the name ends with one of the texts", textEndWith),
		asText("=~", 1, 1, "where a Regexp matches, or nil", textMatchIndex),
		asText("match", 1, 2, "the match of a Regexp, or nil", textMatch),
		asText("match?", 1, 2, "whether a Regexp matches", textMatches),
		asText("casecmp", 1, 1, "the order without case", symbolArg(textCasecmp)),
		asText("casecmp?", 1, 1, "whether the names are equal without case", symbolArg(textCasecmpP)),
		asSymbol("upcase", 2, "in upper case", casing(upper)),
		asSymbol("downcase", 2, "in lower case", casing(lower)),
		asSymbol("capitalize", 2, "the first letter in upper case", casing(capital)),
		asSymbol("swapcase", 2, "upper and lower case exchanged", casing(swapped)),
		asSymbol("succ", 0, "the next name in order", mapped(successor)),
		asSymbol("next", 0, "the next name in order", mapped(successor)),
	}
}

// asText makes a row of a method that String has too.
func asText(name string, least, most int, doc string, fn textFunc) Method {
	return Method{Name: name, Min: least, Max: most, Doc: doc, Fn: func(c *Context, self value.Value, a value.Args) (value.Value, error) {
		return fn(c, string(self.(value.Symbol)), a)
	}}
}

func asSymbol(name string, most int, doc string, f textFunc) Method {
	return Method{Name: name, Max: most, Doc: doc, Fn: func(c *Context, self value.Value, a value.Args) (value.Value, error) {
		v, err := f(c, string(self.(value.Symbol)), a)
		if err != nil {
			return nil, err
		}
		return value.Symbol(v.(*value.String).Text), nil
	}}
}

// symbolArg takes a Symbol where String's method takes a String; anything else
// gives nil.
func symbolArg(fn textFunc) textFunc {
	return func(c *Context, s string, a value.Args) (value.Value, error) {
		other, ok := a.Pos[0].(value.Symbol)
		if !ok {
			return value.Nil, nil
		}
		return fn(c, s, value.Args{Pos: []value.Value{str(string(other))}})
	}
}

func symbolName(c *Context, self value.Value, a value.Args) (value.Value, error) {
	s := string(self.(value.Symbol))
	c.bytes(len(s))
	return str(s), nil
}

func symbolFrozenName(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return &value.String{Text: string(self.(value.Symbol)), Frozen: true}, nil
}

func symbolToProc(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.SymbolProc(self.(value.Symbol)), nil
}

// SymbolProc is &:name: a lambda that calls the method on its first argument.
func (c *Context) SymbolProc(name value.Symbol) *value.Proc {
	return &value.Proc{Lambda: true, Params: []value.Param{{Kind: "req"}, {Kind: "rest"}}, Call: func(a value.Args) (value.Value, error) {
		if len(a.Pos) == 0 {
			return nil, ArgumentError("no receiver given")
		}
		rest := value.Args{Pos: a.Pos[1:], KW: a.KW, Block: a.Block}
		if c.Send != nil {
			return c.Send(a.Pos[0], string(name), rest)
		}
		return c.Call(a.Pos[0], string(name), rest)
	}}
}
