package schema

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/stdlib"
)

// The pack holds of all pages what a run needs, so that no HCL is parsed then.
// It is text, one fact a line, fields parted by tabs, words of a list by unit
// separators; a page begins with a line of = and its name. The pages "common"
// and "arns" are packed like those of types.
//
//	=aws_kinesis_stream
//	replaces	name
//	limit	FH302	error	extended_s3_configuration.buffering_size	1	128	MB	…

// A pack is the text of all packed pages.
type pack string

const (
	commonPage = "common"
	arnsPage   = "arns"
	rulesPage  = "rules"
	between    = "\x1f" // words of a list
)

// lines calls add for each fact of a page; false when there is no such page.
func (p pack) lines(name string, add func(fields []string)) bool {
	_, rest, ok := strings.Cut(string(p), "=\t"+name+"\n")
	if !ok {
		return false
	}
	for rest != "" && rest[0] != '=' {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		add(strings.Split(line, "\t"))
	}
	return true
}

// names are the pages whose names begin with a prefix, without it, in order.
func (p pack) names(prefix string) []string {
	var names []string
	for rest := string(p); ; {
		_, after, more := strings.Cut(rest, "=\t"+prefix)
		if !more {
			return names
		}
		name, tail, _ := strings.Cut(after, "\n")
		names, rest = append(names, name), tail
	}
}

// page is a type's page, nil without.
func (p pack) page(name string) *Page {
	made := &Page{Name: name}
	if !p.lines(name, made.addLine) {
		return nil
	}
	return made
}

func (p pack) common() *commonFacts {
	facts := &commonFacts{json: map[string]bool{}}
	p.lines(commonPage, func(f []string) {
		switch f[0] {
		case "json":
			facts.json[f[1]] = true
		case "reference":
			facts.references.put(f[1], func(a *Attribute) {
				if a.Arn == "" {
					a.Arn = f[2]
				}
			})
		}
	})
	return facts
}

func (p pack) arns() []*ARNKind {
	var kinds []*ARNKind
	p.lines(arnsPage, func(f []string) {
		kinds = append(kinds, &ARNKind{Name: f[1], Words: f[2], Pattern: f[3]})
	})
	return kinds
}

// addLine takes in one fact, in the form that the page's lines give it.
func (p *Page) addLine(f []string) {
	switch f[0] {
	case "json":
		p.JSON = append(p.JSON, f[1])
	case "secret":
		p.Secret = append(p.Secret, f[1])
	case "prefix":
		p.Prefix = append(p.Prefix, f[1])
	case "replaces":
		p.Replaces = append(p.Replaces, f[1])
	case "reference":
		p.References = append(p.References, Reference{f[1], f[2], condition(f[3], f[4])})
	case "default":
		p.Defaults = append(p.Defaults, Default{f[1], f[2]})
	case "legacy":
		p.Legacy = append(p.Legacy, legacyOf(f[1:]))
	case "limit":
		p.Limits = append(p.Limits, limitOf(f[1:]))
	}
}

func legacyOf(f []string) *Legacy {
	return &Legacy{
		Kind: LegacyKind(whole(f[0])), In: f[1], Name: f[2], When: condition(f[3], f[4]), To: f[5],
		Old: f[6], New: f[7], Key: f[8], Value: f[9], Rule: f[10], Since: f[11],
	}
}

// condition is that of two fields, nil when the first is empty.
func condition(attr, word string) *Condition {
	if attr == "" {
		return nil
	}
	return &Condition{attr, word}
}

func (c *Condition) fields() (attr, word string) {
	if c == nil {
		return "", ""
	}
	return c.Attr, c.Word
}

func (l *Legacy) fields() []string {
	attr, word := l.When.fields()
	return []string{"legacy", strconv.Itoa(int(l.Kind)), l.In, l.Name, attr, word, l.To, l.Old, l.New,
		l.Key, l.Value, l.Rule, l.Since}
}

func limitOf(f []string) *Limit {
	l := newLimit()
	l.Rule, l.Severity, l.At = f[0], f[1], words(f[2])
	l.Min, l.Max, l.Unit = number(f[3]), number(f[4]), f[5]
	l.OneOf, l.Pattern, l.Shape = words(f[6]), f[7], f[8]
	l.MinLength, l.MaxLength, l.MinItems, l.MaxItems = whole(f[9]), whole(f[10]), whole(f[11]), whole(f[12])
	l.Whole, l.Help = f[13] == "whole", f[14]
	return l
}

func (l *Limit) fields() []string {
	kind := ""
	if l.Whole {
		kind = "whole"
	}
	return []string{"limit", l.Rule, l.Severity, strings.Join(l.At, between),
		numberText(l.Min), numberText(l.Max), l.Unit, strings.Join(l.OneOf, between), l.Pattern, l.Shape,
		strconv.Itoa(l.MinLength), strconv.Itoa(l.MaxLength), strconv.Itoa(l.MinItems), strconv.Itoa(l.MaxItems), kind, l.Help}
}

func words(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, between)
}

// whole and number read what this file has written, so they cannot fail.
func whole(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		panic("schema: the pack of pages is broken: " + err.Error())
	}
	return n
}

func number(text string) float64 {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		panic("schema: the pack of pages is broken: " + err.Error())
	}
	return n
}

func numberText(n float64) string { return strconv.FormatFloat(n, 'g', -1, 64) }

// PackPages writes the pack, with a line for each rule at its end: what such a
// line holds is the business of package check. It fails when a fact cannot
// stand in a line.
func PackPages(l *Library, rules [][]string) ([]byte, error) {
	var w packer
	w.page(commonPage, l.Common.lines())
	w.page(arnsPage, arnLines(l.ARNs))
	for _, p := range l.Pages {
		w.page(p.Name, p.lines())
	}
	for _, s := range l.CloudFormation {
		w.page(cloudFormationPage+s.Name, s.lines())
	}
	w.permissions(l.Permissions)
	w.page(rulesPage, rules)
	return []byte(w.out.String()), w.err
}

// PackedRules calls add for each line that [PackPages] was given of the rules.
func PackedRules(add func(fields []string)) { pack(stdlib.Pages()).lines(rulesPage, add) }

type packer struct {
	out strings.Builder
	err error
}

func (w *packer) page(name string, lines [][]string) {
	w.out.WriteString("=\t" + name + "\n")
	for _, fields := range lines {
		line := strings.Join(fields, "\t")
		if strings.Count(line, "\t") != len(fields)-1 || strings.ContainsAny(line, "\n\r") {
			w.err = fmt.Errorf("page %s: a tab or line end in %q", name, fields)
		}
		w.out.WriteString(line + "\n")
	}
}

// permissions writes a page for each type that has any; they stand type by type.
func (w *packer) permissions(list []*Permission) {
	for from := 0; from < len(list); {
		to := from
		var lines [][]string
		for ; to < len(list) && list[to].Type == list[from].Type; to++ {
			lines = append(lines, list[to].fields())
		}
		w.page(permissionPage+list[from].Type, lines)
		from = to
	}
}

func arnLines(kinds []*ARNKind) [][]string {
	var out [][]string
	for _, k := range kinds {
		out = append(out, []string{"arn", k.Name, k.Words, k.Pattern})
	}
	return out
}

func (c *Common) lines() [][]string {
	out := single("json", sorted(c.JSON))
	return append(out, referenceLines(c.References)...)
}

func (p *Page) lines() [][]string {
	out := single("json", p.JSON)
	out = append(out, single("secret", p.Secret)...)
	out = append(out, single("prefix", p.Prefix)...)
	out = append(out, single("replaces", p.Replaces)...)
	out = append(out, referenceLines(p.References)...)
	for _, d := range p.Defaults {
		out = append(out, []string{"default", d.At, d.JSON})
	}
	for _, l := range p.Legacy {
		out = append(out, l.fields())
	}
	for _, l := range p.Limits {
		out = append(out, l.fields())
	}
	return out
}

func single(kind string, list []string) [][]string {
	var out [][]string
	for _, text := range list {
		out = append(out, []string{kind, text})
	}
	return out
}

func referenceLines(list []Reference) [][]string {
	var out [][]string
	for _, r := range list {
		attr, word := r.When.fields()
		out = append(out, []string{"reference", r.At, r.Arn, attr, word})
	}
	return out
}

func sorted(list []string) []string {
	out := append([]string(nil), list...)
	sort.Strings(out)
	return out
}
