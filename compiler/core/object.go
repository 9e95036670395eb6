package core

import (
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// objectTable is what every value has, references excepted.
func objectTable() []Method {
	return []Method{
		{Name: "==", Min: 1, Max: 1, Doc: "whether the values are equal", Fn: objectEqual},
		{Name: "!=", Min: 1, Max: 1, Doc: "whether the values differ", Fn: objectNotEqual},
		{Name: "!", Doc: "whether it is nil or false", Fn: objectNot},
		{Name: "===", Min: 1, Max: 1, Doc: "whether a value matches it", Fn: objectEqual},
		{Name: "=~", Min: 1, Max: 1, Doc: "nil", Fn: none},
		{Name: "!~", Min: 1, Max: 1, Doc: "whether it does not match", Fn: objectNoMatch},
		{Name: "<=>", Min: 1, Max: 1, Doc: "0 when equal, else nil", Fn: objectCompare},
		{Name: "eql?", Min: 1, Max: 1, Doc: "whether the values are equal and of one type", Fn: objectEql},
		{Name: "equal?", Min: 1, Max: 1, Doc: "whether it is the same object", Fn: objectSame},
		{Name: "nil?", Doc: "whether it is nil", Fn: objectNil},
		{Name: "is_a?", Min: 1, Max: 1, Doc: "whether it is of a class or below", Fn: objectIsA},
		{Name: "kind_of?", Min: 1, Max: 1, Doc: "whether it is of a class or below", Fn: objectIsA},
		{Name: "instance_of?", Min: 1, Max: 1, Doc: "whether it is of exactly a class", Fn: objectInstanceOf},
		{Name: "class", Doc: "its class", Fn: objectClass},
		{Name: "freeze", Doc: "itself, unchangeable from now on", Fn: objectFreeze},
		{Name: "frozen?", Doc: "whether it is unchangeable", Fn: objectFrozen},
		{Name: "dup", Doc: "a copy that can be changed", Fn: objectDup},
		{Name: "clone", Doc: "a copy", Fn: objectClone, KW: []string{"freeze"}},
		{Name: "itself", Doc: "itself", Fn: itself},
		{Name: "then", Doc: "what the block gives for it", Fn: objectThen, Enum: true},
		{Name: "yield_self", Doc: "what the block gives for it", Fn: objectThen, Enum: true},
		{Name: "tap", Doc: "itself, after the block got it", Fn: objectTap},
		{Name: "inspect", Doc: "it as code would write it", Fn: objectInspect},
		{Name: "to_s", Doc: "it as text", Fn: objectToS},
		{Name: "respond_to?", Min: 1, Max: 2, Doc: "whether it has a method", Fn: objectResponds},
		{Name: "method", Min: 1, Max: 1, Doc: "a method as a value", Fn: objectMethod},
		{Name: "to_json", Max: -1, Doc: "it as JSON text", Fn: toJSON},
		{Name: "display", Doc: "writes it", Fn: objectDisplay},
		{Name: "enum_for", Max: -1, Doc: "an Enumerator of a method", Fn: objectEnumFor},
		{Name: "to_enum", Max: -1, Doc: "an Enumerator of a method", Fn: objectEnumFor},
	}
}

func emptyList(*Context, value.Value, value.Args) (value.Value, error) { return list(), nil }

func itself(c *Context, self value.Value, a value.Args) (value.Value, error) { return self, nil }

func objectEqual(c *Context, self value.Value, a value.Args) (value.Value, error) {
	same, err := c.Equal(self, a.Pos[0])
	return value.Bool(same), err
}

func objectNotEqual(c *Context, self value.Value, a value.Args) (value.Value, error) {
	same, err := c.send(self, "==", a.Pos[0])
	if err != nil {
		return nil, err
	}
	return value.Bool(!value.Truthy(same)), nil
}

func objectNot(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.Bool(!value.Truthy(self)), nil
}

func objectNoMatch(c *Context, self value.Value, a value.Args) (value.Value, error) {
	r, err := c.send(self, "=~", a.Pos[0])
	if err != nil {
		return nil, err
	}
	return value.Bool(!value.Truthy(r)), nil
}

func objectCompare(c *Context, self value.Value, a value.Args) (value.Value, error) {
	switch self.Kind() {
	case value.KindInt, value.KindFloat, value.KindString, value.KindSymbol, value.KindArray:
		sign, ok, err := c.compare(self, a.Pos[0])
		if !ok || err != nil {
			return value.Nil, err
		}
		return value.Int(sign), nil
	}
	same, err := c.Equal(self, a.Pos[0])
	if !same || err != nil {
		return value.Nil, err
	}
	return value.Int(0), nil
}

func objectEql(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if err := comparesUnknown(self, a.Pos[0]); err != nil {
		return nil, err
	}
	return value.Bool(value.Eql(self, a.Pos[0])), nil
}

func objectSame(c *Context, self value.Value, a value.Args) (value.Value, error) {
	switch self.(type) {
	case *value.Big, *value.Ref, *value.Resource:
		return value.Bool(value.Eql(self, a.Pos[0])), nil
	}
	return value.Bool(self == a.Pos[0]), nil
}

func objectNil(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.Bool(self == value.Value(value.Nil)), nil
}

func objectIsA(c *Context, self value.Value, a value.Args) (value.Value, error) {
	class, ok := a.Pos[0].(*value.Class)
	if !ok {
		return nil, TypeError("class or module required")
	}
	return value.Bool(IsA(self, class)), nil
}

func objectInstanceOf(c *Context, self value.Value, a value.Args) (value.Value, error) {
	class, ok := a.Pos[0].(*value.Class)
	if !ok {
		return nil, TypeError("class or module required")
	}
	return value.Bool(ClassOf(self) == class), nil
}

func objectClass(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return ClassOf(self), nil
}

func objectFreeze(c *Context, self value.Value, a value.Args) (value.Value, error) {
	switch v := self.(type) {
	case *value.String:
		v.Frozen = true
	case *value.Array:
		v.Frozen = true
	case *value.Hash:
		v.Frozen = true
	case *Set:
		v.hash.Frozen = true
	case *Struct:
		v.Frozen = true
	}
	return self, nil
}

// Frozen reports whether a value is unchangeable.
func Frozen(v value.Value) bool {
	switch v := v.(type) {
	case *value.String:
		return v.Frozen
	case *value.Array:
		return v.Frozen
	case *value.Hash:
		return v.Frozen
	case *Set:
		return v.hash.Frozen
	case *Struct:
		return v.Frozen
	case *value.Proc, *value.Exception, *value.Class, *Enumerator, *Match, *value.Method:
		return false
	}
	return true
}

func objectFrozen(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.Bool(Frozen(self)), nil
}

func objectDup(c *Context, self value.Value, a value.Args) (value.Value, error) {
	switch v := self.(type) {
	case *value.String:
		c.bytes(len(v.Text))
		return v.Dup(), nil
	case *value.Array:
		return c.part(v.All()), nil
	case *value.Hash:
		c.elements(v.Len())
		out := plainCopy(v)
		out.SetDefault(v.Default())
		return out, nil
	case *Set:
		c.elements(v.hash.Len())
		return &Set{hash: plainCopy(v.hash)}, nil
	case *Struct:
		c.elements(len(v.Values))
		return &Struct{Class: v.Class, Values: append([]value.Value(nil), v.Values...)}, nil
	}
	return self, nil
}

func objectClone(c *Context, self value.Value, a value.Args) (value.Value, error) {
	out, err := objectDup(c, self, value.Args{})
	if err == nil && Frozen(self) && keyword(a, "freeze") != value.Value(value.Bool(false)) {
		return objectFreeze(c, out, value.Args{})
	}
	return out, err
}

func objectThen(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return call(a.Block, self)
}

func objectTap(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if a.Block == nil {
		return nil, raise(ClassLocalJump, "no block given (yield)")
	}
	_, err := call(a.Block, self)
	return self, err
}

// Main is self outside of modules and classes.
var Main value.Value = mainObject{}

type mainObject struct{}

func (mainObject) Kind() value.Kind { return value.KindMain }

// InspectTo writes what Ruby calls it.
func (mainObject) InspectTo(t *value.Text) error {
	t.WriteString("main")
	return nil
}

func objectInspect(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return stringOf(c.inspect(self))
}

func objectToS(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return stringOf(c.toS(self))
}

func stringOf(s *value.String, err error) (value.Value, error) {
	if err != nil {
		return nil, err
	}
	return s, nil
}

func objectDisplay(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return kernelPrint(c, self, value.Args{Pos: []value.Value{self}})
}

func objectResponds(c *Context, self value.Value, a value.Args) (value.Value, error) {
	name, err := symbolOr(a.Pos[0], "respond_to?")
	if err != nil {
		return nil, err
	}
	if c.Responds != nil {
		return value.Bool(c.Responds(self, name)), nil
	}
	return value.Bool(LookupOn(self, name) != nil), nil
}

// objectMethod is 5.method(:+).
func objectMethod(c *Context, self value.Value, a value.Args) (value.Value, error) {
	name, err := symbolOr(a.Pos[0], "method")
	if err != nil {
		return nil, err
	}
	m := LookupOn(self, name)
	if m == nil {
		return nil, raise(ClassNameError, "undefined method '%s' for %s", value.Clip(name), receiver(self))
	}
	return &value.Method{Name: name, Recv: self, Proc: c.boundMethod(m, self)}, nil
}

// boundMethod is a lambda that calls a core method.
func (c *Context) boundMethod(m *Method, self value.Value) *value.Proc {
	p := goLambda(m.Min, func(a value.Args) (value.Value, error) { return m.Call(c, self, a) })
	p.Params = nil
	for i := range max(m.Min, m.Max) {
		kind := value.ParamKind("req")
		if i >= m.Min {
			kind = "opt"
		}
		p.Params = append(p.Params, value.Param{Kind: kind})
	}
	if m.Max < 0 {
		p.Params = append(p.Params, value.Param{Kind: "rest"})
	}
	return p
}

// goLambda is a lambda that runs Go code and takes n arguments.
func goLambda(n int, run func(a value.Args) (value.Value, error)) *value.Proc {
	p := &value.Proc{Lambda: true}
	for range n {
		p.Params = append(p.Params, value.Param{Kind: "req"})
	}
	p.Call = func(a value.Args) (value.Value, error) {
		if len(a.Pos) < n {
			return nil, WrongCount(len(a.Pos), n, n)
		}
		return run(a)
	}
	return p
}

func objectEnumFor(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if len(a.Pos) == 0 {
		return newEnumerator(self, "each", a), nil
	}
	name, err := symbolOr(a.Pos[0], "to_enum")
	return newEnumerator(self, name, value.Args{Pos: a.Pos[1:], KW: a.KW}), err
}

// nilTable is nil.
func nilTable() []Method {
	return []Method{
		{Name: "to_a", Doc: "an empty Array", Fn: emptyList},
		{Name: "to_h", Doc: "an empty Hash", Fn: nilToH},
		{Name: "to_i", Doc: "0", Fn: nilToI},
		{Name: "to_f", Doc: "0.0", Fn: nilToF},
		{Name: "&", Min: 1, Max: 1, Doc: "false", Fn: no},
		{Name: "|", Min: 1, Max: 1, Doc: "whether the other is true", Fn: falseOr},
	}
}

func nilToH(c *Context, self value.Value, a value.Args) (value.Value, error) { return c.newHash(), nil }

func nilToI(*Context, value.Value, value.Args) (value.Value, error) { return value.Int(0), nil }

func nilToF(*Context, value.Value, value.Args) (value.Value, error) { return value.Float(0), nil }

func falseOr(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.Bool(value.Truthy(self) || value.Truthy(a.Pos[0])), nil
}

// boolTable is true and false.
func boolTable() []Method {
	return []Method{
		{Name: "&", Min: 1, Max: 1, Doc: "whether both are true", Fn: boolAnd},
		{Name: "|", Min: 1, Max: 1, Doc: "whether one is true", Fn: falseOr},
		{Name: "^", Min: 1, Max: 1, Doc: "whether exactly one is true", Fn: boolXor},
	}
}

func boolAnd(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.Bool(value.Truthy(self) && value.Truthy(a.Pos[0])), nil
}

func boolXor(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.Bool(value.Truthy(self) != value.Truthy(a.Pos[0])), nil
}

// procTable is Proc.
func procTable() []Method {
	return []Method{
		{Name: "call", Max: -1, Doc: "calls it", Fn: procCall, KW: []string{"*"}},
		{Name: "()", Max: -1, Doc: "calls it", Fn: procCall, KW: []string{"*"}},
		{Name: "[]", Max: -1, Doc: "calls it", Fn: procCall, KW: []string{"*"}},
		{Name: "yield", Max: -1, Doc: "calls it", Fn: procCall, KW: []string{"*"}},
		{Name: "===", Max: -1, Doc: "calls it", Fn: procCall, KW: []string{"*"}},
		{Name: "to_proc", Doc: "itself", Fn: itself},
		{Name: "lambda?", Doc: "whether it is a lambda", Fn: procLambda},
		{Name: "arity", Doc: "the number of arguments", Fn: procArity},
		{Name: "parameters", Doc: "kinds and names of the parameters", Fn: procParameters},
		{Name: ">>", Min: 1, Max: 1, Doc: "a lambda that calls it, then the other", Fn: procThen},
		{Name: "<<", Min: 1, Max: 1, Doc: "a lambda that calls the other, then it", Fn: procAfter},
		{Name: "curry", Max: 1, Doc: "a lambda that takes its arguments one by one", Fn: procCurry},
		{Name: "dup", Doc: "itself", Fn: itself},
	}
}

// callable is the Proc of a Proc or a Method.
func callable(v value.Value) *value.Proc {
	if m, ok := v.(*value.Method); ok {
		return m.Proc
	}
	return v.(*value.Proc)
}

func procCall(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return callable(self).Call(a)
}

func procLambda(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.Bool(callable(self).Lambda), nil
}

func procArity(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.Int(callable(self).Arity()), nil
}

func procParameters(c *Context, self value.Value, a value.Args) (value.Value, error) {
	p := callable(self)
	out := list()
	for _, q := range p.Params {
		kind := string(q.Kind)
		if kind == "req" && !p.Lambda {
			kind = "opt"
		}
		row := list(value.Symbol(kind))
		switch {
		case q.Name != "":
			row.Push(value.Symbol(q.Name))
		case kind == "opt":
			row.Push(value.Nil)
		}
		out.Push(row)
	}
	return out, nil
}

func procThen(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.chain(self, a.Pos[0])
}

func procAfter(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.chain(a.Pos[0], self)
}

// chain is a lambda that calls first, then second with what it gave.
func (c *Context) chain(first, second value.Value) (value.Value, error) {
	for _, v := range []value.Value{first, second} {
		if k := v.Kind(); k != value.KindProc && k != value.KindMethod {
			return nil, TypeError("callable object is expected")
		}
	}
	c.Charge(value.ProcCost)
	p := &value.Proc{Lambda: true, Params: []value.Param{{Kind: "rest"}}}
	p.Call = func(a value.Args) (value.Value, error) {
		r, err := callable(first).Call(a)
		if err != nil {
			return nil, err
		}
		return call(callable(second), r)
	}
	return p, nil
}

func procCurry(c *Context, self value.Value, a value.Args) (value.Value, error) {
	p := callable(self)
	n := p.Arity()
	if n < 0 {
		n = -n - 1
	}
	wanted, err := toIntOr(a, 0, n)
	if err != nil {
		return nil, err
	}
	if p.Lambda && wanted != n && p.Arity() >= 0 {
		return nil, WrongCount(wanted, n, n)
	}
	return curried(p, wanted, nil), nil
}

func curried(p *value.Proc, n int, given []value.Value) *value.Proc {
	return &value.Proc{Lambda: true, Params: []value.Param{{Kind: "rest"}}, Call: func(a value.Args) (value.Value, error) {
		all := append(given[:len(given):len(given)], a.Pos...)
		if len(all) >= n {
			return p.Call(value.Args{Pos: all})
		}
		return curried(p, n, all), nil
	}}
}

// methodTable is Method.
func methodTable() []Method {
	return []Method{
		{Name: "to_proc", Doc: "a lambda that calls it", Fn: methodToProc},
		{Name: "name", Doc: "its name", Fn: methodName},
		{Name: "receiver", Doc: "the value it belongs to", Fn: methodReceiver},
		{Name: "unbind", Doc: "itself", Fn: itself},
	}
}

func methodToProc(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return callable(self), nil
}

func methodName(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.Symbol(self.(*value.Method).Name), nil
}

func methodReceiver(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return self.(*value.Method).Recv, nil
}

// refTable are the methods of a value that is known only after deployment; all
// other names are its attributes. Operators that would have to look at it
// stand here too, and say so.
func refTable() []Method {
	rows := []Method{
		{Name: "+", Min: 1, Max: 1, Doc: "its text with another after it", Fn: refPlus},
		{Name: "to_s", Doc: "it inside a text", Fn: objectToS},
		{Name: "inspect", Doc: "it inside a text", Fn: objectToS},
		{Name: "to_json", Max: -1, Doc: "it inside JSON text", Fn: toJSON},
	}
	for _, m := range objectTable() {
		switch m.Name {
		case "nil?", "==", "!=", "!", "is_a?", "then", "tap", "itself", "freeze", "frozen?", "dup", "===", "equal?", "eql?":
			rows = append(rows, m)
		}
	}
	for _, name := range []string{"-", "*", "/", "%", "**", "<", "<=", ">", ">=", "<=>", "=~", "!~", "<<", ">>", "&", "|", "^", "-@", "+@", "~"} {
		rows = append(rows, Method{Name: name, Max: -1, Doc: "not known before deployment", Fn: refUnknown(name)})
	}
	return rows
}

func refUnknown(name string) Func {
	return func(c *Context, self value.Value, a value.Args) (value.Value, error) { return nil, unknown(self, name) }
}

func refPlus(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if k := a.Pos[0].Kind(); k == value.KindInt || k == value.KindFloat {
		return nil, unknown(self, "+")
	}
	return stringPlus(c, value.SpliceString(self), a)
}

// resourceTable are the methods of a resource itself.
func resourceTable() []Method {
	rows := refTable()[4:]
	return append(rows, Method{Name: "+", Max: -1, Doc: "needs an attribute", Fn: refUnknown("+")},
		Method{Name: "to_s", Doc: "needs an attribute", Fn: refUnknown("to_s")},
		Method{Name: "inspect", Doc: "its address", Fn: resourceInspect})
}

func resourceInspect(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return str(value.Show(self)), nil
}
