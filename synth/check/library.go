package check

import (
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// Library is every rule for people, by id, from the pages under rules and the
// limits on the pages under types. An id that has both is one page.
func Library(files fs.FS) ([]*Page, error) {
	folder, err := fs.Sub(files, "rules")
	if err != nil {
		return nil, err
	}
	l := &library{byID: map[string]*Page{}}
	set := Open(folder)
	for _, listed := range set.List() {
		page, err := set.Page(listed.ID)
		if err != nil {
			return nil, err
		}
		l.add(page)
	}
	types, err := fs.Glob(files, "types/aws_*.hcl")
	for _, name := range types {
		if err == nil {
			err = l.page(files, strings.TrimSuffix(strings.TrimPrefix(name, "types/"), ".hcl"))
		}
	}
	slices.SortFunc(l.pages, func(a, b *Page) int { return strings.Compare(a.ID, b.ID) })
	return l.pages, err
}

type library struct {
	pages []*Page
	byID  map[string]*Page
}

func (l *library) add(p *Page) {
	l.pages = append(l.pages, p)
	l.byID[p.ID] = p
}

// page takes in the limits and the old spellings of a type's page.
func (l *library) page(files fs.FS, typ string) error {
	page, err := schema.ReadPage(files, typ)
	if err != nil {
		return err
	}
	for _, limit := range page.Limits {
		p := l.byID[limit.Rule]
		if p == nil {
			p = &Page{ID: limit.Rule, Name: limit.Name, Severity: severities[limit.Severity], Why: limit.Why, Source: limit.Source}
			l.add(p)
		}
		p.Bounds = append(p.Bounds, Sentence(limit))
		if !slices.Contains(p.On, typ) {
			p.On = append(p.On, typ)
		}
	}
	for _, old := range page.Legacy {
		if p := l.byID[old.Rule]; p != nil {
			p.Legacy = true
		}
	}
	return nil
}

// Sentence says a limit in words.
func Sentence(l *schema.Limit) string {
	return orList(l.At) + ": " + strings.Join(bounds(l), "; ") + "."
}

func bounds(l *schema.Limit) []string {
	var out []string
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	if l.HasRange() {
		say("%s", strings.TrimSpace(rangeWords(l)+" "+l.Unit))
	}
	if l.Whole {
		say("a whole number")
	}
	if len(l.OneOf) > 0 {
		say("%s", orList(l.OneOf))
	}
	if l.Pattern != "" {
		say("%s", l.Shape)
	}
	if l.MaxLength > 0 || l.MinLength > 0 {
		say("%s characters", fromTo(l.MinLength, l.MaxLength))
	}
	if l.MaxItems > 0 || l.MinItems > 0 {
		say("%s entries", fromTo(l.MinItems, l.MaxItems))
	}
	return out
}

func rangeWords(l *schema.Limit) string {
	switch {
	case math.IsInf(l.Max, 1):
		return "at least " + numberText(l.Min)
	case math.IsInf(l.Min, -1):
		return "at most " + numberText(l.Max)
	}
	return numberText(l.Min) + " to " + numberText(l.Max)
}

func fromTo(low, high int) string {
	switch {
	case high == 0:
		return fmt.Sprintf("at least %d", low)
	case low == 0:
		return fmt.Sprintf("at most %d", high)
	}
	return fmt.Sprintf("%d to %d", low, high)
}
