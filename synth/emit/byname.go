package emit

import (
	"iter"
	"slices"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// ByName are the resources of one type in the order of their names.
func ByName(all []*resolve.Resource) iter.Seq[*resolve.Resource] {
	type named struct {
		name string // beside the resource, so that sorting need not look into it
		of   *resolve.Resource
	}
	list := make([]named, len(all))
	for i, r := range all {
		list[i] = named{r.Address.Name, r}
	}
	slices.SortFunc(list, func(a, b named) int { return strings.Compare(a.name, b.name) })
	return func(yield func(*resolve.Resource) bool) {
		for _, n := range list {
			if !yield(n.of) {
				return
			}
		}
	}
}
