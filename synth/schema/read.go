package schema

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

// Reading pages as they are written, prose and all. A run does not come here,
// see pack.go; explain, the generator and the tests do.

// A Library is all pages of stdlib/types.
type Library struct {
	Common *Common
	ARNs   []*ARNKind
	Pages  []*Page // by name

	Permissions []*Permission // of each type, in the order of its page

	CloudFormation []Section // of types, data sources ("data." before the name), and of every type (common)
}

// A Section is the `cloudformation` section of one page.
type Section struct {
	Name string
	*CloudFormation
}

// Common is what holds of every type: stdlib/types/common.hcl.
type Common struct {
	JSON       []string // text attributes that hold a JSON document: a name of any type, type.path, or -type.path for not
	References []Reference
}

// ReadLibrary reads every page below types/ and iam/ of a file system such as stdlib.FS.
// An error names file, line and column.
func ReadLibrary(files fs.FS) (*Library, error) {
	var names []string
	for _, folder := range []string{"types", "iam"} {
		found, err := fs.Glob(files, folder+"/*.hcl")
		if err != nil {
			return nil, err
		}
		names = append(names, found...)
	}
	sort.Strings(names)
	l := &Library{Common: &Common{}}
	for _, name := range names {
		if err := l.read(files, name); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// ReadPage reads the page of one type, fs.ErrNotExist without.
func ReadPage(files fs.FS, typeName string) (*Page, error) {
	l := &Library{Common: &Common{}}
	if err := l.read(files, "types/"+typeName+".hcl"); err != nil {
		return nil, err
	}
	if len(l.Pages) != 1 || l.Pages[0].Name != typeName {
		return nil, fmt.Errorf("types/%s.hcl: not the page of that type", typeName)
	}
	return l.Pages[0], nil
}

// The forms of a file; everything else is refused at its place.
type (
	fileForm struct {
		Types  []typeForm   `hcl:"type,block"`
		Common []commonForm `hcl:"common,block"`
		ARNs   []arnForm    `hcl:"arn,block"`
		Data   []dataForm   `hcl:"data,block"`

		EveryType *everyTypeForm `hcl:"every_type,block"`

		Permissions []permissionForm `hcl:"permission,block"`
	}
	typeForm struct {
		Name       string          `hcl:"name,label"`
		Summary    string          `hcl:"summary"`
		JSON       []string        `hcl:"json,optional"`
		Secret     []string        `hcl:"secret,optional"`
		Prefix     []string        `hcl:"prefix,optional"`
		Replaces   []string        `hcl:"replaces,optional"`
		Defaults   hcl.Expression  `hcl:"defaults,optional"`
		References []referenceForm `hcl:"reference,block"`
		Legacy     []legacyForm    `hcl:"legacy,block"`
		Limits     []limitForm     `hcl:"limit,block"`
		Example    string          `hcl:"example"`

		CloudFormation *cloudFormationForm `hcl:"cloudformation,block"`
	}
	commonForm struct {
		JSON       []string        `hcl:"json"`
		References []referenceForm `hcl:"reference,block"`
	}
	referenceForm struct {
		At   string            `hcl:"at,label"`
		Arn  string            `hcl:"arn"`
		When map[string]string `hcl:"when,optional"` // one attribute and its word
	}
	arnForm struct {
		Name    string   `hcl:"name,label"`
		Words   string   `hcl:"words"`
		Pattern string   `hcl:"pattern"`
		Accepts []string `hcl:"accepts"`
		Refuses []string `hcl:"refuses"`
		Source  string   `hcl:"source"`
	}
	legacyForm struct {
		Name   string            `hcl:"name,label"`
		In     string            `hcl:"in,optional"`
		To     hcl.Expression    `hcl:"to,optional"` // a text, or one for each word of the attribute By
		By     string            `hcl:"by,optional"`
		Words  map[string]string `hcl:"words,optional"`
		Blocks *blocksForm       `hcl:"blocks,block"`
		Rule   string            `hcl:"rule"`
		Since  string            `hcl:"since,optional"`
		Means  string            `hcl:"means"`
		Source string            `hcl:"source"`
	}
	blocksForm struct {
		Key   string `hcl:"key"`
		Value string `hcl:"value"`
	}
	limitForm struct {
		Rule     string   `hcl:"rule,label"`
		Name     string   `hcl:"name"`
		Severity string   `hcl:"severity"`
		At       []string `hcl:"at"`
		Min      *float64 `hcl:"min,optional"`
		Max      *float64 `hcl:"max,optional"`
		Whole    bool     `hcl:"whole,optional"`
		Unit     string   `hcl:"unit,optional"`
		OneOf    []string `hcl:"one_of,optional"`
		Pattern  string   `hcl:"pattern,optional"`
		Shape    string   `hcl:"shape,optional"`
		Help     string   `hcl:"help,optional"`
		Length   []int    `hcl:"length,optional"`
		Items    []int    `hcl:"items,optional"`
		Why      string   `hcl:"why,optional"`
		Source   string   `hcl:"source"`
	}
)

func (l *Library) read(files fs.FS, name string) error {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	parsed, diags := hclsyntax.ParseConfig(data, name, hcl.InitialPos)
	if diags.HasErrors() {
		return diags
	}
	var form fileForm
	if diags := decodeBody(parsed.Body, &form); diags.HasErrors() {
		return diags
	}
	return l.add(name, &form)
}

func (l *Library) add(name string, form *fileForm) error {
	for _, c := range form.Common {
		l.Common.JSON = append(l.Common.JSON, c.JSON...)
		l.Common.References = append(l.Common.References, references(c.References)...)
	}
	for _, a := range form.ARNs {
		l.ARNs = append(l.ARNs, &ARNKind{Name: a.Name, Words: a.Words, Pattern: a.Pattern,
			Accepts: a.Accepts, Refuses: a.Refuses, Source: a.Source})
	}
	for i := range form.Types {
		page, err := form.Types[i].page()
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		l.Pages = append(l.Pages, page)
	}
	for i := range form.Permissions {
		typeName := strings.TrimSuffix(path.Base(name), ".hcl")
		l.Permissions = append(l.Permissions, form.Permissions[i].permission(typeName))
	}
	return l.addCloudFormation(name, form)
}

func references(forms []referenceForm) []Reference {
	var out []Reference
	for _, f := range forms {
		r := Reference{At: f.At, Arn: f.Arn}
		for attr, word := range f.When {
			r.When = &Condition{attr, word}
		}
		out = append(out, r)
	}
	return out
}

func (f *typeForm) page() (*Page, error) {
	p := &Page{
		Name: f.Name, JSON: f.JSON, Secret: f.Secret, Prefix: f.Prefix, Replaces: f.Replaces,
		References: references(f.References), Summary: f.Summary, Example: f.Example,
	}
	var err error
	if p.Defaults, err = defaults(f.Defaults); err != nil {
		return nil, err
	}
	for i := range f.Legacy {
		list, err := f.Legacy[i].legacies()
		if err != nil {
			return nil, err
		}
		p.Legacy = append(p.Legacy, list...)
	}
	for i := range f.Limits {
		limit, err := f.Limits[i].limit()
		if err != nil {
			return nil, err
		}
		p.Limits = append(p.Limits, limit)
	}
	return p, nil
}

// defaults reads { "path" = value, … }, in order of path.
func defaults(expr hcl.Expression) ([]Default, error) {
	v, diags := expr.Value(nil)
	if diags.HasErrors() {
		return nil, diags
	}
	if v.IsNull() {
		return nil, nil
	}
	var out []Default
	for it := v.ElementIterator(); it.Next(); {
		key, value := it.Element()
		text, err := ctyjson.Marshal(value, value.Type())
		if err != nil {
			return nil, err
		}
		out = append(out, Default{key.AsString(), string(text)})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].At < out[j].At })
	return out, nil
}

// legacies are the rows that one block of the page stands for: one, or one for
// each word.
func (f *legacyForm) legacies() ([]*Legacy, error) {
	row := Legacy{In: f.In, Name: f.Name, Rule: f.Rule, Since: f.Since, Means: f.Means, Source: f.Source}
	to, diags := f.To.Value(nil)
	switch {
	case diags.HasErrors():
		return nil, diags
	case f.Blocks != nil:
		row.Kind, row.Key, row.Value = LegacyBlocks, f.Blocks.Key, f.Blocks.Value
		return []*Legacy{&row}, nil
	case len(f.Words) > 0:
		return row.forWords(f.Words), nil
	case f.By != "" && !to.IsNull():
		return row.forConditions(f.By, to)
	case to.Type() == cty.String && !to.IsNull():
		row.To = to.AsString()
		return []*Legacy{&row}, nil
	}
	return nil, fmt.Errorf("legacy %q: one of `to`, `words` and `blocks` is needed", f.Name)
}

func (l Legacy) forWords(changed map[string]string) []*Legacy {
	var out []*Legacy
	for _, old := range slices.Sorted(maps.Keys(changed)) {
		row := l
		row.Kind, row.Old, row.New = LegacyWord, old, changed[old]
		out = append(out, &row)
	}
	return out
}

func (l Legacy) forConditions(attr string, to cty.Value) ([]*Legacy, error) {
	if !to.CanIterateElements() {
		return nil, fmt.Errorf("legacy %q: `to` gives a name for each word of `%s`", l.Name, attr)
	}
	var out []*Legacy
	for it := to.ElementIterator(); it.Next(); {
		word, name := it.Element()
		row := l
		row.When, row.To = &Condition{attr, word.AsString()}, name.AsString()
		out = append(out, &row)
	}
	return out, nil
}

func (f *limitForm) limit() (*Limit, error) {
	l := newLimit()
	l.Rule, l.Name, l.Severity, l.At, l.Unit = f.Rule, f.Name, f.Severity, f.At, f.Unit
	l.Whole = f.Whole
	l.OneOf, l.Pattern, l.Shape, l.Help, l.Why, l.Source = f.OneOf, f.Pattern, f.Shape, f.Help, f.Why, f.Source
	for _, pair := range [][]int{f.Length, f.Items} {
		if len(pair) != 0 && len(pair) != 2 {
			return nil, fmt.Errorf("limit %q: bounds are two numbers", f.Rule)
		}
	}
	if len(f.Length) == 2 {
		l.MinLength, l.MaxLength = f.Length[0], f.Length[1]
	}
	if len(f.Items) == 2 {
		l.MinItems, l.MaxItems = f.Items[0], f.Items[1]
	}
	if f.Min != nil {
		l.Min = *f.Min
	}
	if f.Max != nil {
		l.Max = *f.Max
	}
	return l, nil
}
