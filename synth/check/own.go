package check

import (
	"regexp/syntax"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// This file reads the rule pages of a project. They have the form of the
// library's and are run like them; but whoever writes one has no test that
// holds it to the form, so all of it is read beforehand, and each mistake is
// told at its place.

// MaxOwnPage is how many bytes a page of a project may have.
const MaxOwnPage = 64 << 10

// Own adds the rules of a project's pages. A rule with a mistake is told and
// left out. Catalog is where the types and blocks that rules are about exist.
func (s *Set) Own(pages []*source.File, catalog *schema.Catalog) diag.List {
	o := &ownPages{set: s, catalog: catalog, first: map[string]source.Span{}}
	for _, f := range pages {
		o.page(f)
	}
	s.sort()
	return o.diags
}

// OwnLibrary is the rules of a project's pages for people, by id, and what is
// wrong with the others.
func OwnLibrary(pages []*source.File, catalog *schema.Catalog) ([]*Page, diag.List) {
	s := newSet(nil)
	diags := s.Own(pages, catalog)
	var out []*Page
	for _, r := range s.rules {
		if page, err := s.Page(r.id); err == nil {
			out = append(out, page)
		}
	}
	return out, diags
}

// Owns reports whether a rule is one of a project's, and where its id stands.
func (s *Set) Owns(id string) (source.Span, bool) {
	for _, r := range s.rules {
		if r.id == id && !r.own.IsZero() {
			return r.own, true
		}
	}
	return source.Span{}, false
}

type ownPages struct {
	set     *Set
	catalog *schema.Catalog
	first   map[string]source.Span // where each id stands
	diags   diag.List

	file *source.File
	text string // of the file, with blanks for comments
}

func (o *ownPages) page(f *source.File) {
	o.file = f
	if len(f.Data) > MaxOwnPage {
		o.bad(f.Span(0, 0), "the page has %d bytes, the limit is %d", len(f.Data), MaxOwnPage)
		return
	}
	parsed, diags := hclsyntax.ParseConfig(f.Data, f.Name, hcl.InitialPos)
	if diags.HasErrors() {
		o.unreadable(diags)
		return
	}
	o.text = withoutComments(f)
	body := parsed.Body.(*hclsyntax.Body)
	for _, a := range attributes(body) {
		o.bad(o.span(a.NameRange), "`%s` stands outside of a rule", a.Name).Advise("a page holds blocks `rule \"CODE\" { … }`")
	}
	for _, b := range body.Blocks {
		o.rule(b)
	}
}

// withoutComments is the text of a page with blanks for its comments, so that
// every place stays where it was.
func withoutComments(f *source.File) string {
	text := slices.Clone(f.Data)
	tokens, _ := hclsyntax.LexConfig(f.Data, f.Name, hcl.InitialPos)
	for _, t := range tokens {
		if t.Type != hclsyntax.TokenComment {
			continue
		}
		for i := t.Range.Start.Byte; i < t.Range.End.Byte; i++ {
			if text[i] != '\n' {
				text[i] = ' '
			}
		}
	}
	return string(text)
}

// unreadable tells the first mistake of a page that is no HCL: the others
// follow from it.
func (o *ownPages) unreadable(diags hcl.Diagnostics) {
	for _, d := range diags {
		if d.Subject != nil && d.Severity == hcl.DiagError {
			o.diags.Add(diag.RulePageSyntax.At(o.span(*d.Subject), "the rule page cannot be read: %s", lowerFirst(d.Summary)).Advise("%s", oneLine(d.Detail)))
			return
		}
	}
}

func lowerFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + strings.TrimSuffix(s[1:], ".")
}

func (o *ownPages) span(r hcl.Range) source.Span { return o.file.Span(r.Start.Byte, r.End.Byte) }

func (o *ownPages) bad(at source.Span, format string, args ...any) *diag.Diagnostic {
	d := diag.BadRulePage.At(at, format, args...)
	o.diags.Add(d)
	return d
}

// rule reads one block of a page, and adds its rule when nothing is wrong.
func (o *ownPages) rule(b *hclsyntax.Block) {
	if b.Type != "rule" || len(b.Labels) != 1 {
		o.bad(o.span(b.TypeRange), "a page holds blocks `rule \"CODE\" { … }`, not this")
		return
	}
	before := len(o.diags)
	id := b.Labels[0]
	at := o.label(b)
	o.id(id, at)
	o.members(b, inRule)
	o.needs(b)
	o.words(b)
	o.expressions(b, nil, nil)
	if len(o.diags) > before {
		return
	}
	r, err := newRule(o.file.Name, o.section(b))
	if err == nil {
		r.own, r.text = at, o.file.Data
		err = r.whole()
	}
	if err != nil {
		o.bad(at, "the rule cannot be read: %s", strings.TrimPrefix(err.Error(), o.file.Name+": "))
		return
	}
	o.set.rules = append(o.set.rules, r)
}

// label is the place of a block's first label, without its quotes.
func (o *ownPages) label(b *hclsyntax.Block) source.Span {
	at := o.span(b.LabelRanges[0])
	if text := at.Text(); strings.HasPrefix(text, `"`) && strings.HasSuffix(text, `"`) && len(text) > 2 {
		at.Start, at.End = at.Start+1, at.End-1
	}
	return at
}

// id holds an id to be a new one, which levels and waivers can name and which
// is none of this program's.
func (o *ownPages) id(id string, at source.Span) {
	before, twice := o.first[id]
	switch {
	case !matches(id, `^[A-Z][A-Z0-9_-]{0,30}[0-9]$`):
		o.bad(at, "`%s` is no code of a rule", id).Advise("a code has capitals, digits, `_` and `-`, and ends in a digit: TEAM1")
	case matches(id, `^(FH|E)[0-9]+$`):
		o.bad(at, "the code `%s` is of a kind that belongs to this program", id).Advise("codes `FH…` and `E…` are its own; begin those of the project with a name of yours")
	case twice:
		o.bad(at, "there is a rule `%s` already", id).Also(before, "first here")
	default:
		o.first[id] = at
	}
}

// What may stand in the blocks of a page.
var (
	telling = []string{"severity", "on", "at", "where", "also", "covers", "schema", "with", "when", "require", "focus", "message", "label", "help", "beside"}
	forRead = []string{"why", "source", "evidence", "unchecked", "bad", "good"}
	inRule  = slices.Concat([]string{"name", "target"}, telling, forRead)
	inBlock = map[string][]string{
		"case":    telling,
		"repair":  {"kind", "when", "set", "append", "delete", "told", "summary"},
		"example": {"bad", "good"},
	}
)

// members tells attributes and blocks that a page has no use for.
func (o *ownPages) members(b *hclsyntax.Block, known []string) {
	for _, a := range attributes(b.Body) {
		if !slices.Contains(known, a.Name) {
			at := o.span(a.NameRange)
			o.bad(at, "`%s` has no attribute `%s`", b.Type, a.Name).Suggest(at, diag.Nearest(a.Name, known))
		}
	}
	for _, in := range b.Body.Blocks {
		switch inside := inBlock[in.Type]; {
		case inside == nil || in.Type != "repair" && b.Type != "rule":
			at := o.span(in.TypeRange)
			o.bad(at, "no block `%s` may stand in `%s`", in.Type, b.Type).Suggest(at, diag.Nearest(in.Type, []string{"case", "example", "repair"}))
		case in.Type != "repair" && len(in.Labels) != 1:
			o.bad(o.span(in.TypeRange), "`%s` has one label", in.Type)
		default:
			o.members(in, inside)
		}
	}
}

// needs tells what a rule, or one of its cases, lacks.
func (o *ownPages) needs(b *hclsyntax.Block) {
	at := o.label(b)
	for _, name := range []string{"name", "severity", "on"} {
		if b.Body.Attributes[name] == nil && !o.eachCase(b, name) {
			o.bad(at, "the rule lacks `%s`", name)
		}
	}
	if b.Body.Attributes["unchecked"] == nil && b.Body.Attributes["schema"] == nil {
		for _, name := range []string{"require", "message"} {
			if b.Body.Attributes[name] == nil && !o.eachCase(b, name) {
				o.bad(at, "the rule lacks `%s`", name)
			}
		}
	}
	o.eachRepair(b)
}

// eachCase reports whether a rule has cases, and each says something itself.
func (o *ownPages) eachCase(b *hclsyntax.Block, name string) bool {
	n := 0
	for _, in := range b.Body.Blocks {
		if in.Type != "case" {
			continue
		}
		if n++; in.Body.Attributes[name] == nil {
			return false
		}
	}
	return n > 0
}

func (o *ownPages) eachRepair(b *hclsyntax.Block) {
	for _, in := range b.Body.Blocks {
		if in.Type != "repair" {
			o.eachRepair(in)
			continue
		}
		for _, name := range []string{"kind", "told"} {
			if in.Body.Attributes[name] == nil {
				o.bad(o.span(in.TypeRange), "the repair lacks `%s`", name)
			}
		}
	}
}

// choices are the words that an attribute may have.
var choices = map[string][]string{
	"severity": {"error", "warning", "note"},
	"kind":     {"derived", "assumed", "dropped", "promoted"},
	"schema":   {"unknown"},
	"target":   {"cloudformation", "terraform"},
}

// verbatim are the attributes that are texts, or several, and are not computed.
var verbatim = []string{"severity", "kind", "schema", "target", "name", "on", "at", "covers", "also", "delete"}

// words checks what is read without being computed.
func (o *ownPages) words(b *hclsyntax.Block) {
	for _, a := range attributes(b.Body) {
		if !slices.Contains(verbatim, a.Name) {
			continue
		}
		words, ok := constants(a.Expr)
		at := o.span(a.Expr.Range())
		switch {
		case !ok:
			o.bad(at, "`%s` takes a text or texts that stand there as they are", a.Name)
		case choices[a.Name] != nil && !slices.Contains(choices[a.Name], strings.Join(words, " ")):
			o.bad(at, "`%s` is not a value of `%s`", at.Text(), a.Name).Advise("it is %s", orList(choices[a.Name])).
				Suggest(at, quotedWord(diag.Nearest(strings.Join(words, " "), choices[a.Name])))
		case a.Name == "on":
			o.blocks(words, at)
		}
	}
	for _, in := range b.Body.Blocks {
		o.words(in)
	}
}

func quotedWord(word string) string {
	if word == "" {
		return ""
	}
	return `"` + word + `"`
}

// constants are the texts of a text, of a list of them or of an object of them;
// false when something else stands there. Texts of pages have no escapes.
func constants(e hclsyntax.Expression) ([]string, bool) {
	v, diags := e.Value(nil)
	if diags.HasErrors() || v.IsNull() || !v.IsWhollyKnown() {
		return nil, false
	}
	if v.Type() == cty.String {
		return []string{v.AsString()}, !strings.ContainsAny(v.AsString(), "\"\\\n")
	}
	if !v.CanIterateElements() {
		return nil, false
	}
	var out []string
	for it := v.ElementIterator(); it.Next(); {
		_, in := it.Element()
		if in.IsNull() || in.Type() != cty.String || strings.ContainsAny(in.AsString(), "\"\\\n") {
			return nil, false
		}
		out = append(out, in.AsString())
	}
	return out, true
}

// blocks holds what a rule is about to be there: a resource type, and a block
// of it that some pattern means.
func (o *ownPages) blocks(on []string, at source.Span) {
	for _, path := range on {
		name, pattern, nested := strings.Cut(path, ".")
		typ := o.catalog.Resource(name)
		part := narrow(at, textOf(path))
		switch {
		case name == "*":
		case typ == nil:
			o.bad(part, "there is no resource type `%s`", name).Suggest(narrow(at, textOf(name)), o.catalog.Nearest(name, false))
		case nested && pattern != "**" && !hasBlock(typ.Block, pattern):
			o.bad(part, "`%s` has no block `%s`", name, pattern).Advise("`firehose-dsl schema %s` shows its blocks", name)
		}
	}
}

func hasBlock(b *schema.Block, pattern string) bool {
	return slices.ContainsFunc(b.Blocks, func(n *schema.NestedBlock) bool {
		return schema.Match(pattern, n.Block.Path) || hasBlock(n.Block, pattern)
	})
}

// computed are the attributes that hold expressions.
var computed = []string{"with", "when", "require", "where", "focus", "message", "label", "help", "beside", "set", "append", "told", "summary"}

// expressions checks the expressions of a block and of those in it. Names are
// the values of `with` around, in the order in which they may use each other.
func (o *ownPages) expressions(b *hclsyntax.Block, names []string, with *hclsyntax.Attribute) {
	if own := b.Body.Attributes["with"]; own != nil {
		with = own
		names = o.named(own)
	}
	for _, a := range attributes(b.Body) {
		if slices.Contains(computed, a.Name) && a != with {
			o.expression(a.Expr, names)
		}
	}
	for _, in := range b.Body.Blocks {
		if in.Type != "example" {
			o.expressions(in, names, with)
		}
	}
}

// named checks the values of a `with`: each may use those before it.
func (o *ownPages) named(with *hclsyntax.Attribute) []string {
	object, ok := with.Expr.(*hclsyntax.ObjectConsExpr)
	if !ok {
		o.bad(o.span(with.Expr.Range()), "`with` takes an object: { name = … }")
		return nil
	}
	var names []string
	for _, item := range object.Items {
		o.expression(item.ValueExpr, names)
		name := hcl.ExprAsKeyword(item.KeyExpr)
		switch {
		case name == "":
			o.bad(o.span(item.KeyExpr.Range()), "a name is a word")
		case slices.Contains(names, name):
			o.bad(o.span(item.KeyExpr.Range()), "`%s` is named twice", name)
		}
		names = append(names, name)
	}
	return names
}

// expression checks one expression: that all it names is there, and that it is
// of the part of HCL that pages are written in.
func (o *ownPages) expression(e hclsyntax.Expression, names []string) {
	before := len(o.diags)
	known := slices.Concat([]string{"self", "parent", "root"}, names)
	for _, t := range hclsyntax.Variables(e) {
		if name := t.RootName(); !slices.Contains(known, name) {
			at := o.span(t[0].SourceRange())
			o.bad(at, "nothing is called `%s` here", name).Suggest(at, diag.Nearest(name, known))
		}
	}
	_ = hclsyntax.VisitAll(e, func(n hclsyntax.Node) hcl.Diagnostics {
		if call, ok := n.(*hclsyntax.FunctionCallExpr); ok {
			o.call(call)
		}
		return nil
	})
	if len(o.diags) > before {
		return
	}
	lets := map[string]int{}
	for i, name := range names {
		lets[name] = i
	}
	if _, err := compile(o.sourceOf(e), lets); err != nil {
		what, _, _ := strings.Cut(err.Error(), " in `")
		o.bad(o.span(e.Range()), "the expression is not one of those that pages have: %s", what)
	}
}

// call checks that a function exists and gets as many values as it takes.
func (o *ownPages) call(call *hclsyntax.FunctionCallExpr) {
	takes, ok := arity()[call.Name]
	at := o.span(call.NameRange)
	switch n := len(call.Args); {
	case !ok:
		o.bad(at, "there is no function `%s`", call.Name).Suggest(at, diag.Nearest(call.Name, functionNames()))
	case call.ExpandFinal:
		o.bad(at, "`%s` takes its values one by one", call.Name)
	case n < takes[0] || takes[1] >= 0 && n > takes[1]:
		o.bad(at, "`%s` takes %s, not %d", call.Name, valuesWords(takes), n)
	case call.Name == "matches" || call.Name == "capture":
		o.pattern(call.Args[1])
	}
}

// pattern checks a regular expression that stands there as it is.
func (o *ownPages) pattern(e hclsyntax.Expression) {
	words, ok := literally(e)
	if !ok {
		return
	}
	if _, err := syntax.Parse(words, syntax.Perl); err != nil {
		o.bad(o.span(e.Range()), "%s", strings.Replace(err.Error(), "error parsing regexp", "the pattern cannot be read", 1)).Advise("patterns are RE2's")
	}
}

// literally is a text that stands there as it is, escapes and all.
func literally(e hclsyntax.Expression) (string, bool) {
	v, diags := e.Value(nil)
	if diags.HasErrors() || v.IsNull() || v.Type() != cty.String || !v.IsKnown() {
		return "", false
	}
	return v.AsString(), true
}

// arity is how many values each function takes: at least, and at most, or -1
// for any number.
var arity = sync.OnceValue(func() map[string][2]int {
	return map[string][2]int{
		"length": {1, 1}, "lower": {1, 1}, "upper": {1, 1}, "trim": {1, 1},
		"startswith": {2, 2}, "endswith": {2, 2}, "strcontains": {2, 2},
		"matches": {2, 2}, "capture": {2, 2}, "replace": {3, 3}, "split": {2, 2},
		"contains": {2, 2}, "subtract": {2, 2}, "duplicates": {1, 1}, "repeats": {1, 1}, "concat": {0, -1},
		"any": {1, 1}, "all": {1, 1}, "join": {2, 2}, "distinct": {1, 1},
		"keys": {1, 1}, "members": {1, 1}, "list": {1, 1}, "present": {1, 1}, "known": {1, 1}, "surely": {1, 1}, "text": {1, 1},
		"min": {2, 2}, "max": {2, 2}, "number": {1, 1}, "whole": {1, 1}, "clamp": {3, 3}, "try": {1, -1},

		"uses": {2, -1}, "has_expression": {1, 1}, "uses_value": {3, 3}, "expression": {1, -1},
		"partition_keys": {2, 2}, "prefix_faults": {2, 2}, "min_length": {1, 1}, "time_zones": {0, 0},
		"query_keys": {1, 1}, "query_fault": {1, 1}, "bare_keys": {1, 1}, "query_values": {1, 1}, "base64": {1, 1},

		"name": {0, 0}, "region": {0, 0}, "account": {0, 0}, "resources": {1, 1}, "target": {1, 1},
		"target_type": {1, 1}, "subject": {1, 1}, "json_keys": {1, 1}, "target_attr": {1, 1}, "input": {1, 1}, "arn_part": {2, 2},
		"attached": {0, 0}, "same_named": {0, 0}, "named": {2, 2}, "wrong_reference": {2, 2},
		"identical": {2, 2}, "depends_on": {1, 1}, "says": {2, 2}, "lacks": {0, 0}, "encode64": {1, 1}, "unquoted": {1, 1},
		"nearest": {2, 2}, "block_name": {1, 1}, "name_of": {1, 1},
	}
})

func functionNames() []string {
	var out []string
	for name := range arity() {
		out = append(out, name)
	}
	sort.Strings(out)
	return out
}

func valuesWords(takes [2]int) string {
	switch {
	case takes[0] == takes[1] && takes[0] == 1:
		return "one value"
	case takes[0] == takes[1]:
		return numberText(float64(takes[0])) + " values"
	case takes[1] < 0:
		return "at least " + numberText(float64(takes[0])) + " values"
	}
	return numberText(float64(takes[0])) + " to " + numberText(float64(takes[1])) + " values"
}

// section is a block as a run reads it: the sources of its expressions.
func (o *ownPages) section(b *hclsyntax.Block) *section {
	s := &section{kind: b.Type}
	if len(b.Labels) > 0 {
		s.label = b.Labels[0]
	}
	for _, a := range attributes(b.Body) {
		if !slices.Contains(forRead, a.Name) {
			s.attrs = append(s.attrs, attrText{a.Name, o.sourceOf(a.Expr)})
		}
	}
	for _, in := range b.Body.Blocks {
		if in.Type != "example" {
			s.inside = append(s.inside, o.section(in))
		}
	}
	return s
}

func (o *ownPages) sourceOf(e hclsyntax.Expression) string {
	at := e.Range()
	return o.text[at.Start.Byte:at.End.Byte]
}

// attributes are those of a body as they stand in the page.
func attributes(b *hclsyntax.Body) []*hclsyntax.Attribute {
	out := make([]*hclsyntax.Attribute, 0, len(b.Attributes))
	for _, a := range b.Attributes {
		out = append(out, a)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].NameRange.Start.Byte < out[j].NameRange.Start.Byte })
	return out
}

// whole compiles all expressions of a rule.
func (r *rule) whole() error {
	for _, c := range r.cases {
		if err := c.whole(); err != nil {
			return err
		}
	}
	return nil
}
