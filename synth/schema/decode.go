package schema

import (
	"reflect"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/gocty"
)

// decodeBody reads a body into a form: a struct whose fields have tags as
// gohcl's, `hcl:"name"` and behind it optional, label or block. An expression
// that is left out is one of null. gohcl itself
// brings in the writing of HCL, and with it a millisecond of every start.
func decodeBody(body hcl.Body, form any) hcl.Diagnostics {
	return decodeInto(body, nil, reflect.ValueOf(form).Elem())
}

var expressionType = reflect.TypeFor[hcl.Expression]()

func decodeInto(body hcl.Body, labels []string, to reflect.Value) hcl.Diagnostics {
	content, diags := body.Content(formSchema(to.Type()))
	for i := range to.NumField() {
		field := to.Field(i)
		switch name, kind := formTag(to.Type().Field(i)); kind {
		case "label":
			field.SetString(labels[0])
			labels = labels[1:]
		case "block":
			diags = append(diags, decodeBlocks(content.Blocks.OfType(name), field)...)
		default:
			if a, ok := content.Attributes[name]; ok {
				diags = append(diags, decodeAttribute(a, field)...)
			} else if field.Type() == expressionType {
				field.Set(reflect.ValueOf(hcl.StaticExpr(cty.NullVal(cty.DynamicPseudoType), body.MissingItemRange())))
			}
		}
	}
	return diags
}

func formTag(f reflect.StructField) (name, kind string) {
	name, kind, _ = strings.Cut(f.Tag.Get("hcl"), ",")
	return name, kind
}

// formSchema is what may stand in the body of a form.
func formSchema(form reflect.Type) *hcl.BodySchema {
	s := &hcl.BodySchema{}
	for i := range form.NumField() {
		f := form.Field(i)
		switch name, kind := formTag(f); kind {
		case "label":
		case "block":
			s.Blocks = append(s.Blocks, hcl.BlockHeaderSchema{Type: name, LabelNames: formLabels(f.Type.Elem())})
		default:
			s.Attributes = append(s.Attributes, hcl.AttributeSchema{Name: name, Required: kind != "optional"})
		}
	}
	return s
}

func formLabels(form reflect.Type) []string {
	var names []string
	for i := range form.NumField() {
		if name, kind := formTag(form.Field(i)); kind == "label" {
			names = append(names, name)
		}
	}
	return names
}

// decodeBlocks fills a slice of forms, or a pointer to the only one.
func decodeBlocks(blocks hcl.Blocks, field reflect.Value) hcl.Diagnostics {
	var diags hcl.Diagnostics
	for i, b := range blocks {
		made := reflect.New(field.Type().Elem())
		diags = append(diags, decodeInto(b.Body, b.Labels, made.Elem())...)
		switch {
		case field.Kind() == reflect.Slice:
			field.Set(reflect.Append(field, made.Elem()))
		case i > 0:
			diags = append(diags, &hcl.Diagnostic{Severity: hcl.DiagError, Summary: "Duplicate " + b.Type + " block",
				Detail: "Only one may stand here.", Subject: &b.DefRange})
		default:
			field.Set(made)
		}
	}
	return diags
}

func decodeAttribute(a *hcl.Attribute, field reflect.Value) hcl.Diagnostics {
	if field.Type() == expressionType {
		field.Set(reflect.ValueOf(a.Expr))
		return nil
	}
	v, diags := a.Expr.Value(nil)
	if diags.HasErrors() {
		return diags
	}
	want, err := gocty.ImpliedType(field.Addr().Interface())
	if err == nil {
		v, err = convert.Convert(v, want)
	}
	if err == nil {
		err = gocty.FromCtyValue(v, field.Addr().Interface())
	}
	if err != nil {
		return hcl.Diagnostics{{Severity: hcl.DiagError, Summary: "Unsuitable value type",
			Detail: "Unsuitable value: " + err.Error(), Subject: a.Expr.Range().Ptr(), Expression: a.Expr}}
	}
	return diags
}
