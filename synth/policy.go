package synth

// What a project makes of findings: the levels of its project file, and the
// waivers in comments. Both change what is told and how gravely, never what is
// written: an error is never lowered or waived, for the service or the provider
// would refuse what came of it. The exceptions are a secret that stands in the
// text, which works and is only unwise, and the project's own rules.

import (
	"bytes"
	"sort"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/check"
)

// A Level is the severity that a project gives to a code.
type Level struct {
	Code     string
	Off      bool // not told at all, and not repaired
	Severity diag.Severity
	Where    source.Span // of the code
	Value    source.Span // of the level
}

// levels are those of a job that hold, by code. What is wrong with the others
// is told.
func (r *run) levels() map[string]Level {
	if len(r.job.Levels) == 0 {
		return nil
	}
	out := map[string]Level{}
	for _, l := range r.job.Levels {
		switch own := r.knowledge()[l.Code]; {
		case own == nil:
			r.diags.Add(diag.LevelOfNothing.At(l.Where, "no rule or diagnostic `%s`", l.Code).
				Suggest(l.Where, diag.Nearest(l.Code, r.codes())).
				Advise("`firehose-dsl explain --list` shows them all"))
		case own.severity == diag.Error && !own.house && (l.Off || l.Severity != diag.Error):
			r.diags.Add(diag.LevelTooLow.At(l.Value, "`%s` is an error, which no level lowers", l.Code).
				Advise("what AWS or the provider refuses stays refused; what this program cannot know is written with `raw`"))
		default:
			out[l.Code] = l
		}
	}
	return out
}

// grade gives findings their levels and leaves out those that are off. A
// finding that was repaired is at most a warning.
func grade(ds diag.List, levels map[string]Level) diag.List {
	if len(levels) == 0 {
		return ds
	}
	var out diag.List
	for _, d := range ds {
		l, ok := levels[d.Code]
		switch {
		case ok && l.Off:
			continue
		case ok && d.Repair != diag.NoRepair:
			d.Severity = min(l.Severity, diag.Warning)
		case ok:
			d.Severity = l.Severity
		}
		out.Add(d)
	}
	return out
}

// A known code is what levels and waivers ask about one.
type knownCode struct {
	severity diag.Severity
	target   string // told for this target only; empty: for all
	house    bool   // of the project's own rules
}

// knowledge is every code that exists, those of the project's own rules too.
func (r *run) knowledge() map[string]*knownCode {
	if r.known != nil {
		return r.known
	}
	r.known = map[string]*knownCode{}
	for _, c := range diag.Codes() {
		r.known[c.ID] = &knownCode{severity: c.Severity, target: c.Target}
	}
	for _, pages := range [][]*check.Page{check.Index(), r.rules.List()} {
		for _, p := range pages {
			_, house := r.rules.Owns(p.ID)
			r.known[p.ID] = &knownCode{p.Severity, p.Target, house}
		}
	}
	return r.known
}

func (r *run) codes() []string {
	var out []string
	for code := range r.knowledge() {
		out = append(out, code)
	}
	sort.Strings(out)
	return out
}

// waiverMark begins a waiver in a comment: `# firehose-dsl:allow CODE reason`.
// Several codes have commas between them.
const waiverMark = "firehose-dsl:allow"

// A waiver lets one code pass on one line.
type waiver struct {
	code  string
	at    source.Span // of the code
	line  int         // that it is about
	void  bool        // it says no reason, or a code that does not exist
	waves bool        // something was told there
}

type place struct {
	file string
	line int
}

// waive leaves out what a comment on its line allows. Waivers that do not
// count, or have nothing to let pass, are told instead.
func (r *run) waive() diag.List {
	by := map[place][]*waiver{}
	var all []*waiver
	for _, f := range r.texts() {
		for _, w := range r.waivers(f) {
			key := place{f.Name, w.line}
			by[key], all = append(by[key], w), append(all, w)
		}
	}
	if len(all) == 0 {
		return r.diags
	}
	var out diag.List
	for _, d := range r.diags {
		if !r.waived(d, by) {
			out.Add(d)
		}
	}
	return append(out, r.idle(all, out)...)
}

// texts are the files whose comments may hold waivers, each once, helper files
// too.
func (r *run) texts() []*source.File {
	var out []*source.File
	type part struct {
		name string
		from int
	}
	seen := map[part]bool{}
	for _, f := range r.loaded {
		key := part{f.Name, f.From}
		if !seen[key] && bytes.Contains(f.Data[f.From:f.To], []byte(waiverMark)) {
			out = append(out, f)
		}
		seen[key] = true
	}
	return out
}

// waivers are those in the comments of a file: each about its own line, or,
// when it stands alone, about the next one that is not such a comment too.
func (r *run) waivers(f *source.File) []*waiver {
	comments := dsl.Comments(f)
	whole := f.Whole()
	alone := map[int]bool{}
	for _, c := range comments {
		line := whole.Position(int(c.Start)).Line
		before := whole.Data[whole.LineStart(line):c.Start]
		alone[line] = len(bytes.TrimSpace(before)) == 0
	}
	var out []*waiver
	for _, c := range comments {
		line := whole.Position(int(c.Start)).Line
		for alone[line] {
			line++
		}
		out = append(out, r.waiversIn(c, line)...)
	}
	return out
}

// waiversIn are those that one comment holds, about a line.
func (r *run) waiversIn(comment source.Span, line int) []*waiver {
	before, rest, found := strings.Cut(comment.Text(), waiverMark)
	if !found || rest != "" && rest[0] != ' ' && rest[0] != '\t' {
		return nil
	}
	codes, reason := strings.TrimLeft(rest, " \t"), ""
	from := int(comment.End) - len(codes)
	if i := strings.IndexAny(codes, " \t"); i >= 0 {
		codes, reason = codes[:i], strings.TrimSpace(codes[i:])
	}
	if codes == "" {
		at := int(comment.Start) + len(before)
		r.diags.Add(diag.BadWaiver.At(comment.File.Span(at, at+len(waiverMark)), "the waiver names no code").Advise("write `# %s CODE reason`", waiverMark))
		return nil
	}
	var out []*waiver
	for _, code := range strings.Split(codes, ",") {
		w := &waiver{code: code, at: comment.File.Span(from, from+len(code)), line: line}
		from += len(code) + 1
		r.judge(w, reason)
		out = append(out, w)
	}
	return out
}

// judge tells what keeps a waiver from counting.
func (r *run) judge(w *waiver, reason string) {
	switch {
	case r.knowledge()[w.code] == nil:
		w.void = true
		r.diags.Add(diag.BadWaiver.At(w.at, "the waiver names `%s`, which is no rule or diagnostic", w.code).
			Suggest(w.at, diag.Nearest(w.code, r.codes())))
	case reason == "":
		w.void = true
		r.diags.Add(diag.BadWaiver.At(w.at, "the waiver of `%s` gives no reason, so it does not count", w.code).
			Advise("say behind the code why it may pass"))
	}
}

// waived reports whether a waiver lets a diagnostic pass.
func (r *run) waived(d *diag.Diagnostic, by map[place][]*waiver) bool {
	if d.Span.IsZero() {
		return false
	}
	for _, w := range by[place{d.Span.File.Name, d.Span.File.Position(int(d.Span.Start)).Line}] {
		if w.code == d.Code && !w.void {
			w.waves = true
			return r.mayPass(d)
		}
	}
	return false
}

// mayPass reports whether a waiver can let a diagnostic pass: errors cannot,
// but for a secret in the text and those of the project's own rules.
func (r *run) mayPass(d *diag.Diagnostic) bool {
	return d.Severity != diag.Error || d.Code == diag.SecretLiteral.ID || r.knowledge()[d.Code].house
}

// idle tells waivers that let nothing pass. Where there are errors, or where
// only some templates or another target are looked at, nobody knows.
func (r *run) idle(all []*waiver, left diag.List) diag.List {
	var out diag.List
	for _, d := range left {
		if d.Severity == diag.Error {
			return r.stubborn(all, left)
		}
	}
	for _, w := range all {
		if w.void || w.waves || len(r.job.Templates) > 0 || r.elsewhere(w.code) {
			continue
		}
		out.Add(diag.IdleWaiver.At(w.at, "nothing on line %d needs the waiver of `%s`", w.line, w.code).
			Advise("leave it out"))
	}
	return out
}

// stubborn tells waivers of errors, which pass all the same.
func (r *run) stubborn(all []*waiver, left diag.List) diag.List {
	var out diag.List
	for _, d := range left {
		for _, w := range all {
			if d.Severity == diag.Error && d.Code == w.code && w.waves && !d.Span.IsZero() &&
				d.Span.File.Name == w.at.File.Name && d.Span.File.Position(int(d.Span.Start)).Line == w.line {
				out.Add(diag.BadWaiver.At(w.at, "`%s` is an error here, which no waiver lets pass", w.code))
			}
		}
	}
	return out
}

// elsewhere reports whether a code is told for another target only.
func (r *run) elsewhere(code string) bool {
	target := r.knowledge()[code].target
	return target != "" && target != r.target.rules
}
