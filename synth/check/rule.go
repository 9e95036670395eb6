package check

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// A Set is a set of rules, opened. It compiles what is asked for when it is
// asked for, so that one goroutine at a time may use it.
type Set struct {
	pages  fs.FS
	rules  []*rule // by id
	broken error   // the first page that could not be read

	byType map[string][]aim // of types that somebody asked for
	blocks map[blockKey]*ruleset
}

type blockKey struct{ typ, path string }

// A rule is one page, without its prose.
type rule struct {
	id, name, file string
	severity       diag.Severity
	target         string // told for this target only; empty: for all
	cases          []*constraint

	own  source.Span // of the id of a project's own rule; zero of the library's
	text []byte      // its page; nil: it is read from the folder
}

// A constraint is one thing that a rule demands. Most rules have one; a page
// with `case` blocks has one for each, which takes what it does not say itself
// from the rule.
type constraint struct {
	rule     *rule
	label    string        // of the case
	severity diag.Severity // its own, else the rule's
	on       []string      // type.pattern of blocks
	at       []string      // members whose place is told: the first that is there
	also     []string      // pairs of a member and what is said of it
	covers   []string      // members whose absence this constraint tells, not the schema's check
	schema   string        // the schema's own finding that this constraint tells: unknown, of the members of at
	source   *section      // what is compiled, with rule's for what the case leaves out
	outer    *section

	ready, tells bool // what is below is compiled: to decide, to tell
	err          error
	names        map[string]int // of the named values
	sources      []string       // theirs
	lets         []expr         // theirs, nil until used

	when, require             expr // when may be nil
	message, tag, help, focus expr // tag, help and focus may be nil
	beside                    expr // a block of whatever resource and what is said of it: [block, text]; may be nil
	where                     expr // the member or block whose place is told, before at; may be nil
	repairs                   []*repair
}

// A ruleset is what concerns the blocks at one path of one type.
type ruleset struct {
	list    []*constraint // with an expression to evaluate, by rule id
	covered map[string]bool
	unknown *constraint            // names unknown members; nil: the compiler's own code does
	strange map[string]*constraint // tells an unknown member of this name itself
}

// Open opens the rule pages in the top of a folder. [OpenPacked] is quicker for
// those of the library. A page that cannot be read
// is told by [Set.Err], and left out.
func Open(pages fs.FS) *Set {
	s := newSet(pages)
	names, err := fs.Glob(pages, "*.hcl")
	s.fail(err)
	for _, name := range names {
		data, err := fs.ReadFile(pages, name)
		s.fail(err)
		s.page(name, string(data))
	}
	s.sort()
	return s
}

func newSet(pages fs.FS) *Set {
	return &Set{pages: pages, byType: map[string][]aim{}, blocks: map[blockKey]*ruleset{}}
}

func (s *Set) sort() {
	sort.SliceStable(s.rules, func(i, j int) bool { return s.rules[i].id < s.rules[j].id })
}

// A pack holds what a run reads of the rule pages: each after a line of = and
// its name.
const packMark = "=\t"

// PackRules writes the pack of the rule pages in the top of a folder.
func PackRules(pages fs.FS) ([]byte, error) {
	names, err := fs.Glob(pages, "*.hcl")
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	for _, name := range names {
		data, err := fs.ReadFile(pages, name)
		if err != nil {
			return nil, err
		}
		b.WriteString(packMark + name + "\n" + headOf(string(data)) + "\n")
	}
	return b.Bytes(), nil
}

// OpenPacked is Open for pages of which there is a pack.
func OpenPacked(pack string, pages fs.FS) *Set {
	s := newSet(pages)
	for _, page := range strings.Split(strings.TrimPrefix(pack, packMark), "\n"+packMark) {
		name, text, _ := strings.Cut(page, "\n")
		s.page(name, text)
	}
	s.sort()
	return s
}

// page adds the rules of a page.
func (s *Set) page(name, text string) {
	for _, b := range scanPage(text) {
		r, err := newRule(name, b)
		s.fail(err)
		if r != nil {
			s.rules = append(s.rules, r)
		}
	}
}

// Leave leaves out the rules whose ids a project has switched off. What such a
// rule tells in place of the schema's check, that check tells again.
func (s *Set) Leave(off func(id string) bool) {
	s.rules = slices.DeleteFunc(s.rules, func(r *rule) bool { return off(r.id) })
}

func (s *Set) fail(err error) {
	if s.broken == nil {
		s.broken = err
	}
}

// Err is what was wrong with the first page that could not be read, nil for
// none. Expressions are read when a run first needs them; Err reads all.
func (s *Set) Err() error {
	for _, r := range s.rules {
		for _, c := range r.cases {
			s.fail(c.whole())
		}
	}
	return s.broken
}

// whole compiles all of a constraint.
func (c *constraint) whole() error {
	c.prepare()
	c.prepareTelling()
	for i := range c.lets {
		if c.lets[i] = c.read(c.sources[i]); c.err != nil {
			break
		}
	}
	return c.err
}

var severities = map[string]diag.Severity{"error": diag.Error, "warning": diag.Warning, "note": diag.Note}

// newRule reads a page's rule block; nil for a block of another kind.
func newRule(file string, b *section) (*rule, error) {
	if b.kind != "rule" {
		return nil, fmt.Errorf("%s: a rule page holds `rule` blocks, not `%s`", file, b.kind)
	}
	severity, ok := severities[text(b.get("severity"))]
	if !ok {
		return nil, fmt.Errorf("%s: severity is error, warning or note", file)
	}
	r := &rule{id: b.label, name: text(b.get("name")), file: file, severity: severity, target: text(b.get("target"))}
	for _, in := range b.inside {
		if in.kind == "case" {
			r.cases = append(r.cases, newConstraint(r, in, b))
		}
	}
	if len(r.cases) == 0 {
		r.cases = []*constraint{newConstraint(r, b, b)}
	}
	return r, nil
}

func newConstraint(r *rule, b, outer *section) *constraint {
	c := &constraint{rule: r, source: b, outer: outer, severity: r.severity}
	if own, ok := severities[text(b.get("severity"))]; ok {
		c.severity = own
	}
	if b != outer {
		c.label = b.label
	}
	c.on, c.at, c.also = texts(c.get("on")), texts(c.get("at")), texts(c.get("also"))
	c.covers, c.schema = texts(c.get("covers")), text(c.get("schema"))
	return c
}

// get is the text of an attribute of the case, or of the rule around it.
func (c *constraint) get(name string) string {
	if t := c.source.get(name); t != "" || c.source == c.outer {
		return t
	}
	return c.outer.get(name)
}

// prepare makes closures of what decides whether the constraint is met, once.
func (c *constraint) prepare() {
	if c.ready {
		return
	}
	c.ready, c.names = true, map[string]int{}
	c.named()
	c.when, c.require = c.read(c.get("when")), c.read(c.get("require"))
}

// prepareTelling makes closures of what is needed to tell a finding, once.
func (c *constraint) prepareTelling() {
	if c.tells {
		return
	}
	c.tells = true
	c.message, c.tag, c.help = c.read(c.get("message")), c.read(c.get("label")), c.read(c.get("help"))
	c.focus, c.where = c.read(c.get("focus")), c.read(c.get("where"))
	c.beside = c.read(c.get("beside"))
	c.repairs = c.compileRepairs(c.source)
}

// read compiles an expression; nil for no source. What is wrong is kept in err.
func (c *constraint) read(source string) expr {
	if source == "" || c.err != nil {
		return nil
	}
	e, err := compile(source, c.names)
	c.fail(err)
	return e
}

func (c *constraint) fail(err error) {
	if c.err == nil && err != nil {
		c.err = fmt.Errorf("%s: %w", c.rule.file, err)
	}
}

// named reads the values that `with` names, each when it is first used:
// with = { ns = … }. One may use those before it.
func (c *constraint) named() {
	names, sources, err := objectOf(c.get("with"))
	c.fail(err)
	c.lets = make([]expr, len(names))
	c.sources = sources
	for i, name := range names {
		c.names[name] = i
	}
}

// let is a named value, compiled.
func (c *constraint) let(i int) expr {
	if c.lets[i] == nil {
		if c.lets[i] = c.read(c.sources[i]); c.lets[i] == nil {
			panic(c.err)
		}
	}
	return c.lets[i]
}

// at is the ruleset of the blocks at a path of a type.
func (s *Set) at(typ *schema.Type, path string) *ruleset {
	key := blockKey{typ.Name, path}
	if found, ok := s.blocks[key]; ok {
		return found
	}
	made := &ruleset{covered: map[string]bool{}}
	var last *constraint
	for _, a := range s.ofType(typ.Name) {
		if a.con != last && a.meets(path) {
			made.add(a.con)
			last = a.con
		}
	}
	s.blocks[key] = made
	return made
}

// An aim is what a constraint is about in one type.
type aim struct {
	con  *constraint
	path string // a pattern of the paths of blocks; empty: the resource itself
	tail string // how these paths end
}

// ofType are the aims in a type, by rule id.
func (s *Set) ofType(name string) []aim {
	if list, ok := s.byType[name]; ok {
		return list
	}
	var list []aim
	for _, r := range s.rules {
		for _, c := range r.cases {
			for _, on := range c.on {
				if begins(on, name) || begins(on, "*") {
					_, path, _ := strings.Cut(on, ".")
					list = append(list, aim{c, path, path[strings.LastIndexAny(path, ".*")+1:]})
				}
			}
		}
	}
	s.byType[name] = list
	return list
}

// meets tells whether the blocks at a path are among those that are meant.
func (a *aim) meets(path string) bool {
	switch {
	case a.path == "**":
		return true
	case a.path == "" || path == "":
		return a.path == path
	}
	return strings.HasSuffix(path, a.tail) && schema.Match(a.path, path)
}

// begins tells whether the first name of a path is this one.
func begins(path, name string) bool {
	return strings.HasPrefix(path, name) && (len(path) == len(name) || path[len(name)] == '.')
}

func (rs *ruleset) add(c *constraint) {
	for _, name := range c.covers {
		rs.covered[name] = true
	}
	if c.schema == "unknown" && len(c.at) == 0 {
		rs.unknown = c
	}
	if c.schema == "unknown" {
		rs.misplaced(c)
	}
	if c.get("require") != "" {
		rs.list = append(rs.list, c)
	}
}

func (rs *ruleset) misplaced(c *constraint) {
	if rs.strange == nil {
		rs.strange = map[string]*constraint{}
	}
	for _, name := range c.at {
		rs.strange[name] = c
	}
}
