package schema

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

// Reading `cloudformation` sections as they are written, see read.go.

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
	Replaces   []string       `hcl:"replaces,optional"`
	Refusals   []refusalForm  `hcl:"refuse,block"`
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

type refusalForm struct {
	At      string   `hcl:"at,label"`
	Why     string   `hcl:"why"`
	Between []string `hcl:"between,optional"`
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
	Number    bool              `hcl:"number,optional"`
	One       bool              `hcl:"one,optional"`
	Keyed     string            `hcl:"keyed,optional"`
	Retain    bool              `hcl:"retain,optional"`
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
	c := &CloudFormation{Type: f.Type, Below: f.Below, Needs: f.Needs, Replaces: f.Replaces}
	for _, r := range f.Refusals {
		c.Refusals = append(c.Refusals, Refusal(r))
	}
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
	m.To, m.Omit, m.When, m.Text, m.List, m.One, m.Number, m.Keyed = form.To, form.Omit, form.When, form.Text, form.List, form.One, form.Number, form.Keyed
	if len(form.Pairs) == 2 {
		m.Key, m.Value = form.Pairs[0], form.Pairs[1]
	}
	for _, old := range slices.Sorted(maps.Keys(form.Words)) {
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
	case form.Retain:
		m.Kind = MapRetain
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
	diags := decodeBody(attributeBody{attrs, e.Range()}, &form)
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

// An attributeBody is an hcl.Body of attributes alone, so that decodeBody reads an
// object as it does a block.
type attributeBody struct {
	attrs hcl.Attributes
	where hcl.Range
}

func (b attributeBody) Content(s *hcl.BodySchema) (*hcl.BodyContent, hcl.Diagnostics) {
	content, rest, diags := b.PartialContent(s)
	unknown := rest.(attributeBody).attrs
	for _, name := range slices.Sorted(maps.Keys(unknown)) {
		diags = diags.Append(&hcl.Diagnostic{Severity: hcl.DiagError, Summary: "Unsupported argument",
			Detail: fmt.Sprintf("A mapping has no member %q.", name), Subject: &unknown[name].Range})
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
