package read

import (
	"slices"
	"strconv"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/emit"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// properties reads the properties of one resource along the mappings of its
// type's page. A property that a member has taken is used; what is left over
// is told.
type properties struct {
	r    *cloudFormation
	typ  *schema.Type
	to   *schema.CloudFormation
	top  *value.Hash
	used map[*value.Hash]map[string]bool
}

// find is the value at a path of properties that nobody has taken, with the
// object that holds it; nil without.
func (p *properties) find(in *value.Hash, path []string) (value.Value, *value.Hash) {
	for i, name := range path {
		v := in.Member(name)
		if v == value.Value(value.Nil) || p.used[in][name] {
			return nil, nil
		}
		if i == len(path)-1 {
			return v, in
		}
		if next, ok := v.(*value.Hash); ok {
			in = next
			continue
		}
		if element := elementOf(v, path[i+1]); element != nil {
			return p.find(element, path[i+2:])
		}
		return nil, nil
	}
	return nil, nil
}

// elementOf is the element of a list that a property of the form [Name=x]
// means, nil without.
func elementOf(v value.Value, property string) *value.Hash {
	list, ok := v.(*value.Array)
	name, is, named := schema.ElementOf(property)
	if !ok || !named {
		return nil
	}
	for _, s := range list.Slots() {
		if h, ok := s.(*value.Hash); ok && text(h.Member(name)) == is {
			return h
		}
	}
	return nil
}

// take is find, and uses what it finds.
func (p *properties) take(in *value.Hash, path []string) value.Value {
	v, holder := p.find(in, path)
	if v != nil {
		p.use(holder, path[len(path)-1])
		for _, property := range path {
			if name, _, ok := schema.ElementOf(property); ok {
				p.use(holder, name)
			}
		}
	}
	return v
}

func (p *properties) use(in *value.Hash, name string) {
	if p.used[in] == nil {
		p.used[in] = map[string]bool{}
	}
	p.used[in][name] = true
}

// choices takes the properties that follow from others.
func (p *properties) choices() {
	for _, c := range p.to.Choices {
		p.take(p.top, strings.Split(c.Property, "."))
	}
}

// folds makes resources of the properties that stand for resources of their
// own in Terraform. They have the name of the one that they are a part of.
func (p *properties) folds(host *identity) {
	for _, part := range host.parts {
		if part.Fold.Value != "" {
			continue // see values
		}
		v, ok := p.take(p.top, part.into()).(*value.Hash)
		if !ok {
			continue
		}
		attrs := part.joined(host, v.Shape().Where)
		inner := &properties{r: p.r, typ: part.Type, to: part.to, top: v, used: map[*value.Hash]map[string]bool{}}
		inner.block(part.Type.Block, v, attrs)
		inner.unused(v)
		p.fold(part, host.of.Address.Name, attrs)
	}
}

// into is the property of the host that a part stands in.
func (part part) into() []string {
	return strings.Split(strings.TrimSuffix(part.Fold.Into, "[]"), ".")
}

// joined are the attributes of a part so far: what it is a part of.
func (part part) joined(host *identity, where source.Span) *value.Hash {
	attrs := value.NewHash(where)
	attr := "id"
	if strings.HasSuffix(part.Fold.Join, "_arn") {
		attr = "arn"
	}
	join := &value.Ref{Of: host.of, Path: []value.Step{{Name: attr}}, Where: where}
	attrs.Set(value.Symbol(part.Fold.Join), join, value.Place{})
	return attrs
}

func (p *properties) fold(part part, name string, attrs *value.Hash) {
	where := attrs.Shape().Where
	p.r.g.Resources = append(p.r.g.Resources, &graph.Resource{
		Resource: value.Resource{Address: value.Address{Type: part.Type.Name, Name: name}, Where: where}, Attrs: attrs, TypeAt: where, NameAt: where,
	})
}

// values makes resources of the elements of lists that no attribute has taken:
// each stands for one. They have the name of the one that they are a part of,
// the second one with _2.
func (p *properties) values(host *identity) {
	for _, part := range host.parts {
		if part.Fold.Value == "" {
			continue
		}
		for i, v := range elements(p.take(p.top, part.into())) {
			attrs := part.joined(host, host.at)
			m, a := part.to.Mapping(part.Fold.Value), part.Type.Block.Attr(part.Fold.Value)
			attrs.Set(value.Symbol(a.Name), p.valueOf(m, a, v), value.Place{})
			p.fold(part, numbered(host.of.Address.Name, i), attrs)
		}
	}
}

// elements are those of a list, or the one value that is no list; none of nil.
func elements(v value.Value) []value.Value {
	switch v := v.(type) {
	case nil:
		return nil
	case *value.Array:
		return v.Slots()
	}
	return []value.Value{v}
}

func numbered(name string, i int) string {
	if i == 0 {
		return name
	}
	return name + "_" + strconv.Itoa(i+1)
}

// block reads the members of a block from the object that it became.
func (p *properties) block(b *schema.Block, in, attrs *value.Hash) {
	for _, m := range p.members(b) {
		if m.nested != nil {
			p.nested(m, in, attrs)
		} else {
			p.attribute(m, in, attrs)
		}
	}
	p.words(b, attrs)
}

// A propertyOf is where a member of a block is found.
type propertyOf struct {
	*schema.Mapping
	path   []string
	attr   *schema.Attribute
	nested *schema.NestedBlock
}

// members are those of a block that have a property, found once for each
// block. Those that the provider deprecates come last: another may have the
// same property.
func (p *properties) members(b *schema.Block) []propertyOf {
	list, ok := p.r.blocks[b]
	if ok {
		return list
	}
	for _, deprecated := range []bool{false, true} {
		for _, n := range b.Blocks {
			if m := p.to.Mapping(n.Path); n.Deprecated == deprecated && (m.Kind == schema.MapProperty || m.Kind == schema.MapDissolve) {
				list = append(list, propertyOf{m, p.to.Path(m, b.Path), nil, n})
			}
		}
		for _, a := range b.Attrs {
			if m := p.to.Mapping(a.Path); a.Deprecated == deprecated && !a.ReadOnly() && m.Kind == schema.MapProperty {
				list = append(list, propertyOf{m, p.to.Path(m, b.Path), a, nil})
			}
		}
	}
	p.r.blocks[b] = list
	return list
}

// place is where the property of a member is looked for.
func (p *properties) place(m *schema.Mapping, in *value.Hash) *value.Hash {
	if strings.HasPrefix(m.To, "/") {
		return p.top
	}
	return in
}

func (p *properties) nested(m propertyOf, in, attrs *value.Hash) {
	var made value.Value
	if m.Kind == schema.MapDissolve {
		inner := value.NewHash(in.Shape().Where)
		if p.block(m.nested.Block, in, inner); inner.Len() > 0 {
			made = inner
		}
	} else if v := p.take(p.place(m.Mapping, in), m.path); v != nil {
		made = p.blocksOf(m.Mapping, m.nested, v)
	}
	if made != nil {
		attrs.Set(value.Symbol(m.nested.Name), made, value.Place{})
	}
}

// blocksOf are the blocks that a property has become.
func (p *properties) blocksOf(m *schema.Mapping, n *schema.NestedBlock, v value.Value) value.Value {
	if h, ok := v.(*value.Hash); ok && m.Keyed != "" {
		return p.keyed(m, n, h)
	}
	return p.blocks(m, n, v)
}

// keyed are blocks that became an object by what an attribute of each says.
func (p *properties) keyed(m *schema.Mapping, n *schema.NestedBlock, h *value.Hash) value.Value {
	list := value.NewArray(nil)
	each(h, func(name string, v value.Value, at source.Span) {
		if made, ok := p.blocks(m, n, v).(*value.Hash); ok {
			made.Set(value.Symbol(m.Keyed), value.NewString(name), value.Place{Value: at})
			list.Push(made)
		}
	})
	return list
}

// blocks are the blocks of one name.
func (p *properties) blocks(m *schema.Mapping, n *schema.NestedBlock, v value.Value) value.Value {
	switch v := v.(type) {
	case *value.Hash:
		if raw := p.r.intrinsic(v); raw != nil {
			return raw
		}
		attrs := value.NewHash(v.Shape().Where)
		p.block(n.Block, v, attrs)
		if m.When != "" {
			attrs.Set(value.Symbol(m.When), value.Bool(true), value.Place{})
		}
		return attrs
	case *value.Array:
		list := value.NewArray(nil)
		for _, s := range v.Slots() {
			if made := p.blocks(m, n, s); made != nil {
				list.Push(made)
			}
		}
		return list
	}
	return nil
}

func (p *properties) attribute(m propertyOf, in, attrs *value.Hash) {
	if v := p.take(p.place(m.Mapping, in), m.path); v != nil {
		attrs.Set(value.Symbol(m.attr.Name), p.valueOf(m.Mapping, m.attr, v), value.Place{Value: placeOf(v)})
	}
}

func placeOf(v value.Value) source.Span {
	if h, ok := v.(*value.Hash); ok {
		return h.Shape().Where
	}
	return source.Span{}
}

// valueOf is a property as the attribute has it.
func (p *properties) valueOf(m *schema.Mapping, a *schema.Attribute, v value.Value) value.Value {
	switch list, isList := v.(*value.Array); {
	case m.Key != "" && isList:
		return p.pairs(m, list)
	case m.One:
		return value.NewArray([]value.Value{p.r.value(v, a.Type.Elem)})
	case a.JSON && m.Text:
		return p.r.jsonDocument(p.r.value(v, nil))
	case a.JSON:
		return p.r.value(v, nil)
	case m.List && isList && list.Len() == 1:
		v = list.Peek(0)
	}
	for i := 1; i < len(m.Words); i += 2 {
		if m.Words[i] == word(v) {
			return wordOf(m.Words[i-1], a)
		}
	}
	return p.r.value(v, &a.Type)
}

// word is a text or truth value as a page writes it.
func word(v value.Value) string {
	if b, ok := v.(value.Bool); ok {
		return strconv.FormatBool(bool(b))
	}
	return text(v)
}

// jsonDocument is a JSON document that stands in a template as text: as it is when
// an emitter would write it otherwise.
func (r *cloudFormation) jsonDocument(v value.Value) value.Value {
	s, ok := v.(*value.String)
	if !ok {
		return v
	}
	made, ok := emit.ParseJSON(s)
	if !ok || s.Known() && string(emit.AppendJSON(nil, made)) != s.Text {
		return v
	}
	return made
}

func wordOf(word string, a *schema.Attribute) value.Value {
	if a.Type.Kind == schema.Bool {
		return value.Bool(word == "true")
	}
	return value.NewString(word)
}

// pairs is a list of objects with a key and a value as a map.
func (p *properties) pairs(m *schema.Mapping, list *value.Array) value.Value {
	out := value.NewHash(source.Span{})
	for _, s := range list.Slots() {
		if h, ok := s.(*value.Hash); ok {
			out.Set(p.r.symbol(text(h.Member(m.Key))), p.r.value(h.Member(m.Value), nil), value.Place{})
		}
	}
	return out
}

// words gives the attributes that only say which block is meant, as
// destination does: the one of its words that begins the name of a block there.
func (p *properties) words(b *schema.Block, attrs *value.Hash) {
	for _, a := range b.Attrs {
		if !a.Required || attrs.Has(value.Symbol(a.Name)) || p.to.Mapping(a.Path).Kind != schema.MapNothing {
			continue
		}
		for _, n := range b.Blocks {
			word := strings.TrimSuffix(n.Name, "_configuration")
			if attrs.Has(value.Symbol(n.Name)) && allows(a, word) {
				attrs.Set(value.Symbol(a.Name), value.NewString(word), value.Place{})
			}
		}
	}
}

func allows(a *schema.Attribute, word string) bool {
	return slices.ContainsFunc(a.Limits, func(l *schema.Limit) bool { return slices.Contains(l.OneOf, word) })
}

// unused tells properties that no member has taken.
func (p *properties) unused(in *value.Hash) {
	each(in, func(name string, v value.Value, at source.Span) {
		if p.used[in][name] {
			return
		}
		switch v := v.(type) {
		case *value.Hash:
			if p.onTheWay(v) {
				p.unused(v)
				return
			}
		case *value.Array:
			if slices.ContainsFunc(v.Slots(), p.wasMet) {
				for _, s := range v.Slots() {
					if inner, ok := s.(*value.Hash); ok {
						p.unused(inner)
					}
				}
				return
			}
		}
		p.r.foreign(at, "the property `%s` of `%s` has no counterpart in Terraform, and is left out", name, p.to.Type)
	})
}

// onTheWay reports whether something in an object was taken.
func (p *properties) onTheWay(h *value.Hash) bool {
	if len(p.used[h]) > 0 {
		return true
	}
	return slices.ContainsFunc(h.Slots(), p.wasMet)
}

func (p *properties) wasMet(v value.Value) bool {
	h, ok := v.(*value.Hash)
	return ok && p.onTheWay(h)
}

// value reads a value with its intrinsic functions; t is its type in
// Terraform's schema, nil where that says nothing.
func (r *cloudFormation) value(v value.Value, t *schema.AttrType) value.Value {
	switch v := v.(type) {
	case *value.Array:
		out := value.NewArray(nil)
		for _, s := range v.Slots() {
			var elem *schema.AttrType
			if t != nil {
				elem = t.Elem
			}
			out.Push(r.value(s, elem))
		}
		return out
	case *value.Hash:
		if made := r.intrinsic(v); made != nil {
			return made
		}
		return r.members(v, t)
	}
	return v
}

func (r *cloudFormation) members(h *value.Hash, t *schema.AttrType) value.Value {
	out := value.NewHash(h.Shape().Where)
	each(h, func(name string, v value.Value, at source.Span) {
		var inner *schema.AttrType
		if t != nil {
			name, inner = fieldOf(t, name)
		}
		out.Set(r.symbol(name), r.value(v, inner), value.Place{Key: at})
	})
	return out
}

// fieldOf is the member of an object type that a property is, or the element
// of a map.
func fieldOf(t *schema.AttrType, property string) (string, *schema.AttrType) {
	for i := range t.Fields {
		if t.Kind == schema.Object && schema.Pascal(t.Fields[i].Name) == property {
			return t.Fields[i].Name, &t.Fields[i].Type
		}
	}
	return property, t.Elem
}

// intrinsic is the reference or text that an object stands for, or a raw value
// for a function that templates do not write; nil for an object that is none.
func (r *cloudFormation) intrinsic(h *value.Hash) value.Value {
	if h.Len() != 1 {
		return nil
	}
	name, arg := string(h.KeyAt(0).(value.Symbol)), h.Peek(0)
	var made value.Value
	switch name {
	case "Ref":
		made = r.ref(text(arg), h.Shape().Where)
	case "Fn::GetAtt":
		if list, ok := arg.(*value.Array); ok && list.Len() == 2 {
			made = r.getAtt(text(list.Peek(0)), text(list.Peek(1)), h.Shape().Where)
		}
	case "Fn::Sub":
		made = r.sub(arg, h.Shape().Where)
	case "Fn::Join":
		made = r.join(arg)
	case "Fn::Select":
		made = r.element(arg)
	default:
		if !strings.HasPrefix(name, "Fn::") {
			return nil
		}
	}
	if made == nil {
		return &value.Raw{CloudFormation: h, Where: h.Shape().Where}
	}
	return made
}

var pseudo = map[string]string{
	"AWS::Region": "region", "AWS::AccountId": "account_id", "AWS::Partition": "partition", "AWS::StackName": "stack_name",
}

// ref is what Ref gives; nil for what there is not.
func (r *cloudFormation) ref(id string, at source.Span) value.Value {
	switch {
	case pseudo[id] != "":
		return &value.Ref{Input: &value.Input{Name: "aws." + pseudo[id], Neutral: true}, Where: at}
	case id == "AWS::URLSuffix":
		return &value.Ref{Of: r.partition(), Path: []value.Step{{Name: "dns_suffix"}}, Where: at}
	case r.inputs[id] != nil:
		return &value.Ref{Input: r.inputs[id], Where: at}
	}
	return r.out(id, schema.OutRef, "", at)
}

// partition is the data source that knows what AWS::URLSuffix is.
func (r *cloudFormation) partition() *value.Resource {
	a := value.Address{Data: true, Type: "aws_partition", Name: "current"}
	if !r.data {
		r.data = true
		r.g.Resources = append(r.g.Resources, &graph.Resource{Resource: value.Resource{Address: a}, Attrs: value.NewHash(source.Span{})})
	}
	return &value.Resource{Address: a}
}

func (r *cloudFormation) getAtt(id, attr string, at source.Span) value.Value {
	return r.out(id, schema.OutGetAtt, attr, at)
}

// out is a reference to the first attribute that comes to an intrinsic
// function of a resource.
func (r *cloudFormation) out(id string, kind schema.OutKind, text string, at source.Span) value.Value {
	i := r.ids[id]
	if i == nil || i.to == nil {
		return nil
	}
	for _, o := range i.to.Out {
		if o.Kind == kind && o.Text == text {
			ref := &value.Ref{Of: i.of, Where: at}
			for name := range strings.SplitSeq(o.Attr, ".") {
				ref.Path = append(ref.Path, value.Step{Name: name})
			}
			return ref
		}
	}
	return nil
}

// sub reads Fn::Sub: a text, or a text and its variables.
func (r *cloudFormation) sub(arg value.Value, at source.Span) value.Value {
	variables := value.NewHash(source.Span{})
	if list, ok := arg.(*value.Array); ok && list.Len() == 2 {
		arg = list.Peek(0)
		variables, ok = list.Peek(1).(*value.Hash)
		if !ok {
			return nil
		}
	}
	s, ok := arg.(*value.String)
	if !ok {
		return nil
	}
	out, rest := value.NewString(""), s.Text
	for {
		before, after, more := strings.Cut(rest, "${")
		out.Append(value.NewString(before))
		if !more {
			return out
		}
		name, tail, closed := strings.Cut(after, "}")
		if !closed {
			return nil
		}
		rest = tail
		if literal, ok := strings.CutPrefix(name, "!"); ok {
			out.Append(value.NewString("${" + literal + "}"))
			continue
		}
		if !r.appendTo(out, r.variable(name, variables, at)) {
			return nil
		}
	}
}

func (r *cloudFormation) variable(name string, variables *value.Hash, at source.Span) value.Value {
	if v := variables.Member(name); v != value.Value(value.Nil) {
		return r.value(v, nil)
	}
	if id, attr, dotted := strings.Cut(name, "."); dotted {
		return r.getAtt(id, attr, at)
	}
	return r.ref(name, at)
}

// appendTo adds a value to a text; false for what no text holds.
func (r *cloudFormation) appendTo(out *value.String, v value.Value) bool {
	switch v := v.(type) {
	case *value.String:
		out.Append(v)
	case *value.Ref, *value.Raw:
		out.Append(value.SpliceString(v))
	default:
		return false
	}
	return true
}

// join reads a Fn::Join without separator.
func (r *cloudFormation) join(arg value.Value) value.Value {
	list, ok := arg.(*value.Array)
	if !ok || list.Len() != 2 {
		return nil
	}
	parts, ok := list.Peek(1).(*value.Array)
	if sep, is := list.Peek(0).(*value.String); !ok || !is || sep.Text != "" {
		return nil
	}
	out := value.NewString("")
	for _, s := range parts.Slots() {
		if !r.appendTo(out, r.value(s, nil)) {
			return nil
		}
	}
	return out
}

// element reads Fn::Select of a reference.
func (r *cloudFormation) element(arg value.Value) value.Value {
	list, ok := arg.(*value.Array)
	if !ok || list.Len() != 2 {
		return nil
	}
	n, isInt := list.Peek(0).(value.Int)
	ref, isRef := r.value(list.Peek(1), nil).(*value.Ref)
	if !isInt || !isRef || n < 0 {
		return nil
	}
	ref.Path = append(ref.Path, value.Step{Index: int(n), IsIndex: true})
	return ref
}
