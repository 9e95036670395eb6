package schema

import "strings"

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

// A fact adds to an attribute, or to a nested block when there is limit.
type fact struct {
	pattern string
	suffix  string // of the name, for a glob
	add     func(*Attribute)
	limit   *Limit
}

func (p *patterns) put(pattern string, add func(*Attribute)) {
	p.putFact(fact{pattern: pattern, add: add})
}

func (p *patterns) putFact(f fact) {
	name := last(f.pattern)
	if suffix, ok := strings.CutPrefix(name, "*"); ok {
		f.suffix = suffix
		p.globs = append(p.globs, f)
		return
	}
	if p.byName == nil {
		p.byName = map[string][]fact{}
	}
	p.byName[name] = append(p.byName[name], f)
}

func (p *patterns) addTo(a *Attribute) {
	for _, f := range p.byName[a.Name] {
		if Match(f.pattern, a.Path) {
			f.add(a)
		}
	}
	for _, f := range p.globs {
		if strings.HasSuffix(a.Name, f.suffix) && Match(f.pattern, a.Path) {
			f.add(a)
		}
	}
}

// addToNested adds limits of how many blocks there may be.
func (p *patterns) addToNested(n *NestedBlock) {
	for _, f := range p.byName[n.Name] {
		if f.limit != nil && Match(f.pattern, n.Path) {
			n.Limits = append(n.Limits, f.limit)
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
			facts.addToNested(n)
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
			f.putFact(fact{pattern: at, limit: l, add: func(a *Attribute) { a.Limits = append(a.Limits, l) }})
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
