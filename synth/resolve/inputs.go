package resolve

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// This file holds the inputs: what makes one, the uses of each, and the type,
// the secrecy and the kind of ARN that follow from them.

// A hole is an Input while its uses are gathered.
type hole struct {
	in   *Input
	from *value.Input // the free name or declaration that made it
	told bool         // a collision was told
}

type useKey struct {
	in   *Input
	attr *schema.Attribute
	at   source.Span
}

// reserved are the names that Terraform does not allow for a variable:
// https://developer.hashicorp.com/terraform/language/values/variables, read 2026-07.
var reserved = []string{"source", "version", "providers", "count", "for_each", "lifecycle", "depends_on", "locals"}

// inputName is the name of the input that a reference is to, empty for others.
func inputName(ref *value.Ref) string {
	if ref.Input == nil || ref.Input.Neutral {
		return ""
	}
	return ref.Input.Name
}

// useInput notes that an input feeds a value.
func (r *resolver) useInput(ref *value.Ref, to target, whole bool, where source.Span) {
	h := r.hole(ref.Input, where)
	key := useKey{h.in, to.attr, where}
	if r.uses[key] {
		return
	}
	r.uses[key] = true
	u := Use{Resource: r.at, Attr: to.attr, Type: to.typ, JSON: to.json, Whole: whole, Where: where}
	if to.attr != nil {
		u.Path = to.attr.Path
	}
	if len(ref.Path) > 0 {
		u.Whole, u.Type = false, nil // a part of it is used, so its own type is another
	}
	u.ARN = arnOf(ref, to, u.Whole)
	h.in.Uses = append(h.in.Uses, u)
}

// arnOf is the kind of ARN that a use asks for: that of the attribute; inside a
// policy, any for an input that is called an ARN.
func arnOf(ref *value.Ref, to target, whole bool) string {
	switch {
	case whole && !to.json:
		return to.arn
	case to.json && (ref.Input.Name == "arn" || strings.HasSuffix(ref.Input.Name, "_arn")):
		return "any"
	}
	return ""
}

// hole is the input of a free name; a new one when the name is met first. Two
// names that come to one input collide; what a repair made shares the name.
func (r *resolver) hole(from *value.Input, where source.Span) *hole {
	if h := r.inputs[from.Name]; h != nil {
		if h.from != from && collide(h.from, from) && !h.told {
			h.told = true
			r.collision(h.from, from, h.in.Where, first(from.Where, where))
		}
		return h
	}
	where = first(from.Where, where)
	h := &hole{from: from, in: &Input{Name: from.Name, Where: where, Repair: r.out.promoted[from.Name]}}
	r.inputs[from.Name] = h
	r.out.Inputs = append(r.out.Inputs, h.in)
	if slices.Contains(reserved, from.Name) {
		r.diags.Add(diag.ReservedInput.At(where, "`%s` makes the input `%s`, a name that Terraform keeps for itself", freeText(from), from.Name).
			Advise("declare an input of another name and use that: `input :%s_text`", from.Name))
	}
	return h
}

// collision tells two names that come to one input, at the later one.
func (r *resolver) collision(early, late *value.Input, earlyAt, lateAt source.Span) {
	if lateAt.Before(earlyAt) {
		early, late, earlyAt, lateAt = late, early, lateAt, earlyAt
	}
	r.diags.Add(diag.InputCollision.At(lateAt, "`%s` and `%s` both make the input `%s`", freeText(late), freeText(early), late.Name).
		Also(earlyAt, "`%s` is used here", freeText(early)).
		Advise("declare one of them under a name of its own: `input :%s_2`", late.Name))
}

// collide reports whether two free names differ that make one input.
func collide(a, b *value.Input) bool {
	if a.Free == "" && !a.Declared || b.Free == "" && !b.Declared {
		return false
	}
	return a.Free != b.Free || a.Attr != b.Attr || a.Declared != b.Declared
}

// freeText is how a template writes an input.
func freeText(in *value.Input) string {
	switch {
	case in.Free == "":
		return in.Name
	case in.Attr == "":
		return in.Free + ".value"
	}
	return in.Free + "." + in.Attr
}

// typeInputs completes the inputs from their uses, and puts them in order.
func (r *resolver) typeInputs() {
	slices.SortFunc(r.out.Inputs, func(a, b *Input) int { return strings.Compare(a.Name, b.Name) })
	for _, in := range r.out.Inputs {
		slices.SortStableFunc(in.Uses, inSource)
		for _, u := range in.Uses {
			in.Secret = in.Secret || u.Attr != nil && u.Attr.Secret
		}
		if !in.Declared {
			in.firstPlace()
			r.inferType(in)
		}
		r.inferARN(in)
	}
	r.tellSlips()
}

// inSource orders uses as they stand in the source.
func inSource(a, b Use) int {
	switch {
	case a.Where.Before(b.Where):
		return -1
	case b.Where.Before(a.Where):
		return 1
	}
	return 0
}

// firstPlace puts an input at its first use, which is not the one that was met
// first: attributes are walked by name.
func (in *Input) firstPlace() {
	if len(in.Uses) > 0 && in.Uses[0].Where.Before(in.Where) {
		in.Where = in.Uses[0].Where
	}
}

// inferType gives an input the type that converts to that of all its uses. In
// a text any primitive will do; where nothing says more it is a string.
func (r *resolver) inferType(in *Input) {
	var by *Use
	for i := range in.Uses {
		u := &in.Uses[i]
		wanted := schema.AttrType{}
		if u.Whole {
			if u.Type == nil || u.Type.Kind == schema.Dynamic {
				continue
			}
			wanted = *u.Type
		} else if u.Attr == nil || len(in.Uses) > 1 && by == nil && u.Type == nil {
			continue
		}
		if by == nil {
			in.Type, by = wanted, u
			continue
		}
		common, ok := commonType(in.Type, wanted)
		if !ok {
			r.typeConflict(in, by, u)
			return
		}
		in.Type = common
	}
}

func (r *resolver) typeConflict(in *Input, a, b *Use) {
	r.diags.Add(diag.InputConflict.At(b.Where, "`%s` feeds `%s`, a %s, and `%s`, a %s",
		in.Name, a.Path, useType(a), b.Path, useType(b)).
		Also(a.Where, "it is a %s here", useType(a)).
		Advise("use two inputs, or declare its type: `input :%s, type: \"…\"`", in.Name))
}

func useType(u *Use) string {
	if u.Whole && u.Type != nil {
		return u.Type.String()
	}
	return "string"
}

// commonType is the type from which both can be converted: a number or bool
// becomes a string, a list a set.
func commonType(a, b schema.AttrType) (schema.AttrType, bool) {
	switch {
	case a.Equal(b) || b.Kind == schema.Dynamic:
		return a, true
	case a.Kind == schema.Dynamic:
		return b, true
	case a.Kind == schema.String && b.Primitive():
		return b, true
	case b.Kind == schema.String && a.Primitive():
		return a, true
	case sequence(a) && sequence(b):
		elem, ok := commonType(*a.Elem, *b.Elem)
		return schema.AttrType{Kind: schema.List, Elem: &elem}, ok
	case a.Kind == schema.Map && b.Kind == schema.Map:
		elem, ok := commonType(*a.Elem, *b.Elem)
		return schema.AttrType{Kind: schema.Map, Elem: &elem}, ok
	}
	return schema.AttrType{}, false
}

func sequence(t schema.AttrType) bool { return t.Kind == schema.List || t.Kind == schema.Set }

// inferARN gives an input the one kind of ARN that its uses ask for; any, where
// two kinds of one service do; and tells two that exclude each other.
func (r *resolver) inferARN(in *Input) {
	var by *Use
	for i := range in.Uses {
		u := &in.Uses[i]
		switch {
		case u.ARN == "" || u.ARN == in.ARN || u.ARN == "any" && in.ARN != "":
		case in.ARN == "" || in.ARN == "any":
			in.ARN, by = u.ARN, u
		case r.service(in.ARN) == r.service(u.ARN):
			in.ARN = "any"
		default:
			r.arnConflict(in, by, u)
			return
		}
	}
	if in.Type.Kind != schema.String {
		in.ARN = ""
	}
}

func (r *resolver) arnConflict(in *Input, a, b *Use) {
	r.diags.Add(diag.InputConflict.At(b.Where, "`%s` feeds `%s`, %s, and `%s`, %s",
		in.Name, a.Path, r.arnWords(a.ARN), b.Path, r.arnWords(b.ARN)).
		Also(a.Where, "it is %s here", r.arnWords(a.ARN)).
		Advise("use two inputs"))
	in.ARN = "any"
}

func (r *resolver) arnWords(kind string) string {
	if k := r.c.ARN(kind); k != nil {
		return k.Words
	}
	return "an ARN"
}

// arnService is the part of an ARN's pattern that names the service.
var arnService = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`:([a-z][a-z0-9-]*):`) })

// service is the service of a kind of ARN; empty when its pattern names none.
func (r *resolver) service(kind string) string {
	if k := r.c.ARN(kind); k != nil {
		if m := arnService().FindStringSubmatch(k.Pattern); m != nil {
			return m[1]
		}
	}
	return ""
}

// tellSlips warns of two inputs whose names differ by one slip of the pen.
func (r *resolver) tellSlips() {
	inferred := map[string]*Input{}
	for _, in := range r.out.Inputs {
		if !in.Declared && !in.Repair {
			inferred[in.Name] = in
		}
	}
	for _, in := range r.out.Inputs {
		if inferred[in.Name] == nil {
			continue
		}
		for _, slip := range slips(in.Name) {
			if other := inferred[slip]; other != nil {
				r.tellSlip(in, other)
				delete(inferred, in.Name)
				break
			}
		}
	}
}

// tellSlip tells two names at the later of their places.
func (r *resolver) tellSlip(early, late *Input) {
	if late.Where.Before(early.Where) {
		early, late = late, early
	}
	r.diags.Add(diag.NearDuplicateInput.At(late.Where, "the inputs `%s` and `%s` differ by one letter", late.Name, early.Name).
		Also(early.Where, "`%s` is used here", early.Name).
		Advise("if both are meant, declare them: `input :%s`", late.Name))
}

// slips are the names that one slip makes of a name: a letter left out inside a
// word, or two neighbours that changed places. Short words, first and last
// letters and digits are left alone: role_a and role_b, bucket and buckets, are
// no slips.
func slips(name string) []string {
	var forms []string
	start := 0
	for i := 0; i <= len(name); i++ {
		if i < len(name) && name[i] != '_' {
			continue
		}
		word := name[start:i]
		for j := 1; len(word) >= 5 && j < len(word)-1; j++ {
			if letter(word[j]) {
				forms = append(forms, name[:start+j]+name[start+j+1:])
			}
			if letter(word[j]) && letter(word[j+1]) && word[j] != word[j+1] {
				forms = append(forms, name[:start+j]+string([]byte{word[j+1], word[j]})+name[start+j+2:])
			}
		}
		start = i + 1
	}
	return forms
}

func letter(c byte) bool { return 'a' <= c && c <= 'z' }
