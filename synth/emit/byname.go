package emit

import (
	"cmp"
	"encoding/binary"
	"iter"
	"slices"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// ByName are the resources of one type in the order of their names.
func ByName(all []*resolve.Resource) iter.Seq[*resolve.Resource] {
	type named struct {
		first uint64 // bytes of the name behind what all begin with: they mostly tell
		name  string // beside the resource, so that sorting need not look into it
		of    *resolve.Resource
	}
	list := make([]named, len(all))
	skip := len(commonStart(all))
	for i, r := range all {
		list[i] = named{firstBytes(r.Address.Name[skip:]), r.Address.Name, r}
	}
	slices.SortFunc(list, func(a, b named) int {
		if a.first != b.first {
			return cmp.Compare(a.first, b.first)
		}
		return strings.Compare(a.name, b.name)
	})
	return func(yield func(*resolve.Resource) bool) {
		for _, n := range list {
			if !yield(n.of) {
				return
			}
		}
	}
}

// commonStart is what the names of all resources begin with.
func commonStart(all []*resolve.Resource) string {
	if len(all) == 0 {
		return ""
	}
	start := all[0].Address.Name
	for _, r := range all[1:] {
		for !strings.HasPrefix(r.Address.Name, start) {
			start = start[:len(start)-1]
		}
	}
	return start
}

// firstBytes are the first eight bytes of a text as a number that sorts as they
// do, zeros behind a shorter one.
func firstBytes(s string) uint64 {
	var b [8]byte
	copy(b[:], s)
	return binary.BigEndian.Uint64(b[:])
}
