package diff

import (
	"slices"
	"strconv"
	"strings"
)

// This file compares two trees of nodes, member by member and element by
// element. Every rule in it treats both sides alike, so that the mirrored
// comparison gives the mirrored result.

// compareNodes are the differences of two nodes, in order of their paths.
func compareNodes(old, new *node) []Attr {
	w := &walk{}
	w.nodes("", "", old, new, false)
	slices.SortStableFunc(w.found, func(a, b Attr) int { return strings.Compare(a.Path, b.Path) })
	return w.found
}

type walk struct{ found []Attr }

// nodes compares two nodes, of which one may be nil. path is shown, and names
// elements; at is that of the schema.
func (w *walk) nodes(path, at string, old, new *node, secret bool) {
	switch {
	case old == nil && new == nil:
		return
	case old == nil || new == nil:
		w.whole(path, at, old, new, secret)
		return
	case old.sum() == new.sum():
		return
	}
	secret = secret || old.secret || new.secret
	switch {
	case old.kind == object && new.kind == object:
		w.objects(path, at, old, new, secret)
	case old.kind == set && new.kind == set:
		w.sets(path, at, old, new, secret)
	case old.kind == list && new.kind == list:
		w.lists(path, at, old, new, secret)
	default:
		w.add(path, at, old, new, secret)
	}
}

// whole adds what came or went: the members of an object one by one.
func (w *walk) whole(path, at string, old, new *node, secret bool) {
	n := old
	if n == nil {
		n = new
	}
	secret = secret || n.secret
	if n.kind != object || len(n.below) == 0 {
		w.add(path, at, old, new, secret)
		return
	}
	for i, name := range n.names {
		if old != nil {
			w.whole(joined(path, name), joined(at, name), n.below[i], nil, secret)
		} else {
			w.whole(joined(path, name), joined(at, name), nil, n.below[i], secret)
		}
	}
}

func (w *walk) add(path, at string, old, new *node, secret bool) {
	a := Attr{Path: path, at: at, Secret: secret || hasSecret(old) || hasSecret(new), Kind: Changed}
	if old != nil {
		a.Old = old.show()
	} else {
		a.Kind = Added
	}
	if new != nil {
		a.New = new.show()
	} else {
		a.Kind = Removed
	}
	a.inside = append(inside(at, old), inside(at, new)...)
	w.found = append(w.found, a)
}

// inside are the paths of the schema of everything in a node.
func inside(at string, n *node) []string {
	if n == nil || n.kind == leaf {
		return nil
	}
	var out []string
	for i, m := range n.below {
		below := at
		if n.kind == object {
			below = joined(at, n.names[i])
		}
		out = append(append(out, below), inside(below, m)...)
	}
	return out
}

func hasSecret(n *node) bool {
	return n != nil && (n.secret || slices.ContainsFunc(n.below, hasSecret))
}

func (w *walk) objects(path, at string, old, new *node, secret bool) {
	names := slices.Concat(old.names, new.names)
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		w.nodes(joined(path, name), joined(at, name), old.member(name), new.member(name), secret)
	}
}

func joined(path, name string) string {
	switch {
	case path == "":
		return name
	case strings.ContainsAny(name, ". []\"") || name == "":
		return path + "[" + strconv.Quote(name) + "]"
	}
	return path + "." + name
}

// naturalKeys are the members by which the elements of a list are known, in
// order of preference.
var naturalKeys = []string{"Sid", "sid", "parameter_name", "id", "name", "key", "type", "Name", "Key"}

// naturalKey is the member that tells the elements of both apart, empty when
// none does.
func naturalKey(old, new *node) string {
	for _, key := range naturalKeys {
		if tells(key, old) && tells(key, new) {
			return key
		}
	}
	return ""
}

func tells(key string, n *node) bool {
	seen := map[string]bool{}
	for _, e := range n.below {
		m := e.member(key)
		if m == nil || m.kind != leaf || seen[m.key] {
			return false
		}
		seen[m.key] = true
	}
	return true
}

// keyed compares elements that a member tells apart.
func (w *walk) keyed(key, path, at string, old, new *node, secret bool) {
	name := func(n *node) string { return n.member(key).key }
	find := func(in *node, key string) *node {
		for _, e := range in.below {
			if name(e) == key {
				return e
			}
		}
		return nil
	}
	for _, a := range old.below {
		w.nodes(elementPath(path, name(a)), at, a, find(new, name(a)), secret)
	}
	for _, b := range new.below {
		if find(old, name(b)) == nil {
			w.nodes(elementPath(path, name(b)), at, nil, b, secret)
		}
	}
	if old.kind == list && old.ordered && new.ordered {
		w.order(path, at, common(old, new, name), common(new, old, name))
	}
}

func elementPath(path, key string) string {
	if bare, err := strconv.Unquote(key); err == nil && !strings.ContainsAny(bare, "[]\"\\ ") {
		key = bare
	}
	return path + "[" + key + "]"
}

// common are the names of the elements of a that b has as well.
func common(a, b *node, name func(*node) string) []string {
	var out []string
	for _, e := range a.below {
		if slices.ContainsFunc(b.below, func(o *node) bool { return name(o) == name(e) }) {
			out = append(out, name(e))
		}
	}
	return out
}

// order adds that elements changed places.
func (w *walk) order(path, at string, old, new []string) {
	if !slices.Equal(old, new) {
		w.found = append(w.found, Attr{Path: path + "[order]", at: at, Kind: Changed, Old: strings.Join(old, ", "), New: strings.Join(new, ", ")})
	}
}

// sets compares elements in any order. A single element that has no equal on
// either side is one that changed; otherwise they came and went.
func (w *walk) sets(path, at string, old, new *node, secret bool) {
	if key := naturalKey(old, new); key != "" {
		w.keyed(key, path, at, old, new, secret)
		return
	}
	gone, came := without(old.below, new.below), without(new.below, old.below)
	if len(gone) == 1 && len(came) == 1 && gone[0].kind == object && came[0].kind == object {
		w.nodes(path+"[]", at, gone[0], came[0], secret)
		return
	}
	for _, n := range gone {
		w.add(path+"[]", at, n, nil, secret)
	}
	for _, n := range came {
		w.add(path+"[]", at, nil, n, secret)
	}
}

// without are the elements of a that have no equal in b, by their sums.
func without(a, b []*node) []*node {
	count := map[string]int{}
	for _, n := range b {
		count[n.sum()]++
	}
	var out []*node
	for _, n := range a {
		if count[n.sum()]--; count[n.sum()] < 0 {
			out = append(out, n)
		}
	}
	slices.SortStableFunc(out, func(x, y *node) int { return strings.Compare(x.sum(), y.sum()) })
	return out
}

// lists compares elements by a natural key, else by place after what both have
// in front and at the end.
func (w *walk) lists(path, at string, old, new *node, secret bool) {
	if key := naturalKey(old, new); key != "" {
		w.keyed(key, path, at, old, new, secret)
		return
	}
	a, b := old.below, new.below
	front := 0
	for front < min(len(a), len(b)) && a[front].sum() == b[front].sum() {
		front++
	}
	back := 0
	for back < min(len(a), len(b))-front && a[len(a)-1-back].sum() == b[len(b)-1-back].sum() {
		back++
	}
	for i := front; i < max(len(a), len(b))-back; i++ {
		w.nodes(path+"["+strconv.Itoa(i)+"]", at, element(a, i, back), element(b, i, back), secret)
	}
}

// element is that of a place, nil behind the last that is compared.
func element(list []*node, i, back int) *node {
	if i < len(list)-back {
		return list[i]
	}
	return nil
}
