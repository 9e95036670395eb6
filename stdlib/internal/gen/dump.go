package main

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io/fs"
	"sort"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// From `terraform providers schema -json` to schema.Dump: the newest provider
// version, what of it an older one lacks, and what is gone.

const (
	newest    = sources + "/terraform-aws-6.66.0.json.gz"
	older     = sources + "/terraform-aws.json.gz"
	olderName = "6.47.0"
	removed   = sources + "/terraform-aws-removed.json"
)

// The forms of `terraform providers schema -json`, as far as they are used.
type (
	schemasForm struct {
		Providers map[string]*providerForm `json:"provider_schemas"`
	}
	providerForm struct {
		Provider  typeForm             `json:"provider"`
		Resources map[string]*typeForm `json:"resource_schemas"`
		Sources   map[string]*typeForm `json:"data_source_schemas"`
	}
	typeForm struct {
		Block blockForm `json:"block"`
	}
	blockForm struct {
		Attributes map[string]*attributeForm `json:"attributes"`
		Blocks     map[string]*nestedForm    `json:"block_types"`
		Deprecated bool                      `json:"deprecated"`
	}
	attributeForm struct {
		Type       json.RawMessage `json:"type"`
		Required   bool            `json:"required"`
		Optional   bool            `json:"optional"`
		Computed   bool            `json:"computed"`
		Sensitive  bool            `json:"sensitive"`
		Deprecated bool            `json:"deprecated"`
		WriteOnly  bool            `json:"write_only"`
	}
	nestedForm struct {
		Nesting string    `json:"nesting_mode"`
		Min     int       `json:"min_items"`
		Max     int       `json:"max_items"`
		Block   blockForm `json:"block"`
	}
)

// removedForm is terraform-aws-removed.json.
type removedForm struct {
	Types   map[string]string                  `json:"types"`
	Members map[string]map[string]removedEntry `json:"members"`
}

type removedEntry struct {
	Last string `json:"last"`
	New  string `json:"now"`
}

func readDump(files fs.FS) (*schema.Dump, error) {
	now, err := readProvider(files, newest)
	if err != nil {
		return nil, err
	}
	before, err := readProvider(files, older)
	if err != nil {
		return nil, err
	}
	data, err := fs.ReadFile(files, removed)
	if err != nil {
		return nil, err
	}
	var gone removedForm
	if err := json.Unmarshal(data, &gone); err != nil {
		return nil, fmt.Errorf("%s: %w", removed, err)
	}
	c := &converter{before: before, gone: &gone}
	return c.dump(now), c.err
}

func readProvider(files fs.FS, name string) (*providerForm, error) {
	file, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	plain, err := gzip.NewReader(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	var form schemasForm
	if err := json.NewDecoder(plain).Decode(&form); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	for _, p := range form.Providers {
		return p, nil
	}
	return nil, fmt.Errorf("%s: no provider in it", name)
}

// A converter is the state of one readDump.
type converter struct {
	before *providerForm
	gone   *removedForm
	err    error // the first mistake
}

func (c *converter) dump(now *providerForm) *schema.Dump {
	d := &schema.Dump{Provider: c.block(&now.Provider.Block, &c.before.Provider.Block, "")}
	for _, name := range keys(now.Resources) {
		d.Resources = append(d.Resources, c.typ(name, now.Resources[name], c.before.Resources[name], c.gone.Members[name]))
	}
	for _, name := range keys(now.Sources) {
		d.Sources = append(d.Sources, c.typ(name, now.Sources[name], c.before.Sources[name], c.gone.Members["data."+name]))
	}
	c.addGone(now)
	for _, name := range keys(c.gone.Types) {
		d.Gone = append(d.Gone, schema.Removed{Name: name, Last: c.gone.Types[name]})
	}
	return d
}

// addGone adds the types that the older version still had.
func (c *converter) addGone(now *providerForm) {
	for name := range c.before.Resources {
		if now.Resources[name] == nil {
			c.gone.Types[name] = olderName
		}
	}
	for name := range c.before.Sources {
		if now.Sources[name] == nil {
			c.gone.Types["data."+name] = olderName
		}
	}
}

func (c *converter) typ(name string, now, before *typeForm, gone map[string]removedEntry) *schema.Type {
	t := &schema.Type{Name: name, Deprecated: now.Block.Deprecated, New: before == nil}
	var old *blockForm
	if before != nil {
		old = &before.Block
	}
	t.Block = c.block(&now.Block, old, "")
	for _, path := range keys(gone) {
		c.addRemoved(t.Block, path, gone[path])
	}
	sortRemoved(t.Block)
	return t
}

// block converts one block. What the older version lacks is new in it, but not
// below what is new itself; what only that has is removed.
func (c *converter) block(now, before *blockForm, path string) *schema.Block {
	b := &schema.Block{Path: path}
	for _, name := range keys(now.Attributes) {
		a := c.attribute(name, now.Attributes[name])
		a.New = before != nil && before.Attributes[name] == nil && before.Blocks[name] == nil
		b.Attrs = append(b.Attrs, a)
	}
	for _, name := range keys(now.Blocks) {
		var old *blockForm
		if before != nil && before.Blocks[name] != nil {
			old = &before.Blocks[name].Block
		}
		n := c.nested(name, now.Blocks[name], old, path)
		n.New = before != nil && before.Attributes[name] == nil && before.Blocks[name] == nil
		b.Blocks = append(b.Blocks, n)
	}
	if before != nil {
		for _, name := range append(keys(before.Attributes), keys(before.Blocks)...) {
			c.addRemoved(b, name, removedEntry{Last: olderName})
		}
	}
	return b
}

// addRemoved notes a member that is gone, when it is and the block around it
// is not.
func (c *converter) addRemoved(top *schema.Block, path string, entry removedEntry) {
	owner, name := top, path
	if i := strings.LastIndexByte(path, '.'); i >= 0 {
		_, nested := top.Find(path[:i])
		if nested == nil {
			return
		}
		owner, name = nested.Block, path[i+1:]
	}
	if !owner.Has(name) && owner.WasRemoved(name) == nil {
		owner.Removed = append(owner.Removed, schema.Removed{Name: name, Last: entry.Last, New: entry.New})
	}
}

func sortRemoved(b *schema.Block) {
	sort.Slice(b.Removed, func(i, j int) bool { return b.Removed[i].Name < b.Removed[j].Name })
	for _, n := range b.Blocks {
		sortRemoved(n.Block)
	}
}

func (c *converter) attribute(name string, form *attributeForm) *schema.Attribute {
	return &schema.Attribute{
		Name: name, Type: c.attrType(name, form.Type),
		Required: form.Required, Optional: form.Optional, Computed: form.Computed,
		Sensitive: form.Sensitive, Deprecated: form.Deprecated, WriteOnly: form.WriteOnly,
	}
}

var nestings = map[string]schema.Nesting{
	"single": schema.NestSingle, "list": schema.NestList, "set": schema.NestSet, "map": schema.NestMap,
}

func (c *converter) nested(name string, form *nestedForm, before *blockForm, path string) *schema.NestedBlock {
	nesting, ok := nestings[form.Nesting]
	if !ok {
		c.fail("%s: nesting %q is not known", name, form.Nesting)
	}
	below := name
	if path != "" {
		below = path + "." + name
	}
	n := &schema.NestedBlock{
		Name: name, Path: below, Nesting: nesting, Min: form.Min, Max: form.Max,
		Deprecated: form.Block.Deprecated, Block: c.block(&form.Block, before, below),
	}
	if nesting == schema.NestSingle {
		n.Max = 1
	}
	return n
}

var primitives = map[string]schema.Kind{
	"string": schema.String, "number": schema.Number, "bool": schema.Bool, "dynamic": schema.Dynamic,
}

var constructors = map[string]schema.Kind{
	"list": schema.List, "set": schema.Set, "map": schema.Map, "object": schema.Object, "tuple": schema.Tuple,
}

// attrType reads "string", ["list", "string"] or ["object", {"name": "string"}].
func (c *converter) attrType(name string, raw json.RawMessage) schema.AttrType {
	var word string
	if json.Unmarshal(raw, &word) == nil {
		kind, ok := primitives[word]
		if !ok {
			c.fail("%s: type %q is not known", name, word)
		}
		return schema.AttrType{Kind: kind}
	}
	var pair [2]json.RawMessage
	if err := json.Unmarshal(raw, &pair); err != nil || json.Unmarshal(pair[0], &word) != nil {
		c.fail("%s: type %s cannot be read", name, raw)
		return schema.AttrType{}
	}
	kind, ok := constructors[word]
	if !ok {
		c.fail("%s: type %q is not known", name, word)
	}
	return c.compound(name, kind, pair[1])
}

func (c *converter) compound(name string, kind schema.Kind, raw json.RawMessage) schema.AttrType {
	t := schema.AttrType{Kind: kind}
	switch kind {
	case schema.Object:
		var members map[string]json.RawMessage
		if err := json.Unmarshal(raw, &members); err != nil {
			c.fail("%s: object type %s cannot be read", name, raw)
		}
		for _, member := range keys(members) {
			t.Fields = append(t.Fields, schema.Field{Name: member, Type: c.attrType(name, members[member])})
		}
	case schema.Tuple:
		var items []json.RawMessage
		if err := json.Unmarshal(raw, &items); err != nil {
			c.fail("%s: tuple type %s cannot be read", name, raw)
		}
		for _, item := range items {
			t.Fields = append(t.Fields, schema.Field{Type: c.attrType(name, item)})
		}
	default:
		elem := c.attrType(name, raw)
		t.Elem = &elem
	}
	return t
}

func (c *converter) fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf(format, args...)
	}
}

func keys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
