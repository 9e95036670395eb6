package schema

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/gohcl"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

// This file holds the `cloudformation` sections of pages: how a resource type
// is written as CloudFormation. A run reads them from the pack, and only when
// it writes CloudFormation.

// A CloudFormation is the counterpart of a resource type in CloudFormation, or
// what the attributes of a data source come to.
type CloudFormation struct {
	Type    string // AWS::Kinesis::Stream; empty when the type is only a part of others
	Below   string // the property that all others stand in: TableInput; empty: none
	Choices []Choice
	Folds   []Fold // where it goes instead of a resource of its own: the first that fits
	Out     []Out
	Needs   []string // members of the top that CloudFormation asks for and Terraform does not

	mappings []Mapping
}

// A Mapping says what becomes of the members whose path its pattern matches.
// The first mapping of a page that matches holds.
//
//	MapProperty  it is the property To, below the property that the block has
//	             become. An empty To is the name in PascalCase; a dotted one
//	             goes deeper; one that begins with / counts from the top. With
//	             [] at the end nested blocks become a list, else one object.
//	MapDissolve  the block disappears: its members are the parent's.
//	MapNothing   it says nothing that CloudFormation has to be told. Silent.
//	MapTerraform it is about Terraform only, and left out with a note.
//	MapMissing   CloudFormation cannot express it: an error.
type Mapping struct {
	At   string // pattern
	Kind MappingKind
	To   string

	Key, Value string   // a map becomes a list of objects with these two members
	Words      []string // old and new in turn: true, Enabled, false, Suspended
	Omit       []string // words that mean the same as nothing
	Default    string   // written when nothing is given, as JSON; empty: none
	When       string   // a block that counts only when this attribute of it is true
	Text       bool     // the property is a text, the attribute a number or truth value
	List       bool     // one value becomes a list of one
	Why        string   // of MapTerraform and MapMissing: a sentence without a stop; may be empty

	implied bool // no mapping of the page says it
}

// Path is where the property of a member of a block stands, property by
// property, from that of the block; from the top for the top block.
func (c *CloudFormation) Path(m *Mapping, block string) []string {
	to := strings.TrimSuffix(m.To, "[]")
	if block == "" && c.Below != "" && !strings.HasPrefix(to, "/") {
		to = c.Below + "." + to
	}
	return strings.Split(strings.TrimPrefix(to, "/"), ".")
}

// Repeats tells whether nested blocks become a list: where the page does not
// say, when there may be several.
func (m *Mapping) Repeats(n *NestedBlock) bool {
	return strings.HasSuffix(m.To, "[]") || m.implied && n.Max != 1 && n.Nesting != NestSingle
}

// MappingKind is what becomes of a member.
type MappingKind uint8

// The kinds of mappings.
const (
	MapProperty MappingKind = iota
	MapDissolve
	MapNothing
	MapTerraform
	MapMissing
)

// A Choice is a property that follows from which block there is: the value of
// the first case whose member is given. A case without a member always fits.
type Choice struct {
	Property string
	Cases    []Case
}

// A Case is one value of a Choice.
type Case struct{ Member, Value string }

// A Fold makes a resource a part of another one of the template, that which
// its attribute Join refers to.
type Fold struct {
	Join  string // role
	Type  string // aws_iam_role: what it must be
	Into  string // ManagedPolicyArns[]
	Value string // the attribute that is the whole of it; empty: all properties as an object
}

// An Out is what a reference to an attribute comes to. Text may hold ${.} (what
// Ref gives), ${.Arn} (what Fn::GetAtt gives), ${name} (the attribute of that
// name as written) and pseudo parameters.
type Out struct {
	Attr string
	Kind OutKind
	Text string // of OutGetAtt the name, of OutText the text, of OutPseudo the parameter, of OutWritten the attribute (empty: this)
}

// OutKind is which intrinsic function a reference becomes.
type OutKind uint8

// The kinds of references.
const (
	OutRef     OutKind = iota
	OutGetAtt          // Fn::GetAtt
	OutText            // Fn::Sub
	OutWritten         // the attribute as it is written in the template
	OutPseudo          // a pseudo parameter
)

// CloudFormation is the counterpart of a type, nil when its page has none.
func (c *Catalog) CloudFormation(t *Type) *CloudFormation {
	name := cloudFormationPage + t.Name
	if t.Data {
		name = cloudFormationPage + "data." + t.Name
	}
	made := &CloudFormation{}
	if !c.pages.lines(name, made.addLine) {
		return nil
	}
	c.pages.lines(cloudFormationPage+commonPage, made.addLine)
	return made
}

// Mapping is what becomes of a member of a path.
func (c *CloudFormation) Mapping(path string) *Mapping {
	name := last(path)
	for i := range c.mappings {
		m := &c.mappings[i]
		if at := last(m.At); (at == name || strings.Contains(at, "*")) && Match(m.At, path) {
			return m
		}
	}
	return &Mapping{At: path, To: Pascal(name), implied: true}
}

// Find is what a reference to an attribute comes to, nil when that is not said.
func (c *CloudFormation) Find(attr string) *Out {
	for i := range c.Out {
		if c.Out[i].Attr == attr {
			return &c.Out[i]
		}
	}
	return nil
}

// Pascal is a name in PascalCase: delivery_stream_name is DeliveryStreamName.
func Pascal(name string) string {
	out := make([]byte, 0, len(name))
	upper := true
	for i := 0; i < len(name); i++ {
		c := name[i]
		switch {
		case c == '_' || c == '-':
			upper = true
			continue
		case upper && 'a' <= c && c <= 'z':
			c -= 'a' - 'A'
		}
		out = append(out, c)
		upper = false
	}
	return string(out)
}

// cloudFormationPage begins the names of these sections in the pack.
const cloudFormationPage = "cloudformation "

func (c *CloudFormation) addLine(f []string) {
	switch f[0] {
	case "type":
		if f[1] != "" { // not of what holds of every type
			c.Type, c.Below = f[1], f[2]
		}
	case "needs":
		c.Needs = append(c.Needs, f[1])
	case "property":
		c.mappings = append(c.mappings, mappingOf(f[1:]))
	case "choice":
		choice := Choice{Property: f[1]}
		for i := 2; i+1 < len(f); i += 2 {
			choice.Cases = append(choice.Cases, Case{f[i], f[i+1]})
		}
		c.Choices = append(c.Choices, choice)
	case "fold":
		c.Folds = append(c.Folds, Fold{f[1], f[2], f[3], f[4]})
	case "out":
		c.Out = append(c.Out, Out{f[1], OutKind(whole(f[2])), f[3]})
	}
}

func mappingOf(f []string) Mapping {
	return Mapping{At: f[0], Kind: MappingKind(whole(f[1])), To: f[2], Key: f[3], Value: f[4], Words: words(f[5]),
		Omit: words(f[6]), Default: f[7], When: f[8], Text: f[9] == "1", List: f[10] == "1", Why: f[11]}
}

func (m *Mapping) fields() []string {
	return []string{"property", m.At, fmt.Sprint(int(m.Kind)), m.To, m.Key, m.Value, strings.Join(m.Words, between),
		strings.Join(m.Omit, between), m.Default, m.When, bit(m.Text), bit(m.List), m.Why}
}

func bit(on bool) string {
	if on {
		return "1"
	}
	return ""
}

func (c *CloudFormation) lines() [][]string {
	out := [][]string{{"type", c.Type, c.Below}}
	out = append(out, single("needs", c.Needs)...)
	for i := range c.mappings {
		out = append(out, c.mappings[i].fields())
	}
	for _, choice := range c.Choices {
		line := []string{"choice", choice.Property}
		for _, o := range choice.Cases {
			line = append(line, o.Member, o.Value)
		}
		out = append(out, line)
	}
	for _, f := range c.Folds {
		out = append(out, []string{"fold", f.Join, f.Type, f.Into, f.Value})
	}
	for _, o := range c.Out {
		out = append(out, []string{"out", o.Attr, fmt.Sprint(int(o.Kind)), o.Text})
	}
	return out
}

// cloudFormationForm is the section of a page.
//
//	cloudformation "AWS::Kinesis::Stream" {
//	  properties = {
//	    retention_period = "RetentionPeriodHours"
//	    tags             = { to = "Tags", pairs = ["Key", "Value"] }
//	    timeouts         = { terraform = "" }
//	  }
//	  references = { arn = "GetAtt Arn", name = "Ref" }
//	}
type cloudFormationForm struct {
	Type       string         `hcl:"type,label"`
	Below      string         `hcl:"below,optional"`
	Needs      []string       `hcl:"needs,optional"`
	Properties hcl.Expression `hcl:"properties,optional"`
	References hcl.Expression `hcl:"references,optional"`
	Choices    []choiceForm   `hcl:"choose,block"`
	Folds      []foldForm     `hcl:"fold,block"`
}

// dataForm is what CloudFormation has instead of a data source.
type dataForm struct {
	Name       string         `hcl:"name,label"`
	References hcl.Expression `hcl:"references"`
}

// everyTypeForm holds the mappings of members that many types have.
type everyTypeForm struct {
	Properties hcl.Expression `hcl:"properties"`
}

type choiceForm struct {
	Property string         `hcl:"property,label"`
	By       hcl.Expression `hcl:"by"`
	Else     string         `hcl:"else,optional"`
}

type foldForm struct {
	Join  string `hcl:"join,label"`
	Type  string `hcl:"type"`
	Into  string `hcl:"into"`
	Value string `hcl:"value,optional"`
}

// propertyForm is the long form of one mapping.
type propertyForm struct {
	To        string            `hcl:"to,optional"`
	Pairs     []string          `hcl:"pairs,optional"`
	Words     map[string]string `hcl:"words,optional"`
	Omit      []string          `hcl:"omit,optional"`
	Default   cty.Value         `hcl:"default,optional"`
	When      string            `hcl:"when,optional"`
	Text      bool              `hcl:"text,optional"`
	List      bool              `hcl:"list,optional"`
	Nothing   bool              `hcl:"nothing,optional"`
	Terraform *string           `hcl:"terraform,optional"`
	Missing   *string           `hcl:"missing,optional"`
}

// addCloudFormation takes in the sections of one file.
func (l *Library) addCloudFormation(file string, form *fileForm) error {
	add := func(name string, f *cloudFormationForm) error {
		made, err := f.read()
		if err != nil {
			return fmt.Errorf("%s: %s: %w", file, name, err)
		}
		l.CloudFormation = append(l.CloudFormation, Section{name, made})
		return nil
	}
	for i := range form.Types {
		if f := form.Types[i].CloudFormation; f != nil {
			if err := add(form.Types[i].Name, f); err != nil {
				return err
			}
		}
	}
	for _, d := range form.Data {
		if err := add("data."+d.Name, &cloudFormationForm{References: d.References}); err != nil {
			return err
		}
	}
	if form.EveryType != nil {
		return add(commonPage, &cloudFormationForm{Properties: form.EveryType.Properties})
	}
	return nil
}

func (f *cloudFormationForm) read() (*CloudFormation, error) {
	c := &CloudFormation{Type: f.Type, Below: f.Below, Needs: f.Needs}
	var err error
	if c.mappings, err = readMappings(f.Properties); err != nil {
		return nil, err
	}
	if c.Out, err = readOuts(f.References); err != nil {
		return nil, err
	}
	for _, choice := range f.Choices {
		made, err := choice.read()
		if err != nil {
			return nil, err
		}
		c.Choices = append(c.Choices, made)
	}
	for _, fold := range f.Folds {
		c.Folds = append(c.Folds, Fold(fold))
	}
	return c, nil
}

func (f *choiceForm) read() (Choice, error) {
	made := Choice{Property: f.Property}
	err := eachPair(f.By, func(member string, e hcl.Expression) error {
		v, err := textOf(e)
		made.Cases = append(made.Cases, Case{member, v})
		return err
	})
	if f.Else != "" {
		made.Cases = append(made.Cases, Case{"", f.Else})
	}
	return made, err
}

// readMappings reads { pattern = "Property", … } in the order of the page,
// which hcl keeps in expressions though not in values.
func readMappings(expr hcl.Expression) ([]Mapping, error) {
	var out []Mapping
	err := eachPair(expr, func(pattern string, e hcl.Expression) error {
		m, err := readMapping(pattern, e)
		out = append(out, m)
		return err
	})
	return out, err
}

func readMapping(pattern string, e hcl.Expression) (Mapping, error) {
	m := Mapping{At: pattern}
	v, diags := e.Value(nil)
	if diags.HasErrors() {
		return m, diags
	}
	if v.Type() == cty.String {
		m.To = v.AsString()
		return m.settled(), nil
	}
	form, err := readProperty(e)
	if err != nil {
		return m, err
	}
	m.To, m.Omit, m.When, m.Text, m.List = form.To, form.Omit, form.When, form.Text, form.List
	if len(form.Pairs) == 2 {
		m.Key, m.Value = form.Pairs[0], form.Pairs[1]
	}
	for _, old := range sortedKeys(form.Words) {
		m.Words = append(m.Words, old, form.Words[old])
	}
	if form.Default != cty.NilVal && !form.Default.IsNull() {
		text, err := ctyjson.Marshal(form.Default, form.Default.Type())
		if err != nil {
			return m, err
		}
		m.Default = string(text)
	}
	switch {
	case form.Nothing:
		m.Kind = MapNothing
	case form.Terraform != nil:
		m.Kind, m.Why = MapTerraform, *form.Terraform
	case form.Missing != nil:
		m.Kind, m.Why = MapMissing, *form.Missing
	}
	return m.settled(), nil
}

// settled fills in what the short forms leave open: "." dissolves a block, and
// no property at all is the name in PascalCase.
func (m Mapping) settled() Mapping {
	switch {
	case m.To == ".":
		m.Kind, m.To = MapDissolve, ""
	case m.To == "" && m.Kind == MapProperty && !strings.Contains(last(m.At), "*"):
		m.To = Pascal(last(m.At))
	case m.To == "[]":
		m.To = Pascal(last(m.At)) + "[]"
	}
	return m
}

// readProperty decodes { to = …, … }, refusing members that there are not.
func readProperty(e hcl.Expression) (*propertyForm, error) {
	attrs := hcl.Attributes{}
	err := eachPair(e, func(name string, v hcl.Expression) error {
		attrs[name] = &hcl.Attribute{Name: name, Expr: v, Range: v.Range(), NameRange: v.Range()}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var form propertyForm
	diags := gohcl.DecodeBody(attributeBody{attrs, e.Range()}, nil, &form)
	if diags.HasErrors() {
		return nil, diags
	}
	return &form, nil
}

// readOuts reads { attr = "Ref" }, { attr = "GetAtt Arn" } and the like.
func readOuts(expr hcl.Expression) ([]Out, error) {
	var out []Out
	err := eachPair(expr, func(attr string, e hcl.Expression) error {
		text, err := textOf(e)
		if err != nil {
			return err
		}
		o := Out{Attr: attr, Kind: OutText, Text: text}
		switch name, isGetAtt := strings.CutPrefix(text, "GetAtt "); {
		case text == "Ref":
			o.Kind, o.Text = OutRef, ""
		case text == "written" || strings.HasPrefix(text, "written "):
			o.Kind, o.Text = OutWritten, strings.TrimPrefix(strings.TrimPrefix(text, "written"), " ")
		case strings.HasPrefix(text, "AWS::"):
			o.Kind = OutPseudo
		case isGetAtt:
			o.Kind, o.Text = OutGetAtt, name
		}
		out = append(out, o)
		return nil
	})
	return out, err
}

func textOf(e hcl.Expression) (string, error) {
	v, diags := e.Value(nil)
	if diags.HasErrors() {
		return "", diags
	}
	if v.Type() != cty.String || v.IsNull() {
		return "", fmt.Errorf("%s: a text is needed", e.Range())
	}
	return v.AsString(), nil
}

// eachPair visits the pairs of an object expression in source order.
func eachPair(expr hcl.Expression, f func(key string, e hcl.Expression) error) error {
	if expr == nil {
		return nil
	}
	if v, diags := expr.Value(nil); !diags.HasErrors() && v.IsNull() {
		return nil
	}
	pairs, diags := hcl.ExprMap(expr)
	if diags.HasErrors() {
		return diags
	}
	for _, p := range pairs {
		key, err := textOf(p.Key)
		if err != nil {
			return err
		}
		if err := f(key, p.Value); err != nil {
			return err
		}
	}
	return nil
}

// An attributeBody is an hcl.Body of attributes alone, so that gohcl decodes an
// object as it does a block.
type attributeBody struct {
	attrs hcl.Attributes
	where hcl.Range
}

func (b attributeBody) Content(s *hcl.BodySchema) (*hcl.BodyContent, hcl.Diagnostics) {
	content, rest, diags := b.PartialContent(s)
	for name, a := range rest.(attributeBody).attrs {
		diags = diags.Append(&hcl.Diagnostic{Severity: hcl.DiagError, Summary: "Unsupported argument",
			Detail: fmt.Sprintf("A mapping has no member %q.", name), Subject: &a.Range})
	}
	return content, diags
}

func (b attributeBody) PartialContent(s *hcl.BodySchema) (*hcl.BodyContent, hcl.Body, hcl.Diagnostics) {
	content := &hcl.BodyContent{Attributes: hcl.Attributes{}, MissingItemRange: b.where}
	rest := hcl.Attributes{}
	for name, a := range b.attrs {
		rest[name] = a
	}
	for _, want := range s.Attributes {
		if a, ok := b.attrs[want.Name]; ok {
			content.Attributes[want.Name] = a
			delete(rest, want.Name)
		}
	}
	return content, attributeBody{rest, b.where}, nil
}

func (b attributeBody) JustAttributes() (hcl.Attributes, hcl.Diagnostics) { return b.attrs, nil }
func (b attributeBody) MissingItemRange() hcl.Range                       { return b.where }
