// Package core holds Ruby's core methods, as tables: for each kind of value
// the names it answers to, how many arguments they take, and the Go function
// that is the method.
//
// A method gets the running template's [Context], the receiver and the
// arguments, and gives a value or an error. Errors are of these types:
//
//   - *value.Exception: raise it in the template;
//   - *UnknownError, *RefusedError, *LimitError: the end of the run, told at
//     the call; no rescue and no ensure sees them;
//   - anything else is a jump that a block's Call gave back (break, return,
//     throw, the stop of an iteration): it travels on as it is.
//
// A raise in a block, and a spent budget, unwind the Go frames of a method
// instead: what a method must undo it defers.
package core

import (
	"sync"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// A Context is what a method may use of the running template.
type Context struct {
	// Charge counts n elements, or n times 16 bytes, against the budget of
	// what is made, before it is made. A spent budget unwinds.
	Charge func(n int)
	// Step counts n turns of a loop that makes nothing. A spent budget unwinds.
	Step func(n int)
	// Stdout takes the text of puts, print, p and warn.
	Stdout func(text string)
	// Match and SetMatch are `$~` of the current method or block; nil without.
	Match    func() *Match
	SetMatch func(*Match)
	// Where is the place of the current call.
	Where func() source.Span
	// Send calls a method by name, those of the template included (a Symbol's
	// to_proc, inject(:+), methods of a Struct). Nil means [Context.Call].
	Send func(recv value.Value, name string, a value.Args) (value.Value, error)
	// Responds tells whether Send would find the method. Nil means core's own.
	Responds func(recv value.Value, name string) bool
	// Own tells whether the template itself defines a method of a value: of a
	// Struct, or of an error class. Nil means no.
	Own func(recv value.Value, name string) bool
	// Protect runs a function and gives a raise in it as an exception. Nil: a
	// raise goes through.
	Protect func(run func() (value.Value, error)) (value.Value, *value.Exception, error)
	// ClassBody runs the block of Struct.new with its `def`s going to the class.
	ClassBody func(class *value.Class, body *value.Proc) error

	several *value.Array // the element under way when its iteration handed on several values, see spread
}

// A Func is a core method. It may keep the slice of arguments only by copying.
type Func func(c *Context, self value.Value, a value.Args) (value.Value, error)

// A Method is one row of a table.
type Method struct {
	Name     string
	Min, Max int // positional arguments; Max -1: any number
	Doc      string
	Fn       Func
	KW       []string // keywords it takes; nil: keywords arrive as a last Hash
	Enum     bool     // without a block it gives an Enumerator
}

// Lookup is the method of a kind, nil without. It is quick, not free: callers
// remember it by kind. Members of a Struct are found by [LookupOn].
func Lookup(kind value.Kind, name string) *Method {
	return tables[kind].get(func() [][]Method { return tablesOf(kind) })[name]
}

// LookupOn is the method of one value: besides those of its kind, the members
// of a Struct, the methods of a class (Array.new, JSON.generate), and what an
// error of a class tells (KeyError#key).
func LookupOn(self value.Value, name string) *Method {
	switch self := self.(type) {
	case *Struct:
		if m := self.member(name); m != nil {
			return m
		}
	case *value.Class:
		if m := ClassMethod(self, name); m != nil {
			return m
		}
	case *value.Exception:
		if m := factOf(self.Class, name); m != nil {
			return m
		}
	}
	return Lookup(self.Kind(), name)
}

// Kernel is the method that is called without a receiver (puts, format,
// Integer), nil without.
func Kernel(name string) *Method {
	return kernelIndex.get(func() [][]Method { return [][]Method{kernelTable()} })[name]
}

// Call calls a core method by name as the template would, with the check of
// arguments; a missing one raises NoMethodError.
func (c *Context) Call(recv value.Value, name string, a value.Args) (value.Value, error) {
	m := LookupOn(recv, name)
	if m == nil {
		return nil, missing(recv, name)
	}
	return m.Call(c, recv, a)
}

// Call checks the arguments and runs the method.
func (m *Method) Call(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if a.KW != nil {
		var err error
		if a, err = m.keywords(a); err != nil {
			return nil, err
		}
	}
	if n := len(a.Pos); n < m.Min || m.Max >= 0 && n > m.Max {
		return nil, WrongCount(n, m.Min, m.Max)
	}
	if m.Enum && a.Block == nil {
		c.Charge(value.ObjectCost)
		return newEnumerator(self, m.Name, a), nil
	}
	c.weigh(self, m.Name, a)
	return m.Fn(c, self, a)
}

// heavy is the weight, in steps, from which on a value is charged to the
// methods that read it.
const heavy = 16

// weight is about how many steps it takes to go through a value once, which a
// method may do in Go where nothing counts.
func weight(v value.Value) int {
	switch v := v.(type) {
	case *value.String:
		return len(v.Text) / 64
	case *value.Array:
		return v.Len()
	case *value.Hash:
		return v.Len() * 16
	case *value.Big:
		return v.BitLen() / 64
	}
	return 0
}

// hashes tells the methods that look up each element in a table.
func hashes(name string) bool {
	switch name {
	case "uniq", "uniq!", "-", "&", "|", "union", "difference", "intersection", "intersect?", "tally", "group_by", "to_set", "to_h":
		return true
	}
	return false
}

// weigh charges for the way through large values: those of the receiver and
// of the arguments.
func (c *Context) weigh(self value.Value, name string, a value.Args) {
	each := 1
	if hashes(name) && self.Kind() != value.KindInt {
		each = 16
	}
	if n := weight(self); n >= heavy && !direct(self, name) {
		c.Step(times(each, n))
	}
	for _, p := range a.Pos {
		if n := weight(p); n >= heavy && !keeps(name) {
			c.Step(times(each, n))
		}
	}
}

// direct tells the methods that take the same time for large receivers as for
// small ones.
func direct(self value.Value, name string) bool {
	switch name {
	case "[]", "[]=", "<<", "push", "append", "pop", "first", "last", "size", "length", "bytesize", "at", "fetch", "store", "dig",
		"key?", "has_key?", "empty?", "nil?", "frozen?", "freeze", "is_a?", "kind_of?", "instance_of?", "class", "itself", "!",
		"equal?", "getbyte":
		return true
	case "include?", "member?", "delete":
		return self.Kind() == value.KindHash
	}
	return false
}

// keeps tells the methods that put an argument away without looking into it.
func keeps(name string) bool {
	switch name {
	case "<<", "push", "append", "unshift", "prepend":
		return true
	}
	return false
}

// keywords folds keywords into a last Hash when the method takes none, and
// else checks their names.
func (m *Method) keywords(a value.Args) (value.Args, error) {
	if a.KW.Len() == 0 {
		a.KW = nil
		return a, nil
	}
	if m.KW == nil {
		a.Pos = append(a.Pos[:len(a.Pos):len(a.Pos)], a.KW)
		a.KW = nil
		return a, nil
	}
	var unknown []value.Value
	for i := range a.KW.Len() {
		if !contains(m.KW, a.KW.KeyAt(i)) {
			unknown = append(unknown, a.KW.KeyAt(i))
		}
	}
	return a, UnknownKeywords(unknown)
}

func contains(names []string, key value.Value) bool {
	s, ok := key.(value.Symbol)
	for _, n := range names {
		if n == "*" || ok && n == string(s) {
			return true
		}
	}
	return false
}

// keyword is a keyword's value, or Nil.
func keyword(a value.Args, name string) value.Value {
	if a.KW == nil {
		return value.Nil
	}
	v, _ := a.KW.Get(value.Symbol(name))
	return v
}

// Names are the methods of a kind in the order of the tables, for suggestions
// and completion.
func Names(kind value.Kind) []string {
	var names []string
	for _, table := range tablesOf(kind) {
		for i := range table {
			names = append(names, table[i].Name)
		}
	}
	return names
}

// KernelNames are the methods that are called without a receiver.
func KernelNames() []string {
	var names []string
	for _, m := range kernelTable() {
		names = append(names, m.Name)
	}
	return names
}

// An index finds the rows of tables by name. It is made at the first look-up,
// so that a run pays only for the kinds that it meets.
type index struct {
	once   sync.Once
	byName map[string]*Method
}

func (x *index) get(tables func() [][]Method) map[string]*Method {
	x.once.Do(func() {
		x.byName = map[string]*Method{}
		for _, table := range tables() {
			for i := range table {
				if _, taken := x.byName[table[i].Name]; !taken {
					x.byName[table[i].Name] = &table[i]
				}
			}
		}
	})
	return x.byName
}

var (
	tables      [value.KindCount]index
	kernelIndex index
)

// tablesOf are the tables of a kind: its own first, then what it shares.
func tablesOf(kind value.Kind) [][]Method {
	all := objectTable()
	switch kind {
	case value.KindNil:
		return [][]Method{nilTable(), all}
	case value.KindBool:
		return [][]Method{boolTable(), all}
	case value.KindInt:
		return [][]Method{intTable(), numberTable(), comparableTable(), all}
	case value.KindFloat:
		return [][]Method{floatTable(), numberTable(), comparableTable(), all}
	case value.KindString:
		return [][]Method{stringTable(), comparableTable(), all}
	case value.KindSymbol:
		return [][]Method{symbolTable(), comparableTable(), all}
	case value.KindArray:
		return [][]Method{arrayTable(), enumerableTable(), all}
	case value.KindHash:
		return [][]Method{hashTable(), enumerableTable(), all}
	case value.KindRange:
		return [][]Method{rangeTable(), enumerableTable(), all}
	case value.KindEnumerator:
		return [][]Method{enumeratorTable(), enumerableTable(), all}
	case value.KindSet:
		return [][]Method{setTable(), enumerableTable(), all}
	case value.KindStruct:
		return [][]Method{structTable(), enumerableTable(), all}
	}
	return otherTables(kind, all)
}

func otherTables(kind value.Kind, all []Method) [][]Method {
	switch kind {
	case value.KindProc:
		return [][]Method{procTable(), all}
	case value.KindMethod:
		return [][]Method{methodTable(), procTable(), all}
	case value.KindRef, value.KindRaw:
		return [][]Method{refTable()}
	case value.KindResource:
		return [][]Method{resourceTable()}
	case value.KindClass:
		return [][]Method{classTable(), all}
	case value.KindModule:
		return [][]Method{moduleTable(), all}
	case value.KindException:
		return [][]Method{exceptionTable(), all}
	case value.KindRegexp:
		return [][]Method{regexpTable(), all}
	case value.KindMatch:
		return [][]Method{matchTable(), all}
	case value.KindLazy:
		return [][]Method{lazyTable(), enumeratorTable(), enumerableTable(), all}
	case value.KindYielder:
		return [][]Method{yielderTable(), all}
	}
	return [][]Method{all}
}
