package tfjson

import (
	"regexp"
	"strings"
	"sync"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/emit"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// Check tells raw values that say nothing for Terraform, and texts that look
// like its references and are none.
func (Target) Check(rg *resolve.Graph) diag.List {
	c := &checker{seen: map[value.Value]bool{}}
	for _, r := range rg.Resources {
		c.hash(r.Attrs, r.Where)
	}
	for _, s := range rg.Providers {
		c.hash(s.Values, s.Where)
	}
	for _, o := range rg.Outputs {
		c.value(o.Value, o.Where)
	}
	return c.diags
}

type checker struct {
	seen  map[value.Value]bool // constant subtrees that were looked at
	diags diag.List
}

func (c *checker) hash(h *value.Hash, where source.Span) {
	for i, s := range h.Slots() {
		at := h.Shape().Place(i).Value
		if at.IsZero() {
			at = where
		}
		c.value(s, at)
	}
}

func (c *checker) array(a *value.Array, where source.Span) {
	for i, s := range a.Slots() {
		at := a.Place(i)
		if at.IsZero() {
			at = where
		}
		c.value(s, at)
	}
}

func (c *checker) value(v value.Value, where source.Span) {
	if constant, ok := v.(value.Const); ok {
		if c.seen[constant.Of] {
			return
		}
		c.seen[constant.Of] = true
		v = constant.Of
	}
	switch v := v.(type) {
	case *value.Hash:
		c.hash(v, where)
	case *value.Array:
		c.array(v, where)
	case *value.String:
		c.string(v, where)
	case *value.Raw:
		c.raw(v, where)
	}
}

func (c *checker) string(s *value.String, where source.Span) {
	if resolve.IsDynamicReference(s.Text) {
		c.diags.Add(diag.DynamicReference.At(where, "`%s` is a dynamic reference of CloudFormation, which Terraform takes for text", s.Text).
			Advise("let an input bring it, or a data source: `data.aws_secretsmanager_secret_version`"))
	}
	if strings.Contains(s.Text, "${") {
		c.text(s.Text, where)
	}
	if !s.Known() {
		emit.Pieces(s, func(_ string, v value.Value) {
			if raw, ok := v.(*value.Raw); ok {
				c.raw(raw, where)
			}
		})
	}
}

func (c *checker) raw(r *value.Raw, where source.Span) {
	if _, ok := r.Terraform.(*value.String); ok {
		return
	}
	c.diags.Add(diag.RawWithoutTarget.At(where, "this raw value says nothing for Terraform").
		Also(r.Where, "written here").
		Advise("give it `terraform: \"…\"`, the expression as Terraform reads it"))
}

// reference is what in a text looks like a reference of Terraform.
var reference = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\$\{\s*((?:aws_[a-z0-9_]+|data|var|local|module)\.[A-Za-z_][A-Za-z0-9_.-]*)\s*\}`)
})

func (c *checker) text(s string, where source.Span) {
	m := reference().FindStringSubmatch(s)
	if m == nil {
		return
	}
	c.diags.Add(diag.LooksLikeReference.At(where, "`%s` is text here and no reference of Terraform", m[0]).
		Advise("write `%s` for a reference", inRuby(m[1])))
}

// inRuby is how a template writes what the text seems to mean.
func inRuby(name string) string {
	parts := strings.Split(name, ".")
	if len(parts) < 3 {
		return "#{" + parts[len(parts)-1] + ".value}"
	}
	return "#{" + strings.Join(parts[len(parts)-2:], ".") + "}"
}
