package core

import (
	"math"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// An Enumerator is an iteration as a value: it runs the method that it was
// made from with a block of its own.
type Enumerator struct {
	Recv   value.Value
	Method string
	Args   value.Args
	Lazy   bool        // a lazy one: its methods give Enumerators that run as asked
	Source *value.Proc // of Enumerator.new: gets a Yielder
	stages []stage
	made   string        // how inspect calls what made it: each, map; empty for the lazy one of a list
	madeOf value.Args    // with these arguments
	before *Enumerator   // of a lazy one with stages: the one without the last
	origin string        // of a Source that Enumerator.new did not make: how inspect names it
	count  value.Value   // the size, when it is known otherwise than by counting; else nil
	buffer []value.Value // of next and peek; nil until they are used
	at     int
	result value.Value // what the iteration gave, once buffer holds all of it
}

// A stage makes one step of a run of a lazy chain. The step hands on what it
// lets through, and gives end to end the run.
type stage func(end error) func(v value.Value, next func(v value.Value) error) error

// A Yielder is what the block of Enumerator.new hands its elements to.
type Yielder struct {
	take func(a value.Args) (value.Value, error)
}

// Kind is that of an Enumerator or a lazy one.
func (e *Enumerator) Kind() value.Kind {
	if e.Lazy {
		return value.KindLazy
	}
	return value.KindEnumerator
}

// Kind is that of a Yielder.
func (*Yielder) Kind() value.Kind { return value.KindYielder }

func newEnumerator(self value.Value, method string, a value.Args) value.Value {
	args := value.Args{Pos: append([]value.Value(nil), a.Pos...), KW: a.KW}
	return &Enumerator{Recv: self, Method: method, Args: args, made: method, madeOf: args}
}

// enumeratorOf is an Enumerator of the elements of a list.
func enumeratorOf(list value.Value) value.Value { return newEnumerator(list, "each", value.Args{}) }

// InspectTo writes #<Enumerator: [1, 2]:each>, and (1.step(10, 3)) for an
// arithmetic sequence.
func (e *Enumerator) InspectTo(t *value.Text) error {
	if e.isArithmetic() {
		return e.inspectArithmetic(t)
	}
	t.WriteString("#<" + ClassOf(e).Name + ": ")
	if err := e.inspectSource(t); err != nil {
		return err
	}
	if e.made != "" {
		t.WriteString(":" + e.made)
		if err := inspectArgs(t, e.madeOf); err != nil {
			return err
		}
	}
	t.WriteString(">")
	return nil
}

func (e *Enumerator) inspectSource(t *value.Text) error {
	switch {
	case e.before != nil:
		return t.Inspect(e.before)
	case e.origin != "":
		t.WriteString(e.origin)
		return nil
	case e.Source != nil:
		t.WriteString("#<Enumerator::Generator>")
		return nil
	}
	return t.Inspect(e.Recv)
}

func inspectArgs(t *value.Text, a value.Args) error {
	if len(a.Pos) == 0 && a.KW == nil {
		return nil
	}
	separator := "("
	for _, p := range a.Pos {
		t.WriteString(separator)
		if err := t.Inspect(p); err != nil {
			return err
		}
		separator = ", "
	}
	for i := 0; a.KW != nil && i < a.KW.Len(); i++ {
		name, _ := value.KnownText(a.KW.KeyAt(i))
		t.WriteString(separator + name + ": ")
		if err := t.Inspect(a.KW.At(i)); err != nil {
			return err
		}
		separator = ", "
	}
	t.WriteString(")")
	return nil
}

// isArithmetic reports whether the elements are numbers with one step between
// them: 1.step(10, 3), (1..10).step(3), (1..10) % 3.
func (e *Enumerator) isArithmetic() bool {
	if e.Lazy || e.Source != nil || e.Method != "step" && e.Method != "%" {
		return false
	}
	r, ok := e.Recv.(*value.Range)
	return !ok || numeric(r.Low)
}

func (e *Enumerator) inspectArithmetic(t *value.Text) error {
	open, closed := "(", "."
	if _, ok := e.Recv.(*value.Range); ok {
		open, closed = "((", ")."
	}
	t.WriteString(open)
	if err := t.Inspect(e.Recv); err != nil {
		return err
	}
	t.WriteString(closed + e.Method)
	if err := inspectArgs(t, e.Args); err != nil {
		return err
	}
	t.WriteString(")")
	return nil
}

// packed are the arguments of a yield as one element.
func packed(a value.Args) value.Value {
	switch len(a.Pos) {
	case 0:
		return value.Nil
	case 1:
		return a.Pos[0]
	}
	return value.NewArray(append([]value.Value(nil), a.Pos...))
}

// spread calls a block with an element; with its values one by one when the
// iteration handed on several, as that of each_with_index does. So do map, the
// tests and a few more; select, find and group_by take the element as one list.
func (c *Context) spread(b *value.Proc, v value.Value) (value.Value, error) {
	if list, ok := v.(*value.Array); ok && list == c.several {
		return b.Call(value.Args{Pos: list.Slots()})
	}
	return call(b, v)
}

// whole calls a block with an element as one list. A lambda of more parameters
// takes a list of several values apart, as every block does; a method does not.
func (c *Context) whole(b *value.Proc, v value.Value) (value.Value, error) {
	if b.Lambda && b.Literal && len(b.Params) > 1 {
		return c.spread(b, v)
	}
	return call(b, v)
}

// wholeTest is the truth of what whole gives.
func (c *Context) wholeTest(b *value.Proc, v value.Value) (bool, error) {
	r, err := c.whole(b, v)
	return err == nil && value.Truthy(r), err
}

// spreadTest is the truth of what spread gives.
func (c *Context) spreadTest(b *value.Proc, v value.Value) (bool, error) {
	r, err := c.spread(b, v)
	return err == nil && value.Truthy(r), err
}

// run runs the iteration with a block and gives what the method gives.
func (c *Context) run(e *Enumerator, take func(a value.Args) (value.Value, error)) (value.Value, error) {
	block := &value.Proc{Params: []value.Param{{Kind: "rest"}}, Call: take}
	if e.Source != nil {
		return c.runSource(e.Source, take)
	}
	a := value.Args{Pos: e.Args.Pos, KW: e.Args.KW, Block: block}
	if c.Send != nil {
		return c.Send(e.Recv, e.Method, a)
	}
	return c.Call(e.Recv, e.Method, a)
}

// classEscape is that of the exception by which a jump leaves the block of
// Enumerator.new. It is below no class, so no rescue takes it; ensure runs.
var classEscape = class("Enumerator::Escape", nil)

// runSource runs the block of Enumerator.new. A jump out of what takes its
// elements (a break, or enough of them) leaves that block as an exception,
// since the elements may be handed on by an operator, which has no jumps.
func (c *Context) runSource(source *value.Proc, take func(a value.Args) (value.Value, error)) (value.Value, error) {
	if c.Protect == nil {
		return call(source, &Yielder{take: take})
	}
	escape := &value.Exception{Class: classEscape, Message: value.Nil}
	var jump error
	yielder := &Yielder{take: func(a value.Args) (value.Value, error) {
		v, err := take(a)
		if err == nil || !isJump(err) {
			return v, err
		}
		jump = err
		return nil, escape
	}}
	v, raised, err := c.Protect(func() (value.Value, error) { return call(source, yielder) })
	switch {
	case raised == escape || err == error(escape):
		return nil, jump
	case raised != nil:
		return nil, raised
	}
	return v, err
}

// isJump reports whether an error is none of the ways to fail.
func isJump(err error) bool {
	switch err.(type) {
	case *value.Exception, *UnknownError, *RefusedError, *LimitError:
		return false
	}
	return true
}

// eachOf walks over the elements of an Enumerator.
func (c *Context) eachOf(e *Enumerator, visit func(v value.Value) error) error {
	_, err := c.walk(e, visit)
	return err
}

// walk is eachOf, and what the iteration gives at its end.
func (c *Context) walk(e *Enumerator, visit func(v value.Value) error) (value.Value, error) {
	end := &stop{}
	for i := len(e.stages) - 1; i >= 0; i-- {
		enter, next := e.stages[i](end), visit
		visit = func(v value.Value) error { return enter(v, next) }
	}
	v, err := c.run(e, func(a value.Args) (value.Value, error) {
		v, around := packed(a), c.several
		c.several = nil
		if len(a.Pos) > 1 {
			c.several = v.(*value.Array)
		}
		err := visit(v)
		c.several = around
		return value.Nil, err
	})
	if err == error(end) {
		return value.Nil, nil
	}
	return v, err
}

// enumeratorTable is Enumerator's own; the rest is in enumerableTable.
func enumeratorTable() []Method {
	return []Method{
		{Name: "each", Max: -1, Doc: "calls the block with each element", Fn: enumeratorEach},
		{Name: "with_index", Max: 1, Doc: "hands the index along, from an offset on", Fn: enumeratorWithIndex, Enum: true},
		{Name: "each_with_index", Doc: "hands the index along", Fn: enumeratorWithIndex, Enum: true},
		{Name: "with_object", Min: 1, Max: 1, Doc: "hands an object along, which it gives", Fn: enumEachWithObject, Enum: true},
		{Name: "size", Doc: "the number of elements, or nil", Fn: enumeratorSize},
		{Name: "next", Doc: "the next element", Fn: enumeratorNext},
		{Name: "peek", Doc: "the next element, which stays the next", Fn: enumeratorPeek},
		{Name: "rewind", Doc: "starts over", Fn: enumeratorRewind},
		{Name: "+", Min: 1, Max: 1, Doc: "the elements of both", Fn: enumeratorPlus},
		{Name: "force", Doc: "the elements as an Array", Fn: enumToA},
		{Name: "eager", Doc: "itself", Fn: itself},
		{Name: "==", Min: 1, Max: 1, Doc: "whether it is the same, or the same arithmetic sequence", Fn: enumeratorEqual},
	}
}

// enumeratorEqual is ==, which is identity but for arithmetic sequences.
func enumeratorEqual(c *Context, self value.Value, a value.Args) (value.Value, error) {
	e := self.(*Enumerator)
	o, ok := a.Pos[0].(*Enumerator)
	if !ok || e == o || !e.isArithmetic() || !o.isArithmetic() {
		return value.Bool(e == o), nil
	}
	from, limit, by, exclusive := sequenceOf(e)
	from2, limit2, by2, exclusive2 := sequenceOf(o)
	return value.Bool(exclusive == exclusive2 && value.Equal(from, from2) && value.Equal(limit, limit2) && value.Equal(by, by2)), nil
}

// sequenceOf are the parts of an arithmetic sequence.
func sequenceOf(e *Enumerator) (from, limit, by value.Value, exclusive bool) {
	if r, ok := e.Recv.(*value.Range); ok {
		return r.Low, r.High, stepOf(e.Args), r.Exclusive
	}
	limit, by = stepArgs(e.Args)
	return e.Recv, limit, by, false
}

func enumeratorEach(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if a.Block == nil {
		return self, nil
	}
	if e := self.(*Enumerator); e.Lazy {
		return self, c.eachOf(e, func(v value.Value) error {
			_, err := call(a.Block, v)
			return err
		})
	}
	return c.run(self.(*Enumerator), a.Block.Call)
}

func enumeratorWithIndex(c *Context, self value.Value, a value.Args) (value.Value, error) {
	offset, err := toIntOr(a, 0, 0)
	if err != nil {
		return nil, err
	}
	i := offset - 1
	return c.run(self.(*Enumerator), func(b value.Args) (value.Value, error) {
		i++
		return call(a.Block, packed(b), value.Int(i))
	})
}

func enumeratorSize(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.sizeOf(self.(*Enumerator))
}

// sizeOf is how many elements an iteration has, where that is known without
// running it.
func (c *Context) sizeOf(e *Enumerator) (value.Value, error) {
	if e.count != nil {
		return e.count, nil
	}
	if e.Source != nil {
		return value.Nil, nil
	}
	if r, ok := e.Recv.(*value.Range); ok && r.High == value.Value(value.Nil) {
		switch e.Method {
		case "each", "map", "each_with_index", "step", "%":
			return rangeSize(c, r, value.Args{})
		}
	}
	n, err := c.sizeOfSource(e.Recv)
	if err != nil || n < 0 {
		return value.Nil, err
	}
	switch e.Method {
	case "each_slice", "each_cons":
		k, err := toInt(e.Args.Pos[0])
		if err != nil || k < 1 {
			return value.Nil, err
		}
		if e.Method == "each_slice" {
			return value.Int((n + k - 1) / k), nil
		}
		return value.Int(max(0, n-k+1)), nil
	case "times", "step", "upto", "downto", "cycle", "combination", "permutation":
		return c.countRun(e)
	case "find", "detect", "find_index", "index", "take_while", "drop_while", "chunk_while":
		return value.Nil, nil
	}
	return value.Int(n), nil
}

func (c *Context) sizeOfSource(v value.Value) (int, error) {
	switch v := v.(type) {
	case *value.Array:
		return v.Len(), nil
	case *value.Hash:
		return v.Len(), nil
	case *Set:
		return v.hash.Len(), nil
	case *Struct:
		return len(v.Values), nil
	case value.Int:
		return int(v), nil
	}
	size := value.Value(value.Nil)
	var err error
	switch v := v.(type) {
	case *value.Range:
		size, err = rangeSize(c, v, value.Args{})
	case *Enumerator:
		size, err = c.sizeOf(v)
	}
	if n, ok := size.(value.Int); ok {
		return int(n), err
	}
	return -1, err
}

// isEndless reports whether an arithmetic sequence has no end.
func isEndless(e *Enumerator) bool {
	_, limit, _, _ := sequenceOf(e)
	return limit == value.Value(value.Nil)
}

// countRun counts the elements by running through them.
func (c *Context) countRun(e *Enumerator) (value.Value, error) {
	if e.Method == "times" {
		return e.Recv, nil
	}
	if e.Method == "cycle" && len(e.Args.Pos) == 0 || e.Method == "step" && e.isArithmetic() && isEndless(e) {
		return value.Float(math.Inf(1)), nil
	}
	n := 0
	err := c.eachOf(e, func(value.Value) error { n++; return nil })
	return value.Int(n), err
}

// mostBuffered is how many elements next takes from an iteration at once.
const mostBuffered = 10_000

// fill reads the elements that next will give. An iteration without an end is
// read as far as mostBuffered, then further when needed.
func (c *Context) fill(e *Enumerator) error {
	if e.buffer != nil && (e.at < len(e.buffer) || len(e.buffer)%mostBuffered != 0 || len(e.buffer) == 0) {
		return nil
	}
	enough, vs := &stop{}, []value.Value{}
	wanted := len(e.buffer) + mostBuffered
	result, err := c.walk(e, func(v value.Value) error {
		c.elements(1)
		if vs = append(vs, v); len(vs) == wanted {
			return enough
		}
		return nil
	})
	if err == error(enough) {
		err = nil
	}
	e.buffer, e.result = vs, result
	return err
}

func enumeratorPeek(c *Context, self value.Value, a value.Args) (value.Value, error) {
	e := self.(*Enumerator)
	if err := c.fill(e); err != nil {
		return nil, err
	}
	if e.at >= len(e.buffer) {
		return nil, with(NewException(ClassStopIteration, "iteration reached an end"), "result", e.result)
	}
	return e.buffer[e.at], nil
}

func enumeratorNext(c *Context, self value.Value, a value.Args) (value.Value, error) {
	v, err := enumeratorPeek(c, self, a)
	if err == nil {
		self.(*Enumerator).at++
	}
	return v, err
}

func enumeratorRewind(c *Context, self value.Value, a value.Args) (value.Value, error) {
	e := self.(*Enumerator)
	e.buffer, e.at = nil, 0
	return self, nil
}

func enumeratorPlus(c *Context, self value.Value, a value.Args) (value.Value, error) {
	vs, err := c.all(self)
	if err != nil {
		return nil, err
	}
	more, err := c.all(a.Pos[0])
	return enumeratorOf(value.NewArray(append(vs, more...))), err
}

// yielderTable is what the block of Enumerator.new uses.
func yielderTable() []Method {
	return []Method{
		{Name: "<<", Min: 1, Max: 1, Doc: "hands an element on", Fn: yielderPush},
		{Name: "yield", Max: -1, Doc: "hands an element on", Fn: yielderYield},
		{Name: "call", Max: -1, Doc: "hands an element on", Fn: yielderYield},
	}
}

func yielderPush(c *Context, self value.Value, a value.Args) (value.Value, error) {
	_, err := self.(*Yielder).take(a)
	return self, err
}

func yielderYield(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return self.(*Yielder).take(a)
}

func enumeratorNew(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if a.Block == nil {
		return nil, ArgumentError("no block given")
	}
	return &Enumerator{Source: a.Block, Method: "each", Recv: value.Nil, made: "each"}, nil
}

// enumeratorProduce is Enumerator.produce: a value, what the block gives for
// it, what it gives for that, until StopIteration.
func enumeratorProduce(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if a.Block == nil {
		return nil, ArgumentError("no block given")
	}
	return endless("#<Enumerator::Producer>", "each", func(y *Yielder) (value.Value, error) {
		v, err := value.Value(value.Nil), error(nil)
		if len(a.Pos) == 1 {
			v = a.Pos[0]
		} else if v, err = call(a.Block); err != nil {
			return nil, err
		}
		return c.untilStop(func() (value.Value, error) {
			return c.forever(func(value.Args) (value.Value, error) {
				if _, err := y.take(value.Args{Pos: []value.Value{v}}); err != nil {
					return nil, err
				}
				v, err = call(a.Block, v)
				return v, err
			})
		})
	}), nil
}

// endless is an Enumerator of what a function hands on until StopIteration.
func endless(origin, made string, hand func(y *Yielder) (value.Value, error)) *Enumerator {
	return &Enumerator{
		Source: &value.Proc{Params: []value.Param{{Kind: "req"}}, Call: func(a value.Args) (value.Value, error) {
			return hand(a.Pos[0].(*Yielder))
		}},
		Method: "each", Recv: value.Nil, origin: origin, made: made, count: value.Float(math.Inf(1)),
	}
}

// lazyTable is a lazy Enumerator: what would give an Array gives another lazy
// one.
func lazyTable() []Method {
	return []Method{
		lazily("map", 0, "what the block gives for each element", withBlock("map", lazyMap)),
		lazily("collect", 0, "what the block gives for each element", withBlock("map", lazyMap)),
		lazily("select", 0, "the elements for which the block holds", withBlock("select", lazySelect(true))),
		lazily("filter", 0, "the elements for which the block holds", withBlock("select", lazySelect(true))),
		lazily("find_all", 0, "the elements for which the block holds", withBlock("select", lazySelect(true))),
		lazily("reject", 0, "the elements for which the block does not hold", withBlock("reject", lazySelect(false))),
		lazily("filter_map", 0, "what the block gives, nil and false left out", withBlock("filter_map", lazyFilterMap)),
		lazily("flat_map", 0, "what the block gives, arrays spread", withBlock("flat_map", lazyFlatMap)),
		lazily("collect_concat", 0, "what the block gives, arrays spread", withBlock("flat_map", lazyFlatMap)),
		lazily("grep", 1, "the elements that match the pattern", lazyGrep(true)),
		lazily("grep_v", 1, "the elements that do not match the pattern", lazyGrep(false)),
		lazily("take_while", 0, "the elements before the block does not hold", withBlock("take_while", lazyTakeWhile)),
		lazily("drop_while", 0, "the elements from where the block does not hold", withBlock("drop_while", lazyDropWhile)),
		lazily("drop", 1, "the elements after the first n", lazyDrop),
		lazily("with_index", -1, "each element with its index", lazyWithIndex),
		lazily("each_with_index", 0, "each element with its index", lazyWithIndex),
		lazily("uniq", 0, "the elements without repetitions", lazyUniq),
		lazily("compact", 0, "the elements without nil", lazyCompact),
		{Name: "take", Min: 1, Max: 1, Doc: "the first n elements", Fn: lazyTake},
		{Name: "first", Max: 1, Doc: "the first element, or the first n as an Array", Fn: enumFirst},
		{Name: "lazy", Doc: "itself", Fn: itself},
		{Name: "force", Doc: "the elements as an Array", Fn: enumToA},
		{Name: "eager", Doc: "an Enumerator that is not lazy", Fn: lazyEager},
		{Name: "size", Doc: "the number of elements, or nil", Fn: lazySize},
	}
}

// lazySize is the size of the source, as long as each element gives one.
func lazySize(c *Context, self value.Value, a value.Args) (value.Value, error) {
	e := self.(*Enumerator)
	if e.before == nil {
		if e.Source != nil {
			return c.sizeOf(e)
		}
		if Lookup(e.Recv.Kind(), "size") != nil {
			return c.send(e.Recv, "size")
		}
		return value.Nil, nil
	}
	switch e.made {
	case "map", "collect", "with_index", "each_with_index":
		return lazySize(c, e.before, value.Args{})
	case "take", "drop":
		return lazyPart(c, e)
	}
	return value.Nil, nil
}

// lazyPart is the size after take(n) or drop(n).
func lazyPart(c *Context, e *Enumerator) (value.Value, error) {
	whole, err := lazySize(c, e.before, value.Args{})
	if err != nil || whole == value.Value(value.Nil) {
		return value.Nil, err
	}
	n := e.madeOf.Pos[0]
	sign, _ := value.Compare(whole, n)
	switch {
	case e.made == "take" && sign < 0:
		return whole, nil
	case e.made == "take":
		return n, nil
	case sign < 0:
		return value.Int(0), nil
	}
	return c.send(whole, "-", n)
}

// A lazyStage makes the step of one run of a chain.
type lazyStage func(c *Context, a value.Args) (stage, error)

func lazily(name string, args int, doc string, make lazyStage) Method {
	least, most := args, args
	if args < 0 {
		least, most = 0, 1
	}
	return Method{Name: name, Min: least, Max: most, Doc: doc, Fn: func(c *Context, self value.Value, a value.Args) (value.Value, error) {
		s, err := make(c, a)
		if err != nil {
			return nil, err
		}
		return self.(*Enumerator).with(c, s, name, a), nil
	}}
}

// withBlock is a stage that its block makes; method is how Ruby calls it when
// there is none.
func withBlock(method string, make lazyStage) lazyStage {
	return func(c *Context, a value.Args) (stage, error) {
		if a.Block == nil {
			return nil, ArgumentError("tried to call lazy %s without a block", method)
		}
		return make(c, a)
	}
}

// with is the chain with one more step, made by a method.
func (e *Enumerator) with(c *Context, s stage, method string, a value.Args) *Enumerator {
	c.elements(len(e.stages) + 1)
	c.Charge(value.ProcCost)
	longer := *e
	longer.stages = append(e.stages[:len(e.stages):len(e.stages)], s)
	longer.buffer, longer.at = nil, 0
	longer.before, longer.made, longer.madeOf = e, method, value.Args{Pos: append([]value.Value(nil), a.Pos...)}
	return &longer
}

// step is a stage that keeps nothing between elements.
func step(f func(v value.Value, next func(value.Value) error) error) stage {
	return func(end error) func(value.Value, func(value.Value) error) error { return f }
}

func lazyMap(c *Context, a value.Args) (stage, error) {
	return step(func(v value.Value, next func(value.Value) error) error {
		r, err := c.spread(a.Block, v)
		if err != nil {
			return err
		}
		return next(r)
	}), nil
}

func lazySelect(wanted bool) lazyStage {
	return func(c *Context, a value.Args) (stage, error) {
		return step(func(v value.Value, next func(value.Value) error) error {
			ok, err := test(a.Block, v)
			if err != nil || ok != wanted {
				return err
			}
			return next(v)
		}), nil
	}
}

func lazyFilterMap(c *Context, a value.Args) (stage, error) {
	return step(func(v value.Value, next func(value.Value) error) error {
		r, err := c.spread(a.Block, v)
		if err != nil || !value.Truthy(r) {
			return err
		}
		return next(r)
	}), nil
}

func lazyFlatMap(c *Context, a value.Args) (stage, error) {
	return step(func(v value.Value, next func(value.Value) error) error {
		r, err := c.spread(a.Block, v)
		if err != nil {
			return err
		}
		if inner, ok := r.(*value.Array); ok {
			return c.each(inner, next)
		}
		return next(r)
	}), nil
}

func lazyGrep(wanted bool) lazyStage {
	return func(c *Context, a value.Args) (stage, error) {
		pattern := a.Pos[0]
		return step(func(v value.Value, next func(value.Value) error) error {
			ok, err := c.CaseEqual(pattern, v)
			if err != nil || ok != wanted {
				return err
			}
			if a.Block != nil {
				if v, err = call(a.Block, v); err != nil {
					return err
				}
			}
			return next(v)
		}), nil
	}
}

func lazyTakeWhile(c *Context, a value.Args) (stage, error) {
	return func(end error) func(value.Value, func(value.Value) error) error {
		ended := false
		return func(v value.Value, next func(value.Value) error) error {
			if ended {
				return nil
			}
			ok, err := c.spreadTest(a.Block, v)
			if err != nil {
				return err
			}
			if ended = !ok; ended {
				return end
			}
			return next(v)
		}
	}, nil
}

func lazyDropWhile(c *Context, a value.Args) (stage, error) {
	return func(end error) func(value.Value, func(value.Value) error) error {
		dropping := true
		return func(v value.Value, next func(value.Value) error) (err error) {
			if dropping {
				if dropping, err = test(a.Block, v); err != nil || dropping {
					return err
				}
			}
			return next(v)
		}
	}, nil
}

func lazyDrop(c *Context, a value.Args) (stage, error) {
	n, err := sizeArg(a.Pos[0], "attempt to drop negative size")
	return func(end error) func(value.Value, func(value.Value) error) error {
		left := n
		return func(v value.Value, next func(value.Value) error) error {
			if left--; left >= 0 {
				return nil
			}
			return next(v)
		}
	}, err
}

func lazyTake(c *Context, self value.Value, a value.Args) (value.Value, error) {
	n, err := sizeArg(a.Pos[0], "attempt to take negative size")
	if err != nil {
		return nil, err
	}
	if n == 0 {
		return (&Enumerator{Recv: list(), Method: "each", Lazy: true, made: "take", madeOf: a, before: self.(*Enumerator)}), nil
	}
	return self.(*Enumerator).with(c, func(end error) func(value.Value, func(value.Value) error) error {
		left := n
		return func(v value.Value, next func(value.Value) error) error {
			left--
			if err := next(v); err != nil || left > 0 {
				return err
			}
			return end
		}
	}, "take", a), nil
}

func lazyWithIndex(c *Context, a value.Args) (stage, error) {
	offset, err := toIntOr(a, 0, 0)
	return func(end error) func(value.Value, func(value.Value) error) error {
		i := offset - 1
		return func(v value.Value, next func(value.Value) error) error {
			i++
			if a.Block == nil {
				return next(list(v, value.Int(i)))
			}
			if _, err := call(a.Block, v, value.Int(i)); err != nil {
				return err
			}
			return next(v)
		}
	}, err
}

func lazyUniq(c *Context, a value.Args) (stage, error) {
	return func(end error) func(value.Value, func(value.Value) error) error {
		seen := map[value.Key]bool{}
		return func(v value.Value, next func(value.Value) error) error {
			key := v
			if a.Block != nil {
				var err error
				if key, err = call(a.Block, v); err != nil {
					return err
				}
			}
			k := value.KeyOf(key)
			if seen[k] {
				return nil
			}
			c.keys(1)
			seen[k] = true
			return next(v)
		}
	}, nil
}

func lazyCompact(c *Context, a value.Args) (stage, error) {
	return step(func(v value.Value, next func(value.Value) error) error {
		if v == value.Value(value.Nil) {
			return nil
		}
		return next(v)
	}), nil
}

func lazyEager(c *Context, self value.Value, a value.Args) (value.Value, error) {
	vs, err := c.all(self)
	return enumeratorOf(value.NewArray(vs)), err
}
