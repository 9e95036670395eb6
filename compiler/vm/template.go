package vm

import (
	"strconv"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/core"
	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// The language of templates: template, resources, inputs, outputs, settings.

func templateWords(name string) wordFunc {
	switch name {
	case "template":
		return wordTemplate
	case "resource", "data":
		return wordTyped
	case "provider":
		return wordProvider
	case "terraform":
		return wordTerraform
	case "output":
		return wordOutput
	case "input":
		return wordInput
	case "ref":
		return wordRef
	case "raw":
		return wordRaw
	case "firehose_role":
		return wordFirehoseRole
	case "environment", "namespace":
		return wordEnvironment
	}
	return nil
}

// A builder makes the graph of one template.
type builder struct {
	m       *machine
	graph   *graph.Graph
	index   graph.Index // of its resources
	inputs  map[string]*graph.Input
	outputs map[string]*graph.Output
	used    bool // it holds something
	failed  bool // something in it could not be evaluated
	spent   bool // since a budget was spent, which is told alone
}

// fail notes that the template failed.
func (b *builder) fail(failure any) {
	f, ok := failure.(*fatal)
	b.failed = true
	b.spent = ok && (f.diag == nil || f.diag.Code == diag.LimitReached.ID)
}

// touch notes that the template holds something.
func (b *builder) touch(at source.Span) {
	if !b.used && b.graph.Implied {
		b.graph.NameAt = at
	}
	b.used = true
}

// report tells a mistake and goes on; the graph is not used further.
func (b *builder) report(d *diag.Diagnostic) {
	b.m.diags.Add(b.m.chain(d))
	b.failed = true
}

// declared is the input of a name, nil without. One declared outside the
// blocks is an input of each that uses it.
func (b *builder) declared(name string) *graph.Input {
	if in := b.inputs[name]; in != nil {
		return in
	}
	in := b.m.inputs[name]
	if in != nil && b != b.m.implied {
		b.addInput(in)
	}
	return in
}

func (b *builder) addInput(in *graph.Input) {
	if b.inputs == nil {
		b.inputs = map[string]*graph.Input{}
	}
	b.inputs[in.Name] = in
	b.graph.Declared = append(b.graph.Declared, in)
}

// inherit takes over settings that stand outside the blocks of the file, where
// the template has none of its own.
func (b *builder) inherit(outside *graph.Graph) {
	own := map[string]bool{}
	for _, p := range b.graph.Providers {
		own[p.Name] = true
	}
	for _, p := range outside.Providers {
		if !own[p.Name] {
			b.graph.Providers = append(b.graph.Providers, p)
		}
	}
	if b.graph.Terraform == nil {
		b.graph.Terraform = outside.Terraform
	}
}

// stands reports whether the implied template is one: statements that make
// something do. Settings and inputs alone belong to the blocks of the file,
// unless it has none.
func (b *builder) stands(alone bool) bool {
	return b.used && (alone || len(b.graph.Resources)+len(b.graph.Outputs) > 0)
}

// close ends the implied template: its name must be free. In a document,
// several templates may stand under one heading, and are counted.
func (b *builder) close() {
	if f := b.graph.File; f.Whole() != f {
		heading := b.graph.Name
		for n := 2; b.isTaken(b.graph.Name); n++ {
			b.graph.Name = heading + "_" + strconv.Itoa(n)
		}
	}
	b.claim(b.graph.Name, b.graph.NameAt)
}

func (b *builder) isTaken(name string) bool {
	_, taken := b.m.cfg.Taken[name]
	return taken
}

// claim takes the name of a template; a name that is taken is an error.
func (b *builder) claim(name string, at source.Span) {
	m := b.m
	if first, taken := m.cfg.Taken[name]; taken {
		m.diags.Add(diag.TemplateTwice.At(at, "there are two templates named `%s`", name).
			Labelled("the same name again").Also(first, "the first `%s`", name).
			Advise("a template is not reopened: move the statements into one block, or give one another name"))
		b.failed = true
		return
	}
	m.cfg.Taken[name] = at
}

// validName reports whether a name is one that every target takes: a letter or
// `_`, then letters, digits, `_` and `-`.
func validName(name string) bool {
	for i := range len(name) {
		c := name[i]
		letter := c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		if !letter && (i == 0 || c != '-' && (c < '0' || c > '9')) {
			return false
		}
	}
	return name != ""
}

// impliedName is the name of the template of loose statements: the file's.
func impliedName(f *source.File) string {
	name := f.Title
	if name == "" {
		name = f.Name[strings.LastIndexByte(f.Name, '/')+1:]
		if i := strings.LastIndexByte(name, '.'); i > 0 {
			name = name[:i]
		}
	}
	var b strings.Builder
	for i, r := range name {
		switch {
		case r == '_' || r == '-' || r|0x20 >= 'a' && r|0x20 <= 'z' || i > 0 && r >= '0' && r <= '9':
			b.WriteRune(r)
		default:
			b.WriteByte('_')
		}
	}
	if b.Len() == 0 {
		return "template"
	}
	return b.String()
}

// wordTemplate is template :name do … end, and template(:other). A block may
// have a description: template :name, description: "…" do … end.
func wordTemplate(s *site, g given) (value.Value, error) {
	m := s.m
	if len(g.Pos) != 1 || g.KW != nil && g.blk == nil {
		return m.tellOf(diag.TemplateMisplaced.At(s.at, "a template needs one name: `template :orders do … end`"))
	}
	name, ok := value.KnownText(g.Pos[0])
	at := s.argAt(0)
	if !ok {
		return m.tellOf(diag.BadName.At(at, "the name of a template is a Symbol or a String, not %s", value.Show(g.Pos[0])))
	}
	if g.blk == nil {
		m.linked = true
		return &elsewhere{name: name}, nil
	}
	if !validName(name) {
		return m.tellOf(badName(at, "a template", name))
	}
	if m.tmpl != m.implied {
		return m.tellOf(diag.TemplateMisplaced.At(s.at.Head().To(at), "the template `%s` stands inside the template `%s`", name, m.tmpl.graph.Name).
			Labelled("a template inside another one").Also(m.tmpl.graph.NameAt, "inside this one"))
	}
	b := &builder{m: m, graph: &graph.Graph{Name: name, NameAt: at, File: m.chunks[0].File}}
	if d := b.describe(g.KW); d != nil {
		return m.tellOf(d)
	}
	m.runTemplate(b, g.blk)
	return value.Nil, nil
}

// describe notes the description among the keywords of a template block, which
// is a text that is known, and is what is wrong with them.
func (b *builder) describe(kw *value.Hash) *diag.Diagnostic {
	if kw == nil {
		return nil
	}
	for i := range kw.Len() {
		at := kw.Shape().Place(i)
		if kw.KeyAt(i) != value.Value(value.Symbol("description")) {
			return diag.TemplateMisplaced.At(at.Key, "a template has no `%s`", value.Show(kw.KeyAt(i))).
				Advise("beside its name a template has a description: `template :orders, description: \"…\" do … end`")
		}
		text, ok := value.KnownText(kw.Peek(i))
		if !ok {
			return diag.TemplateMisplaced.At(at.Value, "the description of a template is a String, not %s", value.Show(kw.Peek(i)))
		}
		b.graph.Description, b.graph.DescribedAt = text, at.Value
	}
	return nil
}

func badName(at source.Span, what, name string) *diag.Diagnostic {
	return diag.BadName.At(at, "`%s` cannot be the name of %s", clean(name), what).
		Labelled("not a name").
		Advise("a name is letters, digits, `_` and `-`, and begins with a letter or `_`")
}

// tellOf tells a mistake of a template block as a whole: its place is skipped.
func (m *machine) tellOf(d *diag.Diagnostic) (value.Value, error) {
	m.diags.Add(m.chain(d))
	m.tmpl.failed = m.tmpl.failed || m.tmpl != m.implied
	return value.Nil, nil
}

// stop ends the template block, or the run, with a diagnostic.
func (m *machine) stop(d *diag.Diagnostic) error { return m.fatalAt(d) }

// runTemplate runs a template block. A failure ends this template alone.
func (m *machine) runTemplate(b *builder, blk *block) {
	b.claim(b.graph.Name, b.graph.NameAt)
	m.done = append(m.done, b)
	failure := m.guard(func() {
		m.tmpl = b
		m.calls = append(m.calls, frame{})
		if _, err := blk.call(value.Args{}); err != nil {
			m.strayFrom(err)
		}
		m.calls = m.calls[:len(m.calls)-1]
	})
	m.tmpl = m.implied
	if failure != nil {
		m.tell(failure)
		b.fail(failure)
		if m.lim.steps <= 0 || m.lim.bytes <= 0 {
			m.throw(&fatal{}) // the whole run is over, and that is told
		}
	}
}

// strayFrom reports a jump out of a template block.
func (m *machine) strayFrom(err error) {
	j, ok := err.(*jump)
	if !ok {
		m.fail(err)
	}
	if j.owner != nil {
		return // a break ends the block
	}
	m.stray(j.token)
}

// argAt is the place of positional argument i, the call's without.
func (s *site) argAt(i int) source.Span {
	if s.call != nil && i < len(s.call.Args) && !s.call.Args[i].Where.IsZero() {
		return s.call.Args[i].Where
	}
	return s.at
}

// ---- resources

// isResourceWord reports whether a word is a resource function by its form.
func (m *machine) isResourceWord(name string) bool {
	return strings.HasPrefix(name, "aws_") || strings.HasPrefix(name, "data_aws_")
}

// wordResource is aws_TYPE(name, attributes).
func wordResource(s *site, g given) (value.Value, error) {
	typ, data := strings.CutPrefix(s.name, "data_")
	if !data {
		typ = s.name
	}
	return s.resource(value.Address{Data: data, Type: typ}, s.nameAt, 0, g)
}

// wordTyped is resource :aws_TYPE, :name, … and data :aws_TYPE, :name, ….
func wordTyped(s *site, g given) (value.Value, error) {
	typ, ok := "", false
	if len(g.Pos) > 0 {
		typ, ok = value.KnownText(g.Pos[0])
	}
	if !ok || len(g.Pos) < 2 {
		return nil, s.m.stop(diag.BadResourceCall.At(s.at, "`%s` needs a type and a name: `%s :aws_sns_topic, :alerts, { … }`", s.name, s.name))
	}
	g.Pos = g.Pos[1:]
	return s.resource(value.Address{Data: s.name == "data", Type: typ}, s.argAt(0), 1, g)
}

// resource adds a resource to the template. skip is the number of arguments
// that stand before the name.
func (s *site) resource(addr value.Address, typeAt source.Span, skip int, g given) (value.Value, error) {
	m := s.m
	at := s.argAt(skip)
	name, err := s.resourceName(addr, at, skip, g)
	if err != nil {
		return nil, err
	}
	addr.Name = name
	b := m.tmpl
	r := &graph.Resource{TypeAt: typeAt, NameAt: at}
	r.Address, r.Template, r.Where = addr, b.graph.Name, s.at
	if r.Attrs, err = s.attributes(&r.Address, g); err != nil {
		return nil, err
	}
	b.touch(s.at)
	s.checkType(b, addr, typeAt)
	if len(b.graph.Resources) >= m.lim.set.Resources {
		return nil, m.spent(s.at, "resources", "the template makes more than the limit of "+thousands(int64(m.lim.set.Resources))+" resources")
	}
	if first := b.add(r); first != nil {
		m.diags.Add(m.chain(diag.ResourceTwice.At(at, "`%s` is made twice in the template `%s`", addr, b.graph.Name).
			Labelled("the same name again").Also(first.NameAt, "first made here").About(addr.String())))
	}
	return &r.Resource, nil
}

// add adds a resource, unless there is one of its address already, which is
// given back.
func (b *builder) add(r *graph.Resource) *graph.Resource {
	all := b.graph.Resources
	if i := b.index.Claim(&r.Address, len(all), func(i int) *value.Address { return &all[i].Address }); i >= 0 {
		return all[i]
	}
	b.graph.Resources = append(all, r)
	r.Made = len(b.graph.Resources)
	return nil
}

func (s *site) resourceName(addr value.Address, at source.Span, skip int, g given) (string, error) {
	m := s.m
	bad := func(format string, args ...any) error {
		return m.stop(diag.BadResourceCall.At(s.at, format, args...).
			Advise("a resource has a name and attributes: `%s(:name, { … })`", s.name))
	}
	switch {
	case len(g.Pos) == 0:
		return "", bad("`%s` needs a name", s.name)
	case len(g.Pos) > 2 || len(g.Pos) == 2 && g.KW != nil:
		return "", bad("`%s` takes a name and attributes, but got %d arguments", s.name, len(g.Pos)+btoi(g.KW != nil))
	case g.blk != nil && g.blk.fn.Braces:
		return "", bad("the attributes of `%s` stand in a block: a Hash needs parentheses around the arguments", s.name)
	}
	name, ok := value.KnownText(g.Pos[0])
	if !ok {
		if str, is := g.Pos[0].(*value.String); is {
			return "", &core.UnknownError{Value: str, Method: "a name"}
		}
		return "", m.stop(diag.BadName.At(at, "the name of a resource is a Symbol or a String, not %s", value.Show(g.Pos[0])))
	}
	if !validName(name) {
		m.tmpl.report(badName(at, "a resource", name))
	}
	return name, nil
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// checkType reports a type that does not exist. A call remembers that its type
// does.
func (s *site) checkType(b *builder, addr value.Address, at source.Span) {
	names := s.m.cfg.Names
	if names == nil || s.typed == addr.Type {
		return
	}
	if names.HasType(addr.Data, addr.Type) {
		s.typed = addr.Type
		return
	}
	kind := "resource type"
	if addr.Data {
		kind = "data source"
	}
	d := diag.UnknownType.At(at, "there is no %s `%s`", kind, clean(addr.Type)).Labelled("no such %s", kind)
	near := diag.Nearest(addr.Type, names.Types(addr.Data))
	if near != "" && strings.HasPrefix(at.Text(), "data_") {
		near = "data_" + near
	}
	b.report(d.Suggest(at, near))
}

// wordRef is ref(:aws_TYPE, :name) and ref(:aws_TYPE, :name, :attr).
func wordRef(s *site, g given) (value.Value, error) {
	texts := make([]string, len(g.Pos))
	for i, v := range g.Pos {
		t, ok := value.KnownText(v)
		if !ok {
			return nil, s.m.stop(diag.BadDeclaration.At(s.at, "`ref` takes a type, a name and an attribute: `ref(:aws_sns_topic, :alerts, :arn)`"))
		}
		texts[i] = t
	}
	if len(texts) < 2 || len(texts) > 3 {
		return nil, s.m.stop(diag.BadDeclaration.At(s.at, "`ref` takes a type, a name and an attribute: `ref(:aws_sns_topic, :alerts, :arn)`"))
	}
	typ, data := strings.CutPrefix(texts[0], "data_")
	res := &value.Resource{Address: value.Address{Data: data, Type: typ, Name: texts[1]}, Template: s.m.tmpl.graph.Name, Where: s.at}
	if len(texts) == 2 {
		return res, nil
	}
	return &value.Ref{Of: res, Path: []value.Step{{Name: texts[2]}}, Where: s.at}, nil
}

// wordRaw is raw terraform: "…", cloudformation: { … }.
func wordRaw(s *site, g given) (value.Value, error) {
	bad := diag.BadDeclaration.At(s.at, "`raw` takes the text for each target: `raw terraform: \"…\", cloudformation: { … }`")
	if len(g.Pos) > 0 || g.KW == nil {
		return nil, s.m.stop(bad)
	}
	raw := &value.Raw{Where: s.at}
	for i := range g.KW.Len() {
		v := g.KW.At(i)
		place := g.KW.Shape().Place(i).Value
		switch name, _ := value.KnownText(g.KW.KeyAt(i)); name {
		case "terraform":
			text, ok := v.(*value.String)
			if !ok {
				return nil, s.m.stop(diag.BadDeclaration.At(place, "the text for Terraform is a String, not %s", value.Show(v)))
			}
			raw.Terraform = text.Dup()
		case "cloudformation":
			snap := snapshot{m: s.m, at: place, name: "cloudformation"}
			raw.CloudFormation = snap.copy(v, 0)
			if snap.failed {
				s.m.tmpl.failed = true
			}
		default:
			return nil, s.m.stop(bad)
		}
	}
	return raw, nil
}

func wordEnvironment(s *site, g given) (value.Value, error) {
	if len(g.Pos) > 0 || g.KW != nil {
		return nil, core.WrongCount(len(g.Pos)+btoi(g.KW != nil), 0, 0)
	}
	return s.m.environment(), nil
}

func (m *machine) environment() value.Value {
	if m.cfg.Environment == "" {
		return value.NewString("default")
	}
	return value.NewString(m.cfg.Environment)
}
