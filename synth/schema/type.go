package schema

import (
	"sort"
	"strings"
)

// A Type is one resource type or data source of the provider.
type Type struct {
	Name       string // aws_kinesis_stream
	Data       bool   // a data source
	Deprecated bool
	New        bool // not in the older of the two provider versions, see PROVENANCE
	Block      *Block
	Page       *Page // nil for a type without a page, and for every data source
}

// A Block is what may stand between one pair of braces: the top of a type, or
// a nested block in it. Lists are in order of name; what is not there is nil.
type Block struct {
	Path    string // extended_s3_configuration.processing_configuration; empty at the top
	Attrs   []*Attribute
	Blocks  []*NestedBlock
	Removed []Removed // members that earlier provider versions had

	legacies []*Legacy // of this block's members, in the order of the page
}

// Attr is the attribute of a name, nil without.
func (b *Block) Attr(name string) *Attribute {
	i := sort.Search(len(b.Attrs), func(i int) bool { return b.Attrs[i].Name >= name })
	if i < len(b.Attrs) && b.Attrs[i].Name == name {
		return b.Attrs[i]
	}
	return nil
}

// Nested is the nested block of a name, nil without.
func (b *Block) Nested(name string) *NestedBlock {
	i := sort.Search(len(b.Blocks), func(i int) bool { return b.Blocks[i].Name >= name })
	if i < len(b.Blocks) && b.Blocks[i].Name == name {
		return b.Blocks[i]
	}
	return nil
}

// Has tells whether the block has an attribute or nested block of the name.
func (b *Block) Has(name string) bool { return b.Attr(name) != nil || b.Nested(name) != nil }

// Names are all members, attributes and nested blocks, by name.
func (b *Block) Names() []string {
	names := make([]string, 0, len(b.Attrs)+len(b.Blocks))
	for _, a := range b.Attrs {
		names = append(names, a.Name)
	}
	for _, n := range b.Blocks {
		names = append(names, n.Name)
	}
	sort.Strings(names)
	return names
}

// WasRemoved is what is known of a member that earlier provider versions had,
// nil for a name that never was one.
func (b *Block) WasRemoved(name string) *Removed {
	for i := range b.Removed {
		if b.Removed[i].Name == name {
			return &b.Removed[i]
		}
	}
	return nil
}

// Legacies are the legacy spellings of the type's page that concern a member
// of this block: its old name, or the attribute whose words or shape changed.
// In the order of the page.
func (b *Block) Legacies(name string) []*Legacy {
	var found []*Legacy
	for _, l := range b.legacies {
		if l.Name == name {
			found = append(found, l)
		}
	}
	return found
}

// HasLegacies tells whether any member of this block has a legacy spelling.
func (b *Block) HasLegacies() bool { return len(b.legacies) > 0 }

// A Removed is a member that the provider no longer has.
type Removed struct {
	Name string
	Last string // the last of the known versions that had it: 4.67.0
	New  string // likely new name, in the same block; empty when not known
}

// An Attribute is a leaf of a block. Exactly one of Required, or Optional and
// Computed in any mix, holds; one that is only Computed cannot be set.
type Attribute struct {
	Name string
	Path string // extended_s3_configuration.role_arn
	Type AttrType

	Required, Optional, Computed     bool
	Sensitive, Deprecated, WriteOnly bool
	New                              bool // not in the older provider version

	// What the pages add to the provider's schema.
	JSON   bool     // a text that holds a JSON document
	Secret bool     // sensitive upstream, or by a page
	Arn    string   // kind of ARN that it must be, see [Catalog.ARN]; empty: any text
	Arns   []ArnIf  // kinds that depend on a neighbour: a processor's parameter_value
	Prefix bool     // holds a Firehose prefix expression: !{timestamp:yyyy}
	Limits []*Limit // in the order of the page
}

// An ArnIf is a kind of ARN that an attribute must be when a neighbour in the
// same block is a certain word.
type ArnIf struct {
	Condition
	Arn string
}

// ReadOnly tells whether the provider sets the attribute and nobody else may.
func (a *Attribute) ReadOnly() bool { return a.Computed && !a.Optional && !a.Required }

// A NestedBlock is a block inside a block, and how often it may stand there.
type NestedBlock struct {
	Name       string
	Path       string // extended_s3_configuration.processing_configuration
	Nesting    Nesting
	Min, Max   int // Max 0: any number; Min 1: required
	Deprecated bool
	New        bool
	Block      *Block
	Limits     []*Limit // of how many there may be
}

// Nesting is how several blocks of one name stand together.
type Nesting uint8

// The nestings of Terraform's schema format.
const (
	NestSingle Nesting = iota // one at most
	NestList
	NestSet
	NestMap // by label; the AWS provider has none
)

// Kind is the outermost constructor of an attribute's type.
type Kind uint8

// The kinds of Terraform's type system.
const (
	String Kind = iota
	Number
	Bool
	List
	Set
	Map
	Object
	Tuple
	Dynamic // any value
)

// An AttrType is the type of an attribute. Elem is that of a List, Set or Map;
// Fields those of an Object by name, or of a Tuple in order, without names.
type AttrType struct {
	Kind   Kind
	Elem   *AttrType
	Fields []Field
}

// A Field is one member of an object type.
type Field struct {
	Name string
	Type AttrType
}

// Field is the type of an object's member, nil without.
func (t AttrType) Field(name string) *AttrType {
	for i := range t.Fields {
		if t.Kind == Object && t.Fields[i].Name == name {
			return &t.Fields[i].Type
		}
	}
	return nil
}

// Primitive tells whether the type is a text, a number or a truth value.
func (t AttrType) Primitive() bool { return t.Kind <= Bool }

// Collection tells whether the type is a list, set or map.
func (t AttrType) Collection() bool { return t.Kind >= List && t.Kind <= Map }

// Equal compares two types by structure.
func (t AttrType) Equal(o AttrType) bool {
	if t.Kind != o.Kind || len(t.Fields) != len(o.Fields) || (t.Elem == nil) != (o.Elem == nil) {
		return false
	}
	for i, f := range t.Fields {
		if f.Name != o.Fields[i].Name || !f.Type.Equal(o.Fields[i].Type) {
			return false
		}
	}
	return t.Elem == nil || t.Elem.Equal(*o.Elem)
}

// String spells the type as Terraform does: list(object({ arn = string })).
func (t AttrType) String() string {
	switch t.Kind {
	case Number:
		return "number"
	case Bool:
		return "bool"
	case List:
		return "list(" + t.Elem.String() + ")"
	case Set:
		return "set(" + t.Elem.String() + ")"
	case Map:
		return "map(" + t.Elem.String() + ")"
	case Object:
		return "object({ " + t.fields(" = ") + " })"
	case Tuple:
		return "tuple([" + t.fields("") + "])"
	case Dynamic:
		return "any"
	}
	return "string"
}

func (t AttrType) fields(sign string) string {
	parts := make([]string, len(t.Fields))
	for i, f := range t.Fields {
		parts[i] = f.Name + sign + f.Type.String()
	}
	return strings.Join(parts, ", ")
}
