package lower

import (
	"github.com/yuin/gopher-lua/ast"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/scope"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// File lowers a bound file. It reports what the parser could not know to be no
// value; the chunk is usable only without errors.
func File(tree *dsl.File, table *scope.Table) (*Chunk, diag.List) {
	l := &lowerer{
		chunk: &Chunk{File: tree.Source, Spans: []source.Span{{}}},
		table: table,
		lines: map[source.Span]int{},
		vars:  map[*scope.Var]place{},
	}
	l.chunk.Stmts = l.file(tree)
	return l.chunk, l.diags
}

type lowerer struct {
	chunk *Chunk
	table *scope.Table
	diags diag.List

	line    int // index of the current place
	lines   map[source.Span]int
	names   int
	vars    map[*scope.Var]place
	fn      *function
	scope   *scope.Scope
	lexical *Lexical
	body    string   // the body of the resource block around, empty without
	stmt    dsl.Node // the statement that is being lowered
	defName string   // of the method that is being lowered
	inClass bool     // in the block of Struct.new or in a class, outside methods
	quiet   bool     // a constant that is not there is nil: the call is refused, whatever it is
	only    bool     // the pattern that is being lowered is the only one: its failure is told
}

// A place is where a variable lives: a register, or a slot of a frame.
type place struct {
	name  string // of the register or of the frame
	index int    // in the frame; 0 for a register
}

// A function is one Lua function while it is made.
type function struct {
	outer *function
	kind  kind
	scope *scope.Scope // of the Ruby function that it is, or is a part of
	large bool         // its locals are in frames, so that it can be cut

	stmts  []ast.Stmt
	active int  // temporaries alive
	regs   int  // registers of variables
	packed bool // its parameters come in a table
	depth  int  // of the tree above the current node, in this function
	jumps  bool // whether J is used
	spill  string
	spills int

	home  string // the name of its home, for returns from blocks
	self  string // the name of self, empty when self is fixed
	block string // the name of the block of the method, empty outside of one
	fn    *Fn

	loops  []*loop      // open in this function, outermost first
	caught []catch      // rescues and ensures whose parts are being made, outermost first
	hoist  *[]hoisted   // slots that the outermost loop looks up before it starts; nil outside of loops
	sent   map[int]bool // jumps that leave this function as second results
}

// A catch is a place where an error is being rescued.
type catch struct {
	when   ast.Expr // nil: always; else only when this is not nil
	before ast.Expr // the error that was being rescued outside
	loops  int      // how many loops of the function are around it
}

// A hoisted is a slot in a local of its own.
type hoisted struct {
	name string
	slot ast.Expr
}

// kind tells Lua functions apart.
type kind uint8

const (
	inFile   kind = iota
	inMethod      // def
	inBlock
	inLambda
	inModule // the body of a module or class
	inPart   // a part of the function around it
)

// A loop is what break and next of while loops refer to, and other regions
// that are left by a jump to their end.
type loop struct {
	id         int
	result     dest   // what break's value goes to
	done, next string // labels
	region     bool   // no loop of the template: only the lowering jumps there
}

func (l *lowerer) file(tree *dsl.File) []ast.Stmt {
	l.lexical = &Lexical{}
	l.chunk.Defs = append(l.chunk.Defs, definitions(tree.Body)...)
	stmts := l.function(inFile, l.table.Root, func() {
		l.enter(l.table.Root)
		l.list(tree.Body, discard)
	})
	k := &ast.LocalAssignStmt{Names: []string{"K"}, Exprs: []ast.Expr{&ast.Comma3Expr{}}}
	return append([]ast.Stmt{k}, stmts...)
}

// definitions are the names of the methods that statements define.
func definitions(body []dsl.Node) []string {
	var names []string
	for _, n := range body {
		if d, ok := n.(*dsl.DefExpr); ok {
			names = append(names, d.Name)
		}
	}
	return names
}

// function makes a Lua function of a Ruby one: f emits its body.
func (l *lowerer) function(k kind, s *scope.Scope, f func()) []ast.Stmt {
	outer, outerScope := l.fn, l.scope
	fn := &function{outer: outer, kind: k, scope: s, sent: map[int]bool{}}
	if outer != nil {
		fn.self, fn.block = outer.self, outer.block
	}
	switch k {
	case inPart:
		fn.large, fn.home, fn.fn = outer.large, outer.home, outer.fn
	case inBlock:
		fn.large, fn.home = isLarge(s), outer.home
	default:
		fn.large = isLarge(s)
	}
	l.fn, l.scope = fn, s
	f()
	stmts := l.prologue(fn)
	l.fn, l.scope = outer, outerScope
	return stmts
}

// prologue puts what a function turned out to need before its statements.
func (l *lowerer) prologue(fn *function) []ast.Stmt {
	var head []ast.Stmt
	if fn.jumps {
		head = append(head, &ast.LocalAssignStmt{Names: []string{"J"}})
	}
	if fn.spill != "" {
		head = append(head, &ast.LocalAssignStmt{Names: []string{fn.spill}, Exprs: []ast.Expr{&ast.TableExpr{}}})
	}
	return append(head, fn.stmts...)
}

// part makes a function of a part of the current one.
func (l *lowerer) part(f func()) (*ast.FunctionExpr, *function) {
	var made *function
	s := l.scope
	stmts := l.function(inPart, l.fn.scope, func() {
		l.scope = s
		made = l.fn
		f()
	})
	e := &ast.FunctionExpr{ParList: &ast.ParList{}, Stmts: stmts}
	l.lined(e)
	return e, made
}

// enter gives the variables of a scope their places.
func (l *lowerer) enter(s *scope.Scope) {
	l.scope = s
	frame, n := "", 0
	var regs []string
	for _, v := range s.Vars {
		if v.Param && !l.needsFrame(v) && !l.fn.packed {
			continue // the Lua parameter is its register
		}
		if l.needsFrame(v) {
			if frame == "" {
				frame = l.fresh("F")
			}
			n++
			l.vars[v] = place{frame, n}
			continue
		}
		l.fn.regs++
		name := l.register(v)
		regs = append(regs, name)
		l.vars[v] = place{name: name}
	}
	if frame != "" {
		l.local(frame, l.frame(n))
	}
	if len(regs) > 0 {
		l.emit(&ast.LocalAssignStmt{Names: regs})
	}
}

// frame is a table for n locals, all nil.
func (l *lowerer) frame(n int) ast.Expr {
	if n > 8 {
		return l.use(&Frame{N: n})
	}
	t := &ast.TableExpr{}
	for range n {
		t.Fields = append(t.Fields, &ast.Field{Value: l.null()})
	}
	l.lined(t)
	return t
}

// register is the Lua name of a variable: its text as far as Lua can spell
// it, and a number that makes it differ from every other name and keyword.
func (l *lowerer) register(v *scope.Var) string {
	text := make([]byte, 0, len(v.Name)+1)
	for _, c := range []byte(v.Name) {
		if c == '_' || c|0x20 >= 'a' && c|0x20 <= 'z' {
			text = append(text, c)
		}
	}
	return l.fresh(string(append(text, '_')))
}

// at makes a node the current place and gives a function that goes back.
func (l *lowerer) at(s source.Span) func() {
	old := l.line
	if !s.IsZero() {
		l.line = l.lineOf(s)
	}
	return func() { l.line = old }
}

func (l *lowerer) lineOf(s source.Span) int {
	i, ok := l.lines[s]
	if !ok {
		i = len(l.chunk.Spans)
		l.lines[s] = i
		l.chunk.Spans = append(l.chunk.Spans, s)
	}
	return i
}

// variable is the place of a variable as a Lua expression.
func (l *lowerer) variable(v *scope.Var) ast.Expr {
	p := l.vars[v]
	if p.index > 0 {
		return l.index(p.name, p.index)
	}
	if p.name == "" {
		return l.null()
	}
	return l.id(p.name)
}

// temp is a new temporary: a register, or a slot of a table when there are
// many already.
func (l *lowerer) temp() ast.Expr {
	if l.fn.active < maxTemps {
		l.fn.active++
		name := l.fresh("t")
		l.local(name)
		return l.id(name)
	}
	if l.fn.spill == "" {
		l.fn.spill = l.fresh("T")
	}
	l.fn.spills++
	return l.index(l.fn.spill, l.fn.spills)
}

// save puts a value into a temporary.
func (l *lowerer) save(v ast.Expr) ast.Expr {
	if l.fn.active < maxTemps {
		l.fn.active++
		name := l.fresh("t")
		l.local(name, v)
		return l.id(name)
	}
	t := l.temp()
	l.assign(t, v)
	return t
}

// ---- what becomes of a value

// A dest says where the value of a node goes.
type dest struct {
	kind destKind
	to   ast.Expr // of toPlace
}

type destKind uint8

const (
	toNothing destKind = iota
	toResult           // it is the function's value
	toPlace
)

var (
	discard = dest{}
	result  = dest{kind: toResult}
)

func into(e ast.Expr) dest { return dest{kind: toPlace, to: e} }

// put sends a value to its destination.
func (l *lowerer) put(v ast.Expr, d dest) {
	switch d.kind {
	case toResult:
		l.ret(v)
	case toPlace:
		l.assign(d.to, v)
	default:
		l.drop(v)
	}
}

// drop evaluates an expression for what it does.
func (l *lowerer) drop(v ast.Expr) {
	switch v := v.(type) {
	case *ast.FuncCallExpr:
		l.do(v)
	case *ast.UnaryNotOpExpr:
		l.drop(v.Expr)
	case *ast.LogicalOpExpr:
		l.local(l.fresh("_"), v)
	}
}

// ---- constants

func (l *lowerer) constant(v value.Value) ast.Expr {
	switch v := v.(type) {
	case value.NilType:
		return l.null()
	case value.Bool:
		return l.truth(bool(v))
	}
	return l.slot(Const{v})
}
