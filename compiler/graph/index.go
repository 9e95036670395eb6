package graph

import (
	"hash/maphash"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// An Index finds resources by their addresses. It holds places in a list of
// resources that somebody else keeps, and no pointers: of fifty thousand it is
// small, quick to make, and nothing to the collector.
type Index struct {
	table []entry // a power of two, never full; an entry stands at its hash or after
	count int
}

// An entry is the place of a resource, from 1; 0 is free.
type entry struct {
	hash  uint32
	place int32
}

var seed = maphash.MakeSeed()

func hashOf(a *value.Address) uint32 {
	h := maphash.String(seed, a.Name)*31 + maphash.String(seed, a.Type)
	if a.Data {
		h++
	}
	return uint32(h ^ h>>32)
}

// Claim gives an address the place of its resource in the list. An address that
// has one keeps it, and its place is given back; else -1. at is the address of
// the resource at a place.
func (x *Index) Claim(a *value.Address, place int, at func(place int) *value.Address) int {
	if 5*x.count >= 4*len(x.table) {
		x.grow()
	}
	hash := hashOf(a)
	i := x.find(hash, a, at)
	if had := x.table[i].place; had > 0 {
		return int(had) - 1
	}
	x.table[i] = entry{hash, int32(place) + 1}
	x.count++
	return -1
}

// Find is the place of an address, -1 without.
func (x *Index) Find(a *value.Address, at func(place int) *value.Address) int {
	if x.count == 0 {
		return -1
	}
	return int(x.table[x.find(hashOf(a), a, at)].place) - 1
}

// find is the index in the table of an address, or of the free entry where it
// belongs.
func (x *Index) find(hash uint32, a *value.Address, at func(place int) *value.Address) int {
	mask := len(x.table) - 1
	for i := int(hash) & mask; ; i = (i + 1) & mask {
		e := x.table[i]
		if e.place == 0 || e.hash == hash && *at(int(e.place) - 1) == *a {
			return i
		}
	}
}

func (x *Index) grow() {
	old := x.table
	x.table = make([]entry, max(16, 2*len(old)))
	mask := len(x.table) - 1
	for _, e := range old {
		if e.place == 0 {
			continue
		}
		i := int(e.hash) & mask
		for x.table[i].place > 0 {
			i = (i + 1) & mask
		}
		x.table[i] = e
	}
}
