package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// This file holds the checks against the provider schema: unknown, missing,
// read-only and deprecated members, types of values, numbers of blocks. What
// Terraform converts by itself (a number in quotes, a number for a text) is no
// fault.

// viewFacts are what is to be said of all blocks of one shape.
type viewFacts struct {
	strange []*resolve.Entry // not in the schema, read-only, or deprecated
	absent  []string         // required members that no key of the shape names
}

func (c *checker) facts(n *node) *viewFacts {
	if f, ok := c.views[n.view]; ok {
		return f
	}
	f := &viewFacts{}
	for i := range n.view.Entries {
		e := &n.view.Entries[i]
		if e.Attr == nil && e.Nested == nil || e.Attr != nil && (e.Attr.ReadOnly() || e.Attr.Deprecated) ||
			e.Nested != nil && e.Nested.Deprecated {
			f.strange = append(f.strange, e)
		}
	}
	for _, a := range n.schema.Attrs {
		if a.Required && n.view.Entry(a.Name) == nil {
			f.absent = append(f.absent, a.Name)
		}
	}
	for _, b := range n.schema.Blocks {
		if b.Min > 0 && n.view.Entry(b.Name) == nil {
			f.absent = append(f.absent, b.Name)
		}
	}
	c.views[n.view] = f
	return f
}

// shape tells what is wrong with the members of a block whatever their values.
// Members whose absence a rule tells are left to it.
func (c *checker) shape(n *node, rs *ruleset) {
	facts := c.facts(n)
	for _, e := range facts.strange {
		c.strange(n, e, rs)
	}
	for _, name := range facts.absent {
		c.missing(n, name, rs)
	}
}

// value checks one member: its type, and its limits.
func (c *checker) value(n *node, i int, rs *ruleset) {
	e := &n.view.Entries[i]
	switch v := value.Peek(n.hash.Slots()[e.Slot]); {
	case v == value.Value(value.Nil):
		if required(e) {
			c.missing(n, e.Name, rs)
		}
	case e.Attr != nil:
		c.typed(n, v, &e.Attr.Type, e)
		if len(e.Attr.Limits) > 0 {
			c.limited(n, e)
		}
	case e.Nested != nil:
		c.blocks(n, v, e, rs)
		if len(e.Nested.Limits) > 0 {
			c.counted(n, e)
		}
	}
}

func required(e *resolve.Entry) bool {
	return e.Attr != nil && e.Attr.Required || e.Nested != nil && e.Nested.Min > 0
}

func (c *checker) say(n *node, d *diag.Diagnostic) {
	d.Path = n.pathAt(d.Span)
	c.pending = append(c.pending, pending{diag: d.About(n.address())})
}

// pathAt is the path of the member of a block that holds a place, else of the
// block.
func (n *node) pathAt(at source.Span) string {
	var names []string
	for up := n; up.up != nil; up = up.up {
		names = append(names, up.name)
	}
	slices.Reverse(names)
	for i := range n.view.Entries {
		e := &n.view.Entries[i]
		if written := e.Place(n.hash); holds(written.Key, at) || holds(written.Value, at) {
			names = append(names, e.Name)
			break
		}
	}
	return strings.Join(names, ".")
}

func holds(outer, inner source.Span) bool {
	return !outer.IsZero() && outer.File == inner.File && outer.Start <= inner.Start && inner.End <= outer.End
}

func (n *node) address() string {
	if n.res.Address.Type == "" {
		return ""
	}
	return n.res.Address.String()
}

// title is how a block is called in messages: its path, or the type.
func (n *node) title() string {
	if n.schema.Path == "" {
		return n.res.Type.Name
	}
	return n.schema.Path
}

// strange tells a member that the schema does not have, or that nobody may or
// should set. An absent value is none of these but unknown.
func (c *checker) strange(n *node, e *resolve.Entry, rs *ruleset) {
	key, absent := firstSpan(e.Place(n.hash).Key, n.key), n.hash.Peek(e.Slot) == value.Value(value.Nil)
	switch {
	case e.Attr == nil && e.Nested == nil:
		c.unknown(n, e, key, rs)
	case absent:
	case e.Attr != nil && e.Attr.ReadOnly():
		c.say(n, diag.ReadOnlyAttribute.At(key, "`%s` of `%s` is set by the provider", e.Name, n.title()).
			Advise("leave it out; other resources may read it as `.%s`", e.Name))
	case e.Nested != nil:
		c.say(n, diag.DeprecatedMember.At(key, "the block `%s` of `%s` is deprecated", e.Name, n.title()))
	default:
		c.say(n, diag.DeprecatedMember.At(key, "`%s` of `%s` is deprecated", e.Name, n.title()))
	}
}

// unknown tells a name that a block does not have: one that earlier provider
// versions had, one that stands in another block, or one misspelt.
func (c *checker) unknown(n *node, e *resolve.Entry, key source.Span, rs *ruleset) {
	if con := rs.strange[e.Name]; con != nil {
		con.prepare()
		c.tell(n, con, con.frame(c, n))
		return
	}
	d := diag.UnknownAttribute.At(key, "no attribute or block `%s` in `%s`", e.Name, n.title())
	if rs.unknown != nil {
		d.Code = rs.unknown.rule.id
	}
	switch was := n.schema.WasRemoved(e.Name); {
	case was != nil && was.New != "":
		d.Message = fmt.Sprintf("`%s` of `%s` was removed after version %s of the provider: it is `%s` now", e.Name, n.title(), was.Last, was.New)
		d.Advise("write `%s`", was.New).Fix("replace with `"+was.New+"`", diag.Edit{Span: diag.Word(key), Text: was.New})
	case was != nil:
		d.Message = fmt.Sprintf("`%s` of `%s` was removed after version %s of the provider", e.Name, n.title(), was.Last)
	default:
		c.suggest(d, n, e.Name, key)
	}
	c.say(n, d)
}

func (c *checker) suggest(d *diag.Diagnostic, n *node, name string, key source.Span) {
	if near := diag.Nearest(name, n.schema.Names()); near != "" {
		d.Suggest(key, near)
		return
	}
	if path := elsewhere(n, name); path != "" {
		d.Advise("`%s` stands in `%s`", name, path)
	}
}

// elsewhere is the nearest block of the type that has a member: a block below,
// then the blocks around, then any other.
func elsewhere(n *node, name string) string {
	for up := n; up != nil; up = up.up {
		if up != n && up.schema.Has(name) {
			return up.title()
		}
		if path := below(up.schema, name, 3); path != "" {
			return path
		}
	}
	return ""
}

func below(b *schema.Block, name string, depth int) string {
	for _, nested := range b.Blocks {
		if nested.Block.Has(name) {
			return nested.Path
		}
	}
	for _, nested := range b.Blocks {
		if depth > 0 {
			if path := below(nested.Block, name, depth-1); path != "" {
				return path
			}
		}
	}
	return ""
}

// missing tells a required member that is absent, at the key of the block.
func (c *checker) missing(n *node, name string, rs *ruleset) {
	if rs.covered[name] {
		return
	}
	what := "block"
	if n.schema.Attr(name) != nil {
		what = "attribute"
	}
	c.say(n, diag.MissingMember.At(n.key, "`%s` lacks the required %s `%s`", n.title(), what, name).
		Labelled("no `%s` in this block", name))
}

// blocks checks what stands for nested blocks: hashes, and how many.
func (c *checker) blocks(n *node, v value.Value, e *resolve.Entry, rs *ruleset) {
	at := firstSpan(e.Place(n.hash).Value, e.Place(n.hash).Key, n.key)
	switch v := v.(type) {
	case *value.Hash:
	case *value.Array:
		c.several(n, v, e, rs)
	case *value.Raw:
	default:
		c.say(n, diag.WrongType.At(at, "`%s` of `%s` is a block: a hash is wanted, not %s", e.Name, n.title(), kindName(v)))
	}
}

func (c *checker) several(n *node, a *value.Array, e *resolve.Entry, rs *ruleset) {
	at := firstSpan(e.Place(n.hash).Key, e.Place(n.hash).Value, n.key)
	for i := range a.Len() {
		if el := a.Peek(i); el.Kind() != value.KindHash && el.Kind() != value.KindRaw {
			c.say(n, diag.WrongType.At(firstSpan(a.Place(i), e.Place(n.hash).Value, at),
				"block %d of `%s` in `%s` is no hash but %s", i+1, e.Name, n.title(), kindName(el)))
			return
		}
	}
	low, high := e.Nested.Min, e.Nested.Max
	if e.Nested.Nesting == schema.NestSingle {
		high = 1
	}
	switch {
	case a.Len() < low && a.Len() == 0:
		c.missing(n, e.Name, rs)
	case a.Len() < low:
		c.say(n, diag.BlockCount.At(at, "`%s` of `%s` stands %d times, at least %d are required", e.Name, n.title(), a.Len(), low))
	case high > 0 && a.Len() > high:
		c.say(n, diag.BlockCount.At(at, "`%s` of `%s` stands %d times, at most %d may", e.Name, n.title(), a.Len(), high))
	}
}

// typed checks the value of an attribute against its type.
func (c *checker) typed(n *node, v value.Value, t *schema.AttrType, e *resolve.Entry) {
	w := typing{c: c, n: n, attr: e.Attr}
	w.check(v, t, e.Name, firstSpan(e.Place(n.hash).Value, e.Place(n.hash).Key, n.key))
}

// A typing is the check of one attribute's value.
type typing struct {
	c    *checker
	n    *node
	attr *schema.Attribute
}

func (w *typing) check(v value.Value, t *schema.AttrType, path string, at source.Span) {
	if w.attr.JSON && t.Kind == schema.String {
		return
	}
	switch v := v.(type) {
	case value.NilType, *value.Raw:
	case *value.Ref:
		w.reference(v, t, path, at)
	case *value.Resource:
		w.wrong(v, t, path, at)
	case *value.Array:
		w.array(v, t, path, at)
	case *value.Hash:
		w.hash(v, t, path, at)
	default:
		if !scalarFits(v, t) {
			w.wrong(v, t, path, at)
		}
	}
}

// reference checks the type of what a reference stands for. Terraform converts
// texts, numbers and truths into one another when it runs.
func (w *typing) reference(ref *value.Ref, t *schema.AttrType, path string, at source.Span) {
	from, ok := w.c.g.TypeOf(ref)
	if !ok || t.Kind == schema.Dynamic {
		return
	}
	list, wantsList := from.Kind == schema.List || from.Kind == schema.Set, t.Kind == schema.List || t.Kind == schema.Set
	if from.Primitive() == t.Primitive() && list == wantsList {
		return
	}
	w.c.say(w.n, diag.WrongType.At(firstSpan(at, ref.Where), "`%s` of `%s` is of type %s, but `%s` gives %s",
		path, w.n.title(), t, ref, from))
}

func (w *typing) array(a *value.Array, t *schema.AttrType, path string, at source.Span) {
	if t.Kind == schema.Tuple || t.Kind == schema.Dynamic {
		return
	}
	if t.Kind != schema.List && t.Kind != schema.Set {
		w.wrong(a, t, path, at)
		return
	}
	for i := range a.Len() {
		if v := a.Peek(i); !plain(v, t.Elem) {
			w.check(v, t.Elem, path+"["+strconv.Itoa(i)+"]", firstSpan(a.Place(i), at))
		}
	}
}

// plain tells whether a value is a text or the like that a type takes.
func plain(v value.Value, t *schema.AttrType) bool {
	switch v.(type) {
	case *value.String, value.Symbol, value.Int, value.Float, value.Bool:
		return scalarFits(v, t)
	}
	return false
}

func (w *typing) hash(h *value.Hash, t *schema.AttrType, path string, at source.Span) {
	switch {
	case t.Kind == schema.Dynamic:
	case t.Kind == schema.Map:
		for i := range h.Len() {
			if v := h.Peek(i); !plain(v, t.Elem) {
				key, _ := value.KnownText(h.KeyAt(i))
				w.check(v, t.Elem, path+"["+strconv.Quote(key)+"]", firstSpan(h.Shape().Place(i).Value, at))
			}
		}
	case t.Kind == schema.Object:
		w.object(h, t, path, at)
	case (t.Kind == schema.List || t.Kind == schema.Set) && t.Elem.Kind == schema.Object:
		w.object(h, t.Elem, path, at)
	default:
		w.wrong(h, t, path, at)
	}
}

func (w *typing) object(h *value.Hash, t *schema.AttrType, path string, at source.Span) {
	for i := range h.Len() {
		key, _ := value.KnownText(h.KeyAt(i))
		place := h.Shape().Place(i)
		field := t.Field(key)
		if field == nil {
			span := firstSpan(place.Key, at)
			w.c.say(w.n, diag.UnknownAttribute.At(span, "no `%s` in `%s` of `%s`", key, path, w.n.title()).
				Suggest(span, diag.Nearest(key, fieldNames(t))))
			continue
		}
		w.check(h.Peek(i), field, path+"."+key, firstSpan(place.Value, at))
	}
}

func fieldNames(t *schema.AttrType) []string {
	names := make([]string, len(t.Fields))
	for i, f := range t.Fields {
		names[i] = f.Name
	}
	return names
}

func (w *typing) wrong(v value.Value, t *schema.AttrType, path string, at source.Span) {
	d := diag.WrongType.At(at, "`%s` of `%s` is of type %s, not %s", path, w.n.title(), t, kindName(v))
	if (t.Kind == schema.List || t.Kind == schema.Set) && v.Kind() != value.KindHash {
		d.Advise("put it in brackets: `[…]`")
	}
	w.c.say(w.n, d)
}

// scalarFits tells whether Terraform converts a text, number or truth to a type.
func scalarFits(v value.Value, t *schema.AttrType) bool {
	switch t.Kind {
	case schema.Dynamic, schema.String:
		return true
	case schema.Number:
		return fitsNumber(v)
	case schema.Bool:
		return fitsBool(v)
	}
	return false
}

func fitsNumber(v value.Value) bool {
	switch v.Kind() {
	case value.KindInt, value.KindFloat:
		return true
	}
	return fitsText(v, func(s string) bool {
		return strings.TrimSpace(s) == s && readText(s, v, &schema.AttrType{Kind: schema.Number}).kind == numberKind
	})
}

func fitsBool(v value.Value) bool {
	return v.Kind() == value.KindBool || fitsText(v, func(s string) bool {
		return s == "true" || s == "false" || s == "1" || s == "0"
	})
}

// fitsText asks about a text; one with references in it fits.
func fitsText(v value.Value, fits func(string) bool) bool {
	switch v := v.(type) {
	case value.Symbol:
		return fits(string(v))
	case *value.String:
		return !v.Known() || fits(v.Text)
	}
	return false
}

// kindName says what a value is, with a short text or number itself.
func kindName(v value.Value) string {
	switch v := v.(type) {
	case value.NilType:
		return "nil"
	case value.Bool:
		return "`" + strconv.FormatBool(bool(v)) + "`"
	case value.Symbol:
		return quoted(string(v))
	case *value.String:
		if v.Known() {
			return quoted(v.Text)
		}
		return "a text"
	case *value.Array:
		return "an array"
	case *value.Hash:
		return "a hash"
	case *value.Resource:
		return "a resource (one of its attributes may be)"
	case *value.Ref:
		return "a reference"
	}
	if n, ok := read(v, nil).number(); ok {
		return "the number " + numberText(n)
	}
	return "such a value"
}

func quoted(s string) string {
	if len(s) > 40 {
		return "a text"
	}
	return "the text " + strconv.Quote(s)
}
