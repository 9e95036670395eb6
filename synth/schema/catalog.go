// Package schema is what the Terraform AWS provider accepts: every resource
// type and data source with its attributes and nested blocks, and what this
// project's own pages add to them (what a reference must point to, what is
// JSON, what is secret, legacy spellings, limits).
//
// What enters is the embedded data of package stdlib; what leaves is a
// [Catalog], read where it lies: opening one decodes nothing, asking for a
// type decodes that type and its page, once.
package schema

import (
	"sort"
	"sync"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/stdlib"
)

// A Catalog is the provider schema with the pages. It may be used by several
// goroutines at a time. What it returns is shared and must not be changed.
type Catalog struct {
	data  *reader
	pages pack

	mu       sync.Mutex
	types    map[string]*Type // by name; data sources with "data." before it
	provider *Block
	common   *commonFacts
	arns     []*ARNKind
}

// Load opens the embedded catalogue.
func Load() *Catalog { return Open(stdlib.Catalog(), stdlib.Pages()) }

// Open reads a catalogue and a pack of pages in the form that the generator
// writes; the strings are not copied. It panics when the catalogue is of
// another form, since the data is part of this program.
func Open(catalog, pages string) *Catalog {
	return &Catalog{data: newReader(catalog), pages: pack(pages), types: map[string]*Type{}}
}

// Resource is the resource type of a name, nil when there is none.
func (c *Catalog) Resource(name string) *Type { return c.find(c.data.resources, name, name) }

// DataSource is the data source of a name, nil when there is none.
func (c *Catalog) DataSource(name string) *Type { return c.find(c.data.sources, name, "data."+name) }

// HasResource tells whether there is such a resource type, decoding nothing.
func (c *Catalog) HasResource(name string) bool {
	_, ok := c.data.lookup(c.data.resources, name)
	return ok
}

// HasDataSource tells whether there is such a data source, decoding nothing.
func (c *Catalog) HasDataSource(name string) bool {
	_, ok := c.data.lookup(c.data.sources, name)
	return ok
}

// Provider is the block of `provider :aws`: what the provider takes, and the
// alias that Terraform itself keeps for every provider.
func (c *Catalog) Provider() *Block {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.provider == nil {
		c.provider = c.data.block(c.data.provider, "")
		c.provider.Attrs = append(c.provider.Attrs, &Attribute{Name: "alias", Path: "alias", Optional: true})
		sort.Slice(c.provider.Attrs, func(i, j int) bool { return c.provider.Attrs[i].Name < c.provider.Attrs[j].Name })
		c.addCommon(c.provider, "provider")
	}
	return c.provider
}

// Names are all resource types, or all data sources, in order.
func (c *Catalog) Names(data bool) []string {
	t := c.table(data)
	names := make([]string, t.n)
	for i := range names {
		names[i] = c.data.name(t, i)
	}
	return names
}

// Nearest is the name most like one that does not exist, empty when none is.
func (c *Catalog) Nearest(name string, data bool) string {
	return diag.Nearest(name, c.Names(data))
}

// RemovedType is the last known provider version that had a resource type
// which is gone; data sources are asked for with "data." before the name.
func (c *Catalog) RemovedType(name string) (lastVersion string, ok bool) {
	return c.data.gone(name)
}

func (c *Catalog) table(data bool) table {
	if data {
		return c.data.sources
	}
	return c.data.resources
}

func (c *Catalog) find(t table, name, key string) *Type {
	c.mu.Lock()
	defer c.mu.Unlock()
	if found, ok := c.types[key]; ok {
		return found
	}
	i, ok := c.data.lookup(t, name)
	if !ok {
		return nil
	}
	made := c.data.typ(t, i)
	made.Data = key != name
	c.addFacts(made)
	c.types[key] = made
	return made
}
