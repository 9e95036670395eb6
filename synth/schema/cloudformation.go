package schema

import (
	"slices"
	"strconv"
	"strings"
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

	Replaces []string  // attributes whose change replaces the resource
	Refusals []Refusal // changes that CloudFormation tries and the service refuses

	mappings []Mapping
}

// A Mapping says what becomes of the members whose path its pattern matches.
// The first mapping of a page that matches holds.
//
//	MapProperty  it is the property To, below the property that the block has
//	             become. An empty To is the name in PascalCase; a dotted one
//	             goes deeper; one that begins with / counts from the top. With
//	             [] at the end nested blocks become a list, else one object.
//	             A.[Name=x].B is B of that element of the list A whose Name is x.
//	MapDissolve  the block disappears: its members are the parent's.
//	MapNothing   it says nothing that CloudFormation has to be told. Silent.
//	MapRetain    it keeps the object when the resource goes, as DeletionPolicy does.
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
	Number     bool     // the property is a number, the attribute a text
	List       bool     // one value becomes a list of one
	One        bool     // a list of one becomes that one
	Keyed      string   // blocks become an object, by what this attribute of them says
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

// TruthWords tells whether the property is true or false, and the attribute
// says so in other words.
func (m *Mapping) TruthWords() bool {
	for i := 1; i < len(m.Words); i += 2 {
		if m.Words[i] != "true" && m.Words[i] != "false" {
			return false
		}
	}
	return len(m.Words) > 0
}

// ElementOf takes a property of the form [Name=x] apart: the name and value
// that tell which element of a list is meant; false for any other.
func ElementOf(property string) (name, is string, ok bool) {
	inner, ok := strings.CutPrefix(property, "[")
	if !ok {
		return "", "", false
	}
	return strings.Cut(strings.TrimSuffix(inner, "]"), "=")
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
	MapRetain
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

// A Refusal is a change of an attribute that the service does not make.
type Refusal struct {
	At      string   // pattern
	Why     string   // a sentence without a stop
	Between []string // words: only a change from one of them to another word, or back; none: any change
}

// Concerns tells whether a change from one word to another is refused.
func (r *Refusal) Concerns(old, new string) bool {
	return len(r.Between) == 0 || slices.Contains(r.Between, old) != slices.Contains(r.Between, new)
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

// A Part is a type whose resources are parts of those of another type.
type Part struct {
	Type *Type
	Fold Fold
}

// FromCloudFormation is the type whose counterpart has a name, nil without: of
// several the first by name.
func (c *Catalog) FromCloudFormation(name string) *Type {
	for _, page := range c.pages.names(cloudFormationPage) {
		found := &CloudFormation{}
		c.pages.lines(cloudFormationPage+page, found.addLine)
		if found.Type == name && name != "" {
			return c.Resource(page)
		}
	}
	return nil
}

// FoldedInto are the types that become an object of the resources of a type, or
// elements of a list there, and have no counterpart of their own.
func (c *Catalog) FoldedInto(t *Type) []Part {
	var parts []Part
	for _, page := range c.pages.names(cloudFormationPage) {
		found := &CloudFormation{}
		c.pages.lines(cloudFormationPage+page, found.addLine)
		for _, f := range found.Folds {
			if f.Type == t.Name && found.Type == "" {
				parts = append(parts, Part{c.Resource(page), f})
			}
		}
	}
	return parts
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
func Pascal(name string) string { return string(AppendPascal(make([]byte, 0, len(name)), name)) }

// AppendPascal appends a name in PascalCase.
func AppendPascal(out []byte, name string) []byte {
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
	return out
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
	case "replaces":
		c.Replaces = append(c.Replaces, f[1])
	case "refuse":
		c.Refusals = append(c.Refusals, Refusal{f[1], f[2], words(f[3])})
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
		Omit: words(f[6]), Default: f[7], When: f[8], Text: f[9] == "1", List: f[10] == "1", One: f[11] == "1", Number: f[12] == "1", Keyed: f[13], Why: f[14]}
}

func (m *Mapping) fields() []string {
	return []string{"property", m.At, strconv.Itoa(int(m.Kind)), m.To, m.Key, m.Value, strings.Join(m.Words, between),
		strings.Join(m.Omit, between), m.Default, m.When, bit(m.Text), bit(m.List), bit(m.One), bit(m.Number), m.Keyed, m.Why}
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
	out = append(out, single("replaces", c.Replaces)...)
	for _, r := range c.Refusals {
		out = append(out, []string{"refuse", r.At, r.Why, strings.Join(r.Between, between)})
	}
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
		out = append(out, []string{"out", o.Attr, strconv.Itoa(int(o.Kind)), o.Text})
	}
	return out
}
