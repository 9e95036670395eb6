package iam

import (
	"bytes"
	"encoding/json"
	"io"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/emit"
)

// This file writes policies as JSON, with ${…} where a value is known only
// after deployment: ${aws_s3_bucket.lake.arn}, ${var.role_arn}, ${aws.region}.

// JSON writes the policies of streams; templates are the names of theirs.
func JSON(w io.Writer, streams []*Stream, templates []string) error {
	all := make([]value.Value, len(streams))
	for i, s := range streams {
		all[i] = s.value(templates[i])
	}
	report := hashOf("format_version", value.NewString("1.0"))
	report.Set(value.Symbol("streams"), value.NewArray(all), value.Place{})
	var out bytes.Buffer
	if err := json.Indent(&out, appendJSON(nil, report), "", "  "); err != nil {
		return err
	}
	out.WriteByte('\n')
	_, err := out.WriteTo(w)
	return err
}

// appendJSON appends a value as compact JSON, references as texts.
func appendJSON(b []byte, v value.Value) []byte { return emit.AppendJSON(b, Flattened(v)) }

// Flattened is a value whose references are texts.
func Flattened(v value.Value) value.Value {
	switch v := value.Peek(v).(type) {
	case *value.Hash:
		out := value.NewHash(source.Span{})
		for i := range v.Len() {
			out.Set(v.KeyAt(i), Flattened(v.Peek(i)), value.Place{})
		}
		return out
	case *value.Array:
		out := make([]value.Value, v.Len())
		for i := range out {
			out[i] = Flattened(v.Peek(i))
		}
		return value.NewArray(out)
	case *value.Ref, *value.String:
		text, _ := flat(v)
		return value.NewString(text)
	default:
		return v
	}
}

func (s *Stream) value(template string) value.Value {
	h := hashOf("template", value.NewString(template))
	put := func(key string, v value.Value) { h.Set(value.Symbol(key), v, value.Place{}) }
	put("stream", value.NewString(s.Resource.Address.String()))
	roles := make([]value.Value, len(s.Roles))
	for i, role := range s.Roles {
		roles[i] = role.value()
	}
	put("roles", value.NewArray(roles))
	for _, p := range []struct {
		name   string
		policy *value.Hash
	}{{"producer_policy", s.Producer}, {"deployer_policy", s.Deployer}} {
		if p.policy != nil {
			put(p.name, p.policy)
		}
	}
	for _, group := range []struct {
		name string
		keys bool
	}{{"key_policies", true}, {"resource_policies", false}} {
		var list []value.Value
		for _, t := range s.Things {
			if (t.Kind == "key") == group.keys {
				list = append(list, t.value())
			}
		}
		if list != nil {
			put(group.name, value.NewArray(list))
		}
	}
	return h
}

func (r *Role) value() value.Value {
	h := hashOf("role", r.Uses[0].Value)
	var paths []string
	for _, u := range r.Uses {
		paths = append(paths, u.Path)
	}
	h.Set(value.Symbol("used_at"), value.NewArray(texts(paths)), value.Place{})
	h.Set(value.Symbol("trust_policy"), r.Trust, value.Place{})
	if r.Policy != nil {
		h.Set(value.Symbol("policy"), r.Policy, value.Place{})
	}
	return h
}

func (t *Thing) value() value.Value {
	h := hashOf("kind", value.NewString(t.Kind))
	h.Set(value.Symbol("of"), t.Of, value.Place{})
	h.Set(value.Symbol("policy"), t.Policy, value.Place{})
	return h
}
