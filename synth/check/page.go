package check

import (
	"fmt"
	"io/fs"
	"slices"
	"sort"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
)

// A Page is a rule for people: what `explain` prints.
type Page struct {
	ID, Name  string
	Severity  diag.Severity
	Target    string // told for this target only; empty: for all
	On        []string
	Bounds    []string // of the limits that go by this id, a sentence each
	Messages  []string // what it tells, as the page has them: with `${…}` for what is found; one for each case
	Legacy    bool     // it tells old spellings, which the pages of types list
	Why       string
	Source    string
	Unchecked string            // why nothing is told, of a rule that no template can be seen to break; empty for others
	Evidence  string            // how sure that is, in the words of the page; may be empty
	Repairs   []diag.RepairKind // kinds of the repairs that it may offer, without doubles
	Examples  []Example         // the first is that of the page's own bad and good
}

// An Example is a template that breaks a rule and its twin that keeps it.
// Either may be empty. The line where the rule is told ends in `# here`.
type Example struct{ Label, Bad, Good string }

// List is every rule of the set, by id, without examples.
func (s *Set) List() []*Page {
	out := make([]*Page, len(s.rules))
	for i, r := range s.rules {
		out[i] = r.page()
	}
	return out
}

// page is what a run knows of a rule.
func (r *rule) page() *Page {
	return &Page{ID: r.id, Name: r.name, Severity: r.severity, Target: r.target, On: r.on(), Messages: r.messages()}
}

// messages are the texts of the messages of all cases, without doubles.
func (r *rule) messages() []string {
	var out []string
	for _, c := range r.cases {
		text := c.get("message")
		if n := len(text); n > 1 && text[0] == '"' && text[n-1] == '"' {
			text = text[1 : n-1]
		}
		if text != "" && !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return out
}

func (r *rule) on() []string {
	var out []string
	for _, c := range r.cases {
		for _, on := range c.on {
			if !slices.Contains(out, on) {
				out = append(out, on)
			}
		}
	}
	return out
}

// Page is the whole page of a rule, nil when there is none of that id. The
// error is about a page that could not be read.
func (s *Set) Page(id string) (*Page, error) {
	i := sort.Search(len(s.rules), func(i int) bool { return s.rules[i].id >= id })
	if i == len(s.rules) || s.rules[i].id != id {
		return nil, nil
	}
	r := s.rules[i]
	data, err := r.text, error(nil)
	if data == nil {
		data, err = fs.ReadFile(s.pages, r.file)
	}
	if err != nil {
		return nil, err
	}
	parsed, diags := hclsyntax.ParseConfig(data, r.file, hcl.InitialPos)
	if diags.HasErrors() {
		return nil, fmt.Errorf("%w", diags)
	}
	p := r.page()
	for _, b := range parsed.Body.(*hclsyntax.Body).Blocks {
		if len(b.Labels) == 1 && b.Labels[0] == id {
			p.read(b.Body)
		}
	}
	return p, nil
}

// read takes in the prose of a rule's block.
func (p *Page) read(b *hclsyntax.Body) {
	p.Why, p.Source, p.Evidence = words(b, "why"), words(b, "source"), words(b, "evidence")
	p.Unchecked = words(b, "unchecked")
	p.example("", b)
	p.repairs(b)
	for _, in := range b.Blocks {
		switch in.Type {
		case "example":
			p.example(in.Labels[0], in.Body)
		case "case":
			p.repairs(in.Body)
		}
	}
}

func (p *Page) example(label string, b *hclsyntax.Body) {
	e := Example{label, words(b, "bad"), words(b, "good")}
	if e.Bad != "" || e.Good != "" {
		p.Examples = append(p.Examples, e)
	}
}

func (p *Page) repairs(b *hclsyntax.Body) {
	for _, in := range b.Blocks {
		kind := repairKinds[words(in.Body, "kind")]
		if in.Type != "repair" {
			continue
		}
		known := false
		for _, k := range p.Repairs {
			known = known || k == kind
		}
		if !known {
			p.Repairs = append(p.Repairs, kind)
		}
	}
}

// words is the text of an attribute, empty without.
func words(b *hclsyntax.Body, name string) string {
	a, ok := b.Attributes[name]
	if !ok {
		return ""
	}
	v, diags := a.Expr.Value(nil)
	if diags.HasErrors() || v.IsNull() || v.Type() != cty.String {
		return ""
	}
	return v.AsString()
}
