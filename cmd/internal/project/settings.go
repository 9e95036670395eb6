package project

// The project file, firehose.hcl. Everything works without one.

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth"
)

// FileName is what the project file is called.
const FileName = "firehose.hcl"

// Settings are those of the project file; the zero value is that of no file.
// Each member is documented by its attribute in the file.
type Settings struct {
	Repairs        synth.Repairs // repairs = "all" | "certain" | "off"
	InputsDeclared bool          // inputs = "inferred" | "declared"
	Targets        []string      // targets = ["terraform"]; nil: not said
	Environments   []Environment // environment "prod" { stream_name = "orders" }
	Levels         []synth.Level // rules { FH231 = "off" }; off, note, warning or error
	RulesDir       string        // rules_dir = "rules": folder of the project's own rule pages, from here; empty: none
}

// later are settings that the language defines and this release does not know.
var later = []string{"bind", "link", "provider"}

var known = []string{"environment", "inputs", "repairs", "rules", "rules_dir", "targets"}

// settings finds the project file above the templates and reads it. Two
// templates of one run with two project files are wrong use.
func (l *loader) settings() error {
	found := ""
	for _, dir := range l.folders {
		path := above(dir)
		if path != "" && found != "" && path != found {
			return fmt.Errorf("the templates belong to two projects, %s and %s: compile each by itself", l.name(found), l.name(path))
		}
		if found == "" {
			found = path
		}
	}
	if found == "" {
		return nil
	}
	data, err := readFile(found)
	if err != nil {
		return fmt.Errorf("%s: %s", l.name(found), Reason(err))
	}
	l.root = filepath.Dir(found)
	s, diags := parseSettings(source.NewFile(l.name(found), data))
	l.p.Settings = s
	l.p.Diags.Add(diags...)
	return nil
}

// above is the path of the nearest project file in a folder or above it, or empty.
func above(dir string) string {
	for {
		path := filepath.Join(dir, FileName)
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			return path
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

// A reader reads one project file.
type reader struct {
	file  *source.File
	out   Settings
	diags diag.List
}

func parseSettings(f *source.File) (Settings, diag.List) {
	r := &reader{file: f}
	parsed, diags := hclsyntax.ParseConfig(f.Data, f.Name, hcl.InitialPos)
	if diags.HasErrors() {
		r.broken(diags)
		return r.out, r.diags
	}
	body := parsed.Body.(*hclsyntax.Body)
	for _, b := range body.Blocks {
		r.block(b)
	}
	for _, a := range inOrder(body) {
		r.setting(a)
	}
	return r.out, r.diags
}

// inOrder are the attributes of a body as they stand in the file.
func inOrder(body *hclsyntax.Body) []*hclsyntax.Attribute {
	attrs := make([]*hclsyntax.Attribute, 0, len(body.Attributes))
	for _, a := range body.Attributes {
		attrs = append(attrs, a)
	}
	sort.Slice(attrs, func(i, j int) bool { return attrs[i].NameRange.Start.Byte < attrs[j].NameRange.Start.Byte })
	return attrs
}

func (r *reader) block(b *hclsyntax.Block) {
	if b.Type == "environment" {
		r.environment(b)
		return
	}
	if b.Type != "rules" || len(b.Labels) > 0 {
		r.unknown(b.Type, r.span(b.TypeRange))
		return
	}
	for _, in := range b.Body.Blocks {
		r.wrong("rules", in.TypeRange, "a level for each code: FH231 = \"off\"")
	}
	for _, a := range inOrder(b.Body) {
		r.level(a)
	}
}

// level is the severity that a code gets: rules { FH231 = "off" }.
func (r *reader) level(a *hclsyntax.Attribute) {
	severities := map[string]diag.Severity{"note": diag.Note, "warning": diag.Warning, "error": diag.Error}
	word := r.choice(a, "off", "note", "warning", "error")
	if word == "" {
		return
	}
	r.out.Levels = append(r.out.Levels, synth.Level{
		Code: a.Name, Off: word == "off", Severity: severities[word],
		Where: r.span(a.NameRange), Value: r.span(a.Expr.Range()),
	})
}

func (r *reader) broken(diags hcl.Diagnostics) {
	for _, d := range diags {
		if d.Subject == nil {
			continue
		}
		what := strings.TrimSuffix(d.Summary, ".")
		r.diags.Add(diag.ProjectSyntax.At(r.span(*d.Subject), "the project file cannot be read: %s", lower(what)).Advise("%s", d.Detail))
	}
}

func (r *reader) setting(a *hclsyntax.Attribute) {
	switch a.Name {
	case "repairs":
		levels := map[string]synth.Repairs{"all": synth.AllRepairs, "certain": synth.CertainRepairs, "off": synth.NoRepairs}
		r.out.Repairs = levels[r.choice(a, "all", "certain", "off")]
	case "inputs":
		r.out.InputsDeclared = r.choice(a, "inferred", "declared") == "declared"
	case "targets":
		r.out.Targets = r.targets(a)
	case "rules_dir":
		r.out.RulesDir = r.text(a)
	case "environment":
		r.wrong(a.Name, a.Expr.Range(), "a block: `environment \"prod\" { … }`")
	case "rules":
		r.wrong(a.Name, a.Expr.Range(), "a block: `rules { FH231 = \"off\" }`")
	default:
		r.unknown(a.Name, r.span(a.NameRange))
	}
}

// unknown tells of a setting or block that is not read.
func (r *reader) unknown(name string, at source.Span) {
	if slices.Contains(later, name) {
		r.diags.Add(diag.SettingNotBuilt.At(at, "the setting `%s` is not built yet", name))
		return
	}
	r.diags.Add(diag.UnknownSetting.At(at, "no setting `%s` in the project file", name).
		Suggest(at, diag.Nearest(name, known)).
		Advise("the settings are %s", list(known)))
}

// choice is the word that a setting has, or empty when it is none of those allowed.
func (r *reader) choice(a *hclsyntax.Attribute, words ...string) string {
	if v, ok := constant(a.Expr); ok && isWord(v) && slices.Contains(words, v.AsString()) {
		return v.AsString()
	}
	r.wrong(a.Name, a.Expr.Range(), list(words))
	return ""
}

// text is the text that a setting has, or empty when it has none.
func (r *reader) text(a *hclsyntax.Attribute) string {
	if v, ok := constant(a.Expr); ok && isWord(v) && v.AsString() != "" {
		return v.AsString()
	}
	r.wrong(a.Name, a.Expr.Range(), "a text: the path of a folder")
	return ""
}

func (r *reader) targets(a *hclsyntax.Attribute) []string {
	v, ok := constant(a.Expr)
	if !ok || !v.Type().IsTupleType() || v.LengthInt() == 0 {
		r.wrong(a.Name, a.Expr.Range(), "a list of targets: "+list(synth.Targets()))
		return nil
	}
	var out []string
	for _, t := range v.AsValueSlice() {
		if !isWord(t) || !slices.Contains(synth.Targets(), t.AsString()) {
			r.wrong(a.Name, a.Expr.Range(), "a list of targets: "+list(synth.Targets()))
			return nil
		}
		out = append(out, t.AsString())
	}
	return out
}

func (r *reader) wrong(name string, at hcl.Range, allowed string) {
	r.diags.Add(diag.SettingValue.At(r.span(at), "`%s` is not a value of the setting `%s`", r.span(at).Text(), name).
		Advise("it takes %s", allowed))
}

func (r *reader) span(at hcl.Range) source.Span { return r.file.Span(at.Start.Byte, at.End.Byte) }

// constant is the value of an expression that reads nothing.
func constant(e hclsyntax.Expression) (cty.Value, bool) {
	v, diags := e.Value(nil)
	return v, !diags.HasErrors() && v.IsWhollyKnown()
}

func isWord(v cty.Value) bool { return v.Type() == cty.String && !v.IsNull() }

// list is names as a sentence has them: `a`, `b` or `c`.
func list(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = "`" + n + "`"
	}
	if n := len(quoted); n > 1 {
		return strings.Join(quoted[:n-1], ", ") + " or " + quoted[n-1]
	}
	return strings.Join(quoted, "")
}

func lower(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}
