package resolve

import (
	"slices"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
)

// orderByDependency puts each resource after all it refers to, and leaves the
// order as made otherwise. Resources in a circle keep that order too, and the
// circle is told once.
func (r *resolver) orderByDependency() {
	if r.ordered() {
		return
	}
	o := &orderer{r: r, state: make([]visit, len(r.out.Resources))}
	o.done = make([]*Resource, 0, len(r.out.Resources))
	for _, res := range r.out.Resources {
		o.visit(res)
	}
	r.out.Resources = o.done
}

// ordered reports whether the resources stand in order as they were made,
// which is how Ruby makes them but for `ref`.
func (r *resolver) ordered() bool {
	for _, res := range r.out.Resources {
		for _, other := range res.needs {
			if other.of.made >= res.made {
				return false
			}
		}
	}
	return true
}

type visit uint8

const (
	unseen visit = iota
	open         // what it refers to is being visited
	finished
)

type orderer struct {
	r     *resolver
	state []visit     // by place as made
	path  []*Resource // the open ones
	done  []*Resource
}

func (o *orderer) visit(res *Resource) {
	switch o.state[res.made] {
	case finished:
		return
	case open:
		o.cycle(res)
		return
	}
	o.state[res.made] = open
	o.path = append(o.path, res)
	for _, other := range res.needs {
		o.visit(other.of)
	}
	o.path = o.path[:len(o.path)-1]
	o.state[res.made] = finished
	o.done = append(o.done, res)
}

// cycle tells the circle that closes at a resource, with the place of each
// reference in it. It begins at the reference that stands first in the source.
func (o *orderer) cycle(at *Resource) {
	ring := slices.Clone(o.path[slices.Index(o.path, at):])
	begin := 0
	for i := range ring {
		if o.place(ring, i).Span.Before(o.place(ring, begin).Span) {
			begin = i
		}
	}
	ring = append(ring[begin:], ring[:begin]...)
	if len(ring) == 1 {
		o.r.diags.Add(diag.ReferenceCycle.At(o.place(ring, 0).Span, "`%s` refers to itself", at.Address))
		return
	}
	names := make([]string, len(ring))
	for i, res := range ring {
		names[i] = "`" + res.Address.String() + "`"
	}
	d := diag.ReferenceCycle.At(o.place(ring, 0).Span, "resources refer to each other in a circle: %s, and back", strings.Join(names, ", "))
	d.Label = o.place(ring, 0).Message
	for i := 1; i < len(ring); i++ {
		d.Labels = append(d.Labels, o.place(ring, i))
	}
	o.r.diags.Add(d)
}

// place is where element i of a ring refers to the next one.
func (o *orderer) place(ring []*Resource, i int) diag.Label {
	from, to := ring[i], ring[(i+1)%len(ring)]
	return diag.Label{
		Span:    from.needs[slices.IndexFunc(from.needs, func(n need) bool { return n.of == to })].at,
		Message: "`" + from.Address.String() + "` needs `" + to.Address.String() + "`",
	}
}
