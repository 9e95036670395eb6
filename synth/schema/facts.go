package schema

import (
	"sort"
	"strings"
)

// What pages add to a decoded type, found by the last name of each pattern so
// that a type costs one walk, however long its page is.

// commonFacts are those of stdlib/types/common.hcl: for every type.
type commonFacts struct {
	json       map[string]bool // names of text attributes, of every type; or type.path; or -type.path for not
	references patterns
}

// patterns are facts by the last name of their pattern.
type patterns struct {
	byName map[string][]fact
	globs  []fact // whose last name has a * in it
}

type fact struct {
	pattern string
	add     func(*Attribute)
}

func (p *patterns) put(pattern string, add func(*Attribute)) {
	name := last(pattern)
	if strings.Contains(name, "*") {
		p.globs = append(p.globs, fact{pattern, add})
		return
	}
	if p.byName == nil {
		p.byName = map[string][]fact{}
	}
	p.byName[name] = append(p.byName[name], fact{pattern, add})
}

func (p *patterns) addTo(a *Attribute) {
	for _, list := range [2][]fact{p.byName[a.Name], p.globs} {
		for _, f := range list {
			if Match(f.pattern, a.Path) {
				f.add(a)
			}
		}
	}
}

// addFacts completes a type from its page and from what is common to all.
func (c *Catalog) addFacts(t *Type) {
	c.addCommon(t.Block, t.Name)
	if t.Data {
		return
	}
	if t.Page = c.pages.page(t.Name); t.Page == nil {
		return
	}
	facts := t.Page.facts()
	t.Block.each(func(b *Block) {
		for _, a := range b.Attrs {
			facts.addTo(a)
		}
		for _, n := range b.Blocks {
			t.Page.addItemLimits(n)
		}
		b.legacies = t.Page.legaciesOf(b)
	})
}

// addCommon adds what is said of attributes of every type.
func (c *Catalog) addCommon(top *Block, owner string) {
	if c.common == nil {
		c.common = c.pages.common()
	}
	top.each(func(b *Block) {
		for _, a := range b.Attrs {
			a.JSON = a.Type.Kind == String && c.common.holdsJSON(owner, a)
			if a.Type.Kind == String || a.Type.Collection() && a.Type.Elem.Kind == String {
				c.common.references.addTo(a)
			}
		}
	})
}

func (f *commonFacts) holdsJSON(owner string, a *Attribute) bool {
	if f.json[a.Name] {
		return !f.json["-"+owner+"."+a.Path]
	}
	return f.json[owner+"."+a.Path]
}

func (p *Page) facts() *patterns {
	var f patterns
	for _, at := range p.JSON {
		f.put(at, func(a *Attribute) { a.JSON = true })
	}
	for _, at := range p.Secret {
		f.put(at, func(a *Attribute) { a.Secret = true })
	}
	for _, at := range p.Prefix {
		f.put(at, func(a *Attribute) { a.Prefix = true })
	}
	for _, r := range p.References {
		f.put(r.At, func(a *Attribute) { r.addTo(a) })
	}
	for _, l := range p.Limits {
		for _, at := range l.At {
			f.put(at, func(a *Attribute) { a.Limits = append(a.Limits, l) })
		}
	}
	return &f
}

func (r *Reference) addTo(a *Attribute) {
	if r.When != nil {
		a.Arns = append(a.Arns, ArnIf{*r.When, r.Arn})
		return
	}
	a.Arn = r.Arn
}

func (p *Page) addItemLimits(n *NestedBlock) {
	for _, l := range p.Limits {
		for _, at := range l.At {
			if last(at) == n.Name && Match(at, n.Path) {
				n.Limits = append(n.Limits, l)
			}
		}
	}
}

// legaciesOf are the spellings that concern members of one block. A name that
// the block still has is not an old one, and one whose new name it lacks has
// not become that.
func (p *Page) legaciesOf(b *Block) []*Legacy {
	var found []*Legacy
	for _, l := range p.Legacy {
		if Match(l.In, b.Path) && b.concerns(l) {
			found = append(found, l)
		}
	}
	sort.SliceStable(found, func(i, j int) bool { return found[i].Name < found[j].Name })
	return found
}

func (b *Block) concerns(l *Legacy) bool {
	if l.Kind != LegacyName {
		return b.Has(l.Name)
	}
	attr, nested := b.Find(l.To)
	return !b.Has(l.Name) && (attr != nil || nested != nil)
}

// each visits the block and all blocks inside it.
func (b *Block) each(visit func(*Block)) {
	visit(b)
	for _, n := range b.Blocks {
		n.Block.each(visit)
	}
}
