// Package resolve binds a normalised graph to the provider schema: every
// reference to the object that it names, every input to a type, and the
// resources into an order in which each follows all it refers to.
//
// What enters is a [graph.Graph] with canonical spellings; what leaves is a
// [Graph], a type of its own, so that nothing later can be handed one with
// loose ends. The values in it are those of the graph: hashes, arrays,
// strings with references in them. How a hash reads against its block of the
// schema is a [View], made once for each shape.
package resolve

import (
	"iter"
	"maps"
	"slices"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// A Graph is one template with nothing loose: references bound, inputs typed.
type Graph struct {
	Name      string
	From      *graph.Graph // what it was resolved from: places of the template itself
	Resources []*Resource  // each after all it refers to; as made otherwise
	Inputs    []*Input     // by name
	Outputs   []*Output    // by name
	Providers []*graph.Settings
	Terraform *graph.Settings
	Neutral   []string // neutral values that it uses, by name: account_id, partition, region
	Catalog   *schema.Catalog

	all      []Resource             // as they were made
	index    graph.Index            // of the first of all
	indexed  int                    // so many; they are when somebody asks
	byType   map[string][]*Resource // of those whose type is known; made when somebody asks
	promoted map[string]bool        // names of the inputs that repairs made

	views       map[*value.Shape]reading
	viewsByName map[namesKey]*View
}

// Find is the resource of an address, nil without.
func (g *Graph) Find(a value.Address) *Resource {
	at := func(i int) *value.Address { return &g.all[i].Address }
	for ; g.indexed < len(g.all); g.indexed++ {
		g.index.Claim(&g.all[g.indexed].Address, g.indexed, at)
	}
	if i := g.index.Find(&a, at); i >= 0 {
		return &g.all[i]
	}
	return nil
}

// OfType are the resources of a type that is known, in order. Data sources are
// none.
func (g *Graph) OfType(typ string) []*Resource {
	if g.byType == nil {
		g.group()
	}
	return g.byType[typ]
}

// Types are the types of which there are resources, sorted.
func (g *Graph) Types() []string {
	if g.byType == nil {
		g.group()
	}
	return slices.Sorted(maps.Keys(g.byType))
}

// group makes byType, with all lists in one piece.
func (g *Graph) group() {
	g.byType = map[string][]*Resource{}
	count := map[*schema.Type]int{}
	for _, r := range g.Resources {
		if r.known() {
			count[r.Type]++
		}
	}
	all, lists := make([]*Resource, len(g.Resources)), make(map[*schema.Type]*[]*Resource, len(count))
	for _, r := range g.Resources {
		if !r.known() {
			continue
		}
		list := lists[r.Type]
		if list == nil {
			n := count[r.Type]
			cut := all[:0:n]
			list, all = &cut, all[n:]
			lists[r.Type] = list
		}
		*list = append(*list, r)
	}
	for typ, list := range lists {
		g.byType[typ.Name] = *list
	}
}

// Index is its place among the resources of its graph as they were made.
func (res *Resource) Index() int { return res.made }

// known tells whether it is a resource, and its type is known.
func (res *Resource) known() bool { return res.Type != nil && !res.Address.Data }

// Of is the resource that a value of the template stands for, nil without.
func (g *Graph) Of(v *value.Resource) *Resource {
	if i := v.Made - 1; i >= 0 && i < len(g.all) && g.all[i].Address == v.Address {
		return &g.all[i]
	}
	return g.Find(v.Address)
}

// A Resource is one resource or data source. Its attributes have canonical
// names; meta-arguments (depends_on, lifecycle, provider, …) stand apart.
type Resource struct {
	*graph.Resource              // as made: address and places
	Type            *schema.Type // nil when the type is unknown, which has been told
	Attrs           *value.Hash
	Meta            *Meta // never nil; shared by all that have none

	made  int    // its place among the resources as they were made
	needs []need // what it refers to, without doubles, in order of first use
}

// Uses are the resources that it refers to, without doubles, in order of first
// use.
func (res *Resource) Uses() iter.Seq[*Resource] {
	return func(yield func(*Resource) bool) {
		for _, n := range res.needs {
			if !yield(n.of) {
				return
			}
		}
	}
}

// A need is another resource that one refers to, and where it does so first.
type need struct {
	of *Resource
	at source.Span
}

// Meta are a resource's meta-arguments; each Hash or Array as written, nil
// without.
type Meta struct {
	DependsOn []value.Address
	Lifecycle *value.Hash
	Provider  value.Value

	DependsOnAt, LifecycleAt, ProviderAt source.Span
}

// noMeta are the meta-arguments of a resource without any, as most are.
var noMeta = &Meta{}

// Needs tells whether it refers to another resource.
func (res *Resource) Needs(other *Resource) bool {
	return slices.ContainsFunc(res.needs, func(n need) bool { return n.of == other })
}

// An Input is a typed hole of the template.
type Input struct {
	Name        string
	Type        schema.AttrType
	Secret      bool        // it feeds a secret attribute, or was declared sensitive
	ARN         string      // kind of ARN that it must be, see schema.ARNKind; empty: any text
	Default     value.Value // nil without
	Description string
	Allowed     []value.Value // of a declared input
	Pattern     string        // of a declared input
	Declared    bool
	Repair      bool // made by a repair: promoted
	Uses        []Use
	Where       source.Span // the first use, or the declaration
}

// A Use is one place that an input feeds.
type Use struct {
	Resource *Resource         // nil in an output
	Path     string            // extended_s3_configuration.role_arn; empty in an output
	Attr     *schema.Attribute // nil in an output
	Type     *schema.AttrType  // of what it feeds: of an element inside a list; nil inside JSON text
	JSON     bool              // inside JSON text
	Whole    bool              // the input is the whole value, not a part of a text
	ARN      string            // kind of ARN that it must be there; empty: any text
	Where    source.Span
}

// An Output is one output, bound.
type Output struct {
	Name        string
	Value       value.Value
	Description string
	Export      value.Value // what `export:` says: a name for other stacks, or true; nil without
	Secret      bool
	Where       source.Span
}
