package dsl

import (
	"strings"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
)

// Definitions: methods, modules, error classes; and what is refused.

func (p *parser) def() Node {
	saved := p.context
	start := p.next()
	n := &DefExpr{}
	p.open(KwEnd, start) // for the case that the name makes no sense
	p.defName(n)
	p.drop(len(p.opens) - 1)
	p.context = context{depth: p.depth, inDef: true, inClass: p.inClass}
	p.fresh(func() { p.defRest(n, start) })
	p.context = saved
	n.At = p.from(start)
	return n
}

func (p *parser) defName(n *DefExpr) {
	if p.at(KwSelf) {
		n.Self = true
		p.next()
		p.want(Dot)
	}
	t := p.tok
	if !p.atAny(Ident, Const, OpName) {
		p.unexpected("expected the name of a method")
	}
	p.next()
	n.Name, n.NameAt = p.text(t), p.spanOf(t)
	if isHook(n.Name) {
		p.report(diag.NotInLanguage, n.NameAt, "nothing calls a method `%s` in the template language: there is no metaprogramming", n.Name).
			Advise("for a method chosen by name use a Hash of lambdas")
	}
	switch {
	case p.at(Assign) && !p.tok.space && p.lx.peek(0) == '(':
		p.next()
		p.report(diag.NotInLanguage, n.NameAt, "a method `%s=` is not part of the template language", n.Name).
			Advise("templates have no objects with attributes; name the method without `=`")
	case p.at(Dot):
		p.bail(p.report(diag.NotInLanguage, n.NameAt, "a method of `%s` alone is not part of the template language", n.Name).
			Advise("in a module write `def self.name`"))
	}
}

// isHook reports whether Ruby itself calls the methods of a name.
func isHook(name string) bool {
	switch name {
	case "method_missing", "respond_to_missing?", "const_missing", "method_added", "singleton_method_added", "included", "extended",
		"prepended", "inherited":
		return true
	}
	return false
}

func (p *parser) defRest(n *DefExpr, start lexeme) {
	p.many(&p.bodies, maxBodies, "blocks and methods")
	switch {
	case p.at(LParen):
		open := p.next()
		p.open(RParen, open)
		p.skipNewlines()
		n.Params = p.params(RParen)
		p.skipNewlines()
		p.close()
		n.Params.At = p.from(open)
	case !p.atAny(Newline, Assign, EOF):
		p.lx.kwarg = true
		n.Params = p.params(Newline)
		p.lx.kwarg = false
	default:
		n.Params = &Params{At: At{n.NameAt.Tail()}}
	}
	if p.got(Assign) {
		p.endless(n)
		return
	}
	p.open(KwEnd, start)
	n.Body = p.body(p.tok)
	p.close()
}

func (p *parser) endless(n *DefExpr) {
	n.Endless = true
	p.skipNewlines()
	start := p.tok
	v := p.rightSide(command, false)
	n.Body = &Body{At: p.from(start), Stmts: []Node{v}}
}

func (p *parser) module() Node {
	saved := p.context
	start := p.next()
	p.terraformModule(start)
	p.open(KwEnd, start)
	if !p.at(Const) {
		p.unexpected("expected the name of a module, which starts with an upper-case letter")
	}
	t := p.next()
	if p.at(ColonColon) {
		p.bail(p.report(diag.NotInLanguage, p.spanOf(t), "a module with a path for a name is not part of the template language").
			Advise("write one `module` inside the other"))
	}
	p.checkTopLevel(start)
	n := &ModuleExpr{Name: p.text(t), NameAt: p.spanOf(t)}
	p.context = context{depth: p.depth}
	p.fresh(func() { n.Body = p.stmts(KwEnd) })
	p.close()
	p.context = saved
	n.At = p.from(start)
	return n
}

func (p *parser) checkTopLevel(start lexeme) {
	if p.inDef {
		p.report(diag.UnexpectedToken, p.spanOf(start), "`%s` in a method", start.Kind)
	}
}

func (p *parser) class() Node {
	saved := p.context
	start := p.next()
	if p.at(Shl) {
		return p.singletonClass(start, saved)
	}
	p.open(KwEnd, start)
	if !p.at(Const) {
		p.unexpected("expected the name of a class, which starts with an upper-case letter")
	}
	t := p.next()
	n := &ClassExpr{Name: p.text(t), NameAt: p.spanOf(t)}
	if p.at(ColonColon) {
		p.refuseClass(t)
		p.scoped(&ConstExpr{At: p.from(t), Name: n.Name}, operand)
	}
	if p.got(Less) {
		n.Super = p.expr(operand)
	}
	p.checkSuper(n)
	p.checkTopLevel(start)
	p.classBody(n)
	p.context = saved
	n.At = p.from(start)
	return n
}

// classBody reads the body and `end` of a class that has been opened.
func (p *parser) classBody(n *ClassExpr) {
	p.context = context{depth: p.depth, inClass: true}
	p.quietly(n.Super == nil, func() {
		p.fresh(func() { n.Body = p.stmts(KwEnd) })
	})
	p.close()
}

// quietly runs read, without a word when silent: what stands in a refused
// construct is not told.
func (p *parser) quietly(silent bool, read func()) {
	if silent {
		p.quiet++
		defer func() { p.quiet-- }()
	}
	read()
}

var coreClasses = map[string]bool{
	"Object": true, "BasicObject": true, "Module": true, "Class": true, "String": true, "Symbol": true, "Integer": true,
	"Float": true, "Numeric": true, "Array": true, "Hash": true, "Range": true, "Proc": true, "Regexp": true, "Struct": true, "Set": true,
}

// checkSuper refuses classes that are no errors; whether a name is an
// error's is known later.
func (p *parser) checkSuper(n *ClassExpr) {
	switch s := n.Super.(type) {
	case *ConstExpr:
		if s.Scope != nil || !coreClasses[s.Name] {
			return
		}
	}
	if coreClasses[n.Name] {
		p.report(diag.NotInLanguage, n.NameAt, "core class `%s` cannot be changed", n.Name).
			Advise("write a method that takes the value as an argument")
	} else {
		p.report(diag.NotInLanguage, n.NameAt, "class `%s`: classes are not part of the template language, except errors (`class X < StandardError`)", n.Name).
			Advise("use a Hash, a Struct, a module with `def self.f`, or a method")
	}
	n.Super = nil
}

func (p *parser) refuseClass(t lexeme) {
	p.bail(p.report(diag.NotInLanguage, p.spanOf(t), "a class with a path for a name is not part of the template language").
		Advise("use a Hash, a Struct, a module with `def self.f`, or a method"))
}

func (p *parser) singletonClass(start lexeme, saved context) Node {
	p.report(diag.NotInLanguage, p.spanOf(start), "`class << self` is not part of the template language").
		Advise("write `def self.name` for each method")
	p.open(KwEnd, start)
	p.next()
	n := &ClassExpr{}
	p.quietly(true, func() { p.expr(operand) })
	p.classBody(n)
	p.context = saved
	return &BadExpr{p.from(start)}
}

// refused reads an operand that is none.
func (p *parser) refused() Node {
	t := p.tok
	switch t.Kind {
	case Foreign:
		return p.foreignVariable()
	case KwFile:
		return p.refuseWord("`__FILE__` is not part of the template language", "the place of a file is no business of a template; write the value itself")
	case KwAlias, KwUndef:
		p.refuseWord("`"+p.text(t)+"` is not part of the template language", "define a method of the other name")
		for !p.atAny(Newline, EOF) {
			p.next()
		}
		return &BadExpr{p.from(t)}
	case KwBEGIN, KwEND:
		p.refuseWord("`"+p.text(t)+"` is not part of the template language", "write the statements where they should run")
		if p.at(LBrace) {
			p.braceBlock(false)
		}
		return &BadExpr{p.from(t)}
	case Bad:
		if p.lx.badByteLine >= 0 && isQuoteLike([]rune(p.text(t))[0]) {
			p.next()
			return &BadExpr{p.from(t)}
		}
	}
	p.unexpected("")
	return nil
}

func (p *parser) refuseWord(message, advice string) Node {
	t := p.next()
	p.report(diag.NotInLanguage, p.spanOf(t), "%s", message).Advise("%s", advice)
	return &BadExpr{p.from(t)}
}

func (p *parser) foreignVariable() Node {
	text := p.text(p.tok)
	what := "instance variable"
	switch {
	case strings.HasPrefix(text, "${"):
		return p.refuseWord("`"+clip(text)+"` is no Ruby", "write the name alone, and `#{…}` inside of a text")
	case text == "$!":
		return p.refuseWord("global variable `$!` is not part of the template language", "name the error: `rescue => e`")
	case text == "$`" || text == "$'" || text == "$+":
		return p.refuseWord("global variable `"+text+"` is not part of the template language", "ask the match: `$~.pre_match`, `$~.post_match`, `$~.captures`")
	case text[0] == '$':
		what = "global variable"
	case len(text) > 1 && text[1] == '@':
		what = "class variable"
	}
	return p.refuseWord(what+" `"+clip(text)+"` is not part of the template language", "use a local variable, a constant or an argument")
}
