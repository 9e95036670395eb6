package cli

// The delivery streams of a run, of which a flag may choose one.

import (
	"strings"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/synth/iam"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// A streamsOf are the streams of one template that a run is about.
type streamsOf struct {
	graph   *resolve.Graph
	streams []*resolve.Resource
}

// streams are those of a name, in the template or in AWS; empty: all. A name
// that no stream has is wrong use.
func (c *compilation) streams(name string) ([]streamsOf, error) {
	var out []streamsOf
	c.eachStream(func(g *resolve.Graph, res *resolve.Resource) {
		if name != "" && res.Address.Name != name && iam.NameOf(res) != name {
			return
		}
		if len(out) == 0 || out[len(out)-1].graph != g {
			out = append(out, streamsOf{graph: g})
		}
		last := &out[len(out)-1]
		last.streams = append(last.streams, res)
	})
	if name != "" && len(out) == 0 {
		return nil, c.noStream(name)
	}
	return out, nil
}

func (c *compilation) eachStream(visit func(*resolve.Graph, *resolve.Resource)) {
	for _, t := range c.result.Templates {
		if t.Resolved == nil {
			continue
		}
		for _, res := range iam.Streams(t.Resolved) {
			visit(t.Resolved, res)
		}
	}
}

func (c *compilation) noStream(name string) error {
	var names []string
	c.eachStream(func(_ *resolve.Graph, res *resolve.Resource) { names = append(names, res.Address.Name) })
	if near := diag.Nearest(name, names); near != "" {
		return usagef("no stream `%s`; did you mean `%s`?", name, near)
	}
	if len(names) == 0 {
		return usagef("no stream `%s`: there is none", name)
	}
	return usagef("no stream `%s`; there is: %s", name, strings.Join(names, ", "))
}
