package vm

import (
	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
)

// The role that streams need: what it may do is found out after the template
// has run, from what the streams are then.

const streamType = "aws_kinesis_firehose_delivery_stream"

// wordFirehoseRole is firehose_role(:name, stream, …, attributes): a role for
// streams, each given by its name, since it is made after its role, or as the
// resource. Attributes are those of the role.
func wordFirehoseRole(s *site, g given) (value.Value, error) {
	rest := g.Pos
	if len(rest) > 0 {
		rest = rest[1:]
	}
	role := g
	role.Pos = g.Pos[:len(g.Pos)-len(rest)]
	if n := len(rest); n > 0 && rest[n-1].Kind() == value.KindHash {
		role.Pos, rest = append(role.Pos[:1:1], rest[n-1]), rest[:n-1]
	}
	streams, err := s.streamsOf(nil, rest)
	if err == nil && len(streams) == 0 {
		err = s.badRole()
	}
	if err != nil {
		return nil, err
	}
	made := s.m.tmpl.graph
	before := len(made.Resources)
	ref, err := s.resource(value.Address{Type: graph.RoleType}, s.nameAt, 0, role)
	if err == nil && len(made.Resources) > before {
		r := made.Resources[before]
		trusted := r.Attrs.Shape().FindText("assume_role_policy") >= 0
		made.Roles = append(made.Roles, &graph.Role{Name: r.Address.Name, Streams: streams, Trusted: trusted, Where: s.at})
	}
	return ref, err
}

// streamsOf adds the streams that arguments name.
func (s *site) streamsOf(out []graph.RoleStream, args []value.Value) ([]graph.RoleStream, error) {
	for i, v := range args {
		stream := graph.RoleStream{Where: s.argAt(1 + i)}
		switch v := v.(type) {
		case *value.Array:
			var err error
			if out, err = s.streamsOf(out, v.All()); err != nil {
				return nil, err
			}
			continue
		case *value.Resource:
			if v.Address.Type != streamType || v.Address.Data || v.Template != s.m.tmpl.graph.Name {
				return nil, s.badRole()
			}
			stream.Name = v.Address.Name
		default:
			name, ok := value.KnownText(v)
			if !ok {
				return nil, s.badRole()
			}
			stream.Name = name
		}
		out = append(out, stream)
	}
	return out, nil
}

func (s *site) badRole() error {
	return s.m.stop(diag.BadDeclaration.At(s.at, "`firehose_role` takes a name and the streams of this template that work with the role: `firehose_role(:delivery, :raw)`"))
}
