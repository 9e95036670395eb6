package schema

import (
	"maps"
	"slices"
	"strings"
)

// A Permission is one statement that a block of a resource needs in a policy,
// from stdlib/iam/<type>.hcl; the head of that page says what its words mean.
type Permission struct {
	Type      string // the resource type: the page's name
	ID        string // S1
	To        string // whose policy: role, trust, producer, deployer, bucket, domain, collection, cluster, key
	Sid       string
	On        []string // patterns of blocks; empty text: the resource itself
	When      []Condition
	Of        string // text: what the policy of a thing itself is about; empty otherwise
	Principal *Principal
	Actions   []string
	Resources []string // texts
	Operators []Operator
	Advisory  bool // its lack is not told

	Source string // prose
}

// A Principal is who a statement is about: AWS and a text, or Service.
type Principal struct{ Kind, Text string }

// An Operator is one line of a statement's condition.
type Operator struct {
	Name   string   // StringEquals
	Key    string   // kms:ViaService
	Values []string // texts
}

// Concerns tells whether the permission may be needed by blocks at a path.
func (p *Permission) Concerns(path string) bool {
	return slices.ContainsFunc(p.On, func(on string) bool {
		return on == "" && path == "" || on != "" && Match(on, path)
	})
}

// Permissions are those of a resource type in the order of their page, none
// without a page.
func (c *Catalog) Permissions(typeName string) []*Permission {
	var out []*Permission
	c.pages.lines(permissionPage+typeName, func(f []string) {
		out = append(out, permissionOf(typeName, f))
	})
	return out
}

// permissionPage begins the names of the packed pages of permissions.
const permissionPage = "iam/"

type permissionForm struct {
	ID        string            `hcl:"id,label"`
	To        string            `hcl:"to,optional"`
	Sid       string            `hcl:"sid"`
	On        []string          `hcl:"on"`
	When      map[string]string `hcl:"when,optional"`
	Of        string            `hcl:"of,optional"`
	Principal map[string]string `hcl:"principal,optional"`
	Actions   []string          `hcl:"actions"`
	Resources []string          `hcl:"resources,optional"`
	Operators []operatorForm    `hcl:"condition,block"`
	Advisory  bool              `hcl:"advisory,optional"`
	Source    string            `hcl:"source"`
}

type operatorForm struct {
	Name   string   `hcl:"operator,label"`
	Key    string   `hcl:"key,label"`
	Values []string `hcl:"values"`
}

func (f *permissionForm) permission(typeName string) *Permission {
	p := &Permission{
		Type: typeName, ID: f.ID, To: f.To, Sid: f.Sid, On: f.On, Of: f.Of,
		Actions: f.Actions, Resources: f.Resources, Advisory: f.Advisory, Source: f.Source,
	}
	if p.To == "" {
		p.To = "role"
	}
	for _, member := range slices.Sorted(maps.Keys(f.When)) {
		p.When = append(p.When, Condition{member, f.When[member]})
	}
	for _, kind := range slices.Sorted(maps.Keys(f.Principal)) {
		p.Principal = &Principal{kind, f.Principal[kind]}
	}
	for _, o := range f.Operators {
		p.Operators = append(p.Operators, Operator(o))
	}
	return p
}

// Within a list of lists, words stand between these.
const betweenMembers = "\x1e"

func (p *Permission) fields() []string {
	var when, operators []string
	for _, c := range p.When {
		when = append(when, c.Attr+betweenMembers+c.Word)
	}
	for _, o := range p.Operators {
		operators = append(operators, strings.Join(append([]string{o.Name, o.Key}, o.Values...), betweenMembers))
	}
	kind, who := "", ""
	if p.Principal != nil {
		kind, who = p.Principal.Kind, p.Principal.Text
	}
	advisory := ""
	if p.Advisory {
		advisory = "advisory"
	}
	join := func(list []string) string { return strings.Join(list, between) }
	return []string{p.ID, p.To, p.Sid, join(p.On), join(when), p.Of, kind, who, join(p.Actions), join(p.Resources), join(operators), advisory}
}

func permissionOf(typeName string, f []string) *Permission {
	p := &Permission{
		Type: typeName, ID: f[0], To: f[1], Sid: f[2], On: strings.Split(f[3], between), Of: f[5],
		Actions: words(f[8]), Resources: words(f[9]), Advisory: f[11] != "",
	}
	for _, w := range words(f[4]) {
		member, word, _ := strings.Cut(w, betweenMembers)
		p.When = append(p.When, Condition{member, word})
	}
	if f[6] != "" {
		p.Principal = &Principal{f[6], f[7]}
	}
	for _, w := range words(f[10]) {
		parts := strings.Split(w, betweenMembers)
		p.Operators = append(p.Operators, Operator{parts[0], parts[1], parts[2:]})
	}
	return p
}
