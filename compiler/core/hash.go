package core

import (
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// hashTable is Hash's own; the rest is in enumerableTable. Blocks get one
// pair, but those of select, filter, reject, keep_if, delete_if, their !
// forms, to_h and the like get key and value as two arguments.
func hashTable() []Method {
	return []Method{
		{Name: "[]", Min: 1, Max: 1, Doc: "the value of a key, or the default", Fn: hashIndex},
		{Name: "[]=", Min: 2, Max: 2, Doc: "sets the value of a key", Fn: hashSet},
		{Name: "store", Min: 2, Max: 2, Doc: "sets the value of a key", Fn: hashSet},
		{Name: "fetch", Min: 1, Max: 2, Doc: "the value of a key that must exist", Fn: hashFetch},
		{Name: "dig", Min: 1, Max: -1, Doc: "a value of nested hashes and arrays", Fn: dig},
		{Name: "key?", Min: 1, Max: 1, Doc: "whether the key exists", Fn: hashHasKey},
		{Name: "has_key?", Min: 1, Max: 1, Doc: "whether the key exists", Fn: hashHasKey},
		{Name: "include?", Min: 1, Max: 1, Doc: "whether the key exists", Fn: hashHasKey},
		{Name: "member?", Min: 1, Max: 1, Doc: "whether the key exists", Fn: hashHasKey},
		{Name: "value?", Min: 1, Max: 1, Doc: "whether a key has the value", Fn: hashHasValue},
		{Name: "has_value?", Min: 1, Max: 1, Doc: "whether a key has the value", Fn: hashHasValue},
		{Name: "key", Min: 1, Max: 1, Doc: "the first key that has the value, or nil", Fn: hashKey},
		{Name: "values_at", Max: -1, Doc: "the values of several keys", Fn: hashValuesAt},
		{Name: "fetch_values", Max: -1, Doc: "the values of several keys that must exist", Fn: hashFetchValues},
		{Name: "keys", Doc: "the keys", Fn: hashKeys},
		{Name: "values", Doc: "the values", Fn: hashValues},
		{Name: "length", Doc: "the number of entries", Fn: hashLength},
		{Name: "size", Doc: "the number of entries", Fn: hashLength},
		{Name: "count", Max: 1, Doc: "the number of entries, or of such entries", Fn: hashCount},
		{Name: "empty?", Doc: "whether there are no entries", Fn: hashEmpty},
		{Name: "each", Doc: "calls the block with each pair", Fn: hashEach, Enum: true},
		{Name: "each_pair", Doc: "calls the block with each pair", Fn: hashEach, Enum: true},
		{Name: "each_key", Doc: "calls the block with each key", Fn: hashEachKey, Enum: true},
		{Name: "each_value", Doc: "calls the block with each value", Fn: hashEachValue, Enum: true},
		{Name: "select", Doc: "the entries for which the block holds", Fn: hashSelect, Enum: true},
		{Name: "filter", Doc: "the entries for which the block holds", Fn: hashSelect, Enum: true},
		{Name: "reject", Doc: "the entries for which the block does not hold", Fn: hashReject, Enum: true},
		{Name: "select!", Doc: "keeps entries for which the block holds; nil when all", Fn: hashSelectBang, Enum: true},
		{Name: "filter!", Doc: "keeps entries for which the block holds; nil when all", Fn: hashSelectBang, Enum: true},
		{Name: "reject!", Doc: "takes out entries for which the block holds; nil when none", Fn: hashRejectBang, Enum: true},
		{Name: "keep_if", Doc: "keeps entries for which the block holds", Fn: hashKeepIf, Enum: true},
		{Name: "delete_if", Doc: "takes out entries for which the block holds", Fn: hashDeleteIf, Enum: true},
		{Name: "merge", Max: -1, Doc: "the entries of all, later ones winning", Fn: hashMerge},
		{Name: "merge!", Max: -1, Doc: "takes in the entries of others", Fn: hashUpdate},
		{Name: "update", Max: -1, Doc: "takes in the entries of others", Fn: hashUpdate},
		{Name: "replace", Min: 1, Max: 1, Doc: "takes the entries of another hash", Fn: hashReplace},
		{Name: "transform_values", Doc: "the keys with what the block gives for the values", Fn: hashTransformValues, Enum: true},
		{Name: "transform_values!", Doc: "replaces the values by what the block gives", Fn: hashTransformValuesBang, Enum: true},
		{Name: "transform_keys", Max: 1, Doc: "the values with what the block or hash gives for the keys", Fn: hashTransformKeys},
		{Name: "transform_keys!", Max: 1, Doc: "replaces the keys", Fn: hashTransformKeysBang},
		{Name: "invert", Doc: "values and keys exchanged", Fn: hashInvert},
		{Name: "to_h", Doc: "itself, or a Hash of the pairs the block gives", Fn: hashToH},
		{Name: "to_hash", Doc: "itself", Fn: itself},
		{Name: "deconstruct_keys", Min: 1, Max: 1, Doc: "itself", Fn: itself},
		{Name: "to_s", Doc: "its inspect", Fn: objectInspect},
		{Name: "to_proc", Doc: "a lambda that gives the value of a key", Fn: hashToProc},
		{Name: "slice", Max: -1, Doc: "the entries of some keys", Fn: hashSlice},
		{Name: "except", Max: -1, Doc: "the entries of all other keys", Fn: hashExcept},
		{Name: "compact", Doc: "the entries whose value is not nil", Fn: hashCompact},
		{Name: "compact!", Doc: "takes out entries whose value is nil; nil when none", Fn: hashCompactBang},
		{Name: "delete", Min: 1, Max: 1, Doc: "takes out a key and gives its value", Fn: hashDelete},
		{Name: "clear", Doc: "takes out all entries", Fn: hashClear},
		{Name: "shift", Doc: "takes out the first pair", Fn: hashShift},
		{Name: "find_all", Doc: "the pairs for which the block holds", Fn: enumSelect, Enum: true},
		{Name: "filter_map", Doc: "what the block gives, nil and false left out", Fn: enumFilterMap, Enum: true},
		{Name: "min_by", Max: 1, Doc: "the pair for which the block gives the least", Fn: enumMinBy, Enum: true},
		{Name: "default", Max: 1, Doc: "what a missing key gives", Fn: hashDefault},
		{Name: "default=", Min: 1, Max: 1, Doc: "sets what a missing key gives", Fn: hashSetDefault},
		{Name: "assoc", Min: 1, Max: 1, Doc: "the pair of a key, or nil", Fn: hashAssoc},
		{Name: "rassoc", Min: 1, Max: 1, Doc: "the first pair with the value, or nil", Fn: arrayRassoc},
		{Name: "flatten", Max: 1, Doc: "keys and values as one Array", Fn: hashFlatten},
		{Name: "<=", Min: 1, Max: 1, Doc: "whether the other has all its entries", Fn: hashBelow(0, false)},
		{Name: ">=", Min: 1, Max: 1, Doc: "whether it has all entries of the other", Fn: hashBelow(0, true)},
		{Name: "<", Min: 1, Max: 1, Doc: "whether the other has all its entries and more", Fn: hashBelow(1, false)},
		{Name: ">", Min: 1, Max: 1, Doc: "whether it has all entries of the other and more", Fn: hashBelow(1, true)},
	}
}

func hash(self value.Value) *value.Hash { return self.(*value.Hash) }

// changingHash is the hash when it may be changed.
func changingHash(self value.Value) (*value.Hash, error) {
	h := hash(self)
	if h.Frozen {
		return nil, FrozenError(h)
	}
	return h, nil
}

// Index is h[key] with the default: what a block or a missing value gives.
func (c *Context) Index(h *value.Hash, key value.Value) (value.Value, error) {
	if v, ok := h.Get(key); ok {
		return v, nil
	}
	switch v, block := h.Default(); {
	case block != nil:
		return call(block, h, key)
	case v != nil:
		return v, nil
	}
	return value.Nil, unknown(key, "a Hash key")
}

func hashIndex(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.Index(hash(self), a.Pos[0])
}

func hashSet(c *Context, self value.Value, a value.Args) (value.Value, error) {
	h, err := changingHash(self)
	if err != nil {
		return nil, err
	}
	return a.Pos[1], c.set(h, a.Pos[0], a.Pos[1])
}

func hashFetch(c *Context, self value.Value, a value.Args) (value.Value, error) {
	v, ok := hash(self).Get(a.Pos[0])
	switch {
	case ok:
		return v, nil
	case a.Block != nil:
		return call(a.Block, a.Pos[0])
	case len(a.Pos) == 2:
		return a.Pos[1], nil
	}
	if err := unknown(a.Pos[0], "fetch"); err != nil {
		return nil, err
	}
	return nil, KeyError(self, a.Pos[0])
}

func hashHasKey(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.Bool(hash(self).Has(a.Pos[0])), unknown(a.Pos[0], "key?")
}

// keyOfValue is the first key that has a value; ok is false without.
func (c *Context) keyOfValue(h *value.Hash, wanted value.Value) (key value.Value, ok bool, err error) {
	end := &stop{}
	err = c.eachPair(h, func(k, v value.Value) error {
		same, err := c.Equal(v, wanted)
		if err == nil && same {
			key, ok = k, true
			return end
		}
		return err
	})
	if err == error(end) {
		err = nil
	}
	return key, ok, err
}

func hashHasValue(c *Context, self value.Value, a value.Args) (value.Value, error) {
	_, ok, err := c.keyOfValue(hash(self), a.Pos[0])
	return value.Bool(ok), err
}

func hashKey(c *Context, self value.Value, a value.Args) (value.Value, error) {
	key, ok, err := c.keyOfValue(hash(self), a.Pos[0])
	if !ok {
		return value.Nil, err
	}
	return key, err
}

func hashValuesAt(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.fetchAll(a.Pos, func(key value.Value) (value.Value, error) { return c.Index(hash(self), key) })
}

func hashFetchValues(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.fetchAll(a.Pos, func(key value.Value) (value.Value, error) {
		return hashFetch(c, self, value.Args{Pos: []value.Value{key}, Block: a.Block})
	})
}

func (c *Context) fetchAll(keys []value.Value, get func(key value.Value) (value.Value, error)) (value.Value, error) {
	c.elements(len(keys))
	out := make([]value.Value, len(keys))
	for i, key := range keys {
		v, err := get(key)
		if err != nil {
			return nil, err
		}
		out[i] = v
	}
	return value.NewArray(out), nil
}

func hashKeys(c *Context, self value.Value, a value.Args) (value.Value, error) {
	h := hash(self)
	c.elements(h.Len())
	out := make([]value.Value, 0, h.Len())
	for k := range h.All() {
		out = append(out, k)
	}
	return value.NewArray(out), nil
}

func hashValues(c *Context, self value.Value, a value.Args) (value.Value, error) {
	h := hash(self)
	c.elements(h.Len())
	out := make([]value.Value, 0, h.Len())
	for _, v := range h.All() {
		out = append(out, v)
	}
	return value.NewArray(out), nil
}

func hashLength(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.Int(hash(self).Len()), nil
}

func hashCount(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if len(a.Pos) == 0 && a.Block == nil {
		return value.Int(hash(self).Len()), nil
	}
	return enumCount(c, self, a)
}

func hashEmpty(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.Bool(hash(self).Len() == 0), nil
}

func hashEach(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return self, c.eachPair(hash(self), func(k, v value.Value) error {
		_, err := call(a.Block, list(k, v))
		return err
	})
}

func hashEachKey(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return self, c.eachPair(hash(self), func(k, _ value.Value) error {
		_, err := call(a.Block, k)
		return err
	})
}

func hashEachValue(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return self, c.eachPair(hash(self), func(_, v value.Value) error {
		_, err := call(a.Block, v)
		return err
	})
}

// built is a new hash of what visit sets.
func (c *Context) built(h *value.Hash, visit func(out *value.Hash, k, v value.Value) error) (value.Value, error) {
	out := c.newHash()
	return out, c.eachPair(h, func(k, v value.Value) error { return visit(out, k, v) })
}

// filtered is a copy with the entries for which holds gives true: places stay.
func (c *Context) filtered(h *value.Hash, holds func(k, v value.Value) (bool, error)) (value.Value, error) {
	c.elements(h.Len())
	out := plainCopy(h)
	err := c.eachPair(h, func(k, v value.Value) error {
		ok, err := holds(k, v)
		if err == nil && !ok {
			c.without(out, k)
		}
		return err
	})
	return out, err
}

// plainCopy is a copy of the entries without the defaults.
func plainCopy(h *value.Hash) *value.Hash {
	for range h.All() { // makes the values the hash's own before they are shared
	}
	out := h.Dup()
	out.SetDefault(nil, nil)
	return out
}

func hashSelect(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.filtered(hash(self), func(k, v value.Value) (bool, error) { return test(a.Block, k, v) })
}

func hashReject(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.filtered(hash(self), func(k, v value.Value) (bool, error) {
		ok, err := test(a.Block, k, v)
		return !ok, err
	})
}

// keepPairs takes out the entries for which the block does not give wanted.
func (c *Context) keepPairs(self value.Value, b *value.Proc, wanted bool) (changed bool, err error) {
	h, err := changingHash(self)
	if err != nil {
		return false, err
	}
	before := h.Len()
	err = c.eachPair(h, func(k, v value.Value) error {
		ok, err := test(b, k, v)
		if err == nil && ok != wanted {
			c.without(h, k)
		}
		return err
	})
	return h.Len() != before, err
}

func hashSelectBang(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return selfIf(self)(c.keepPairs(self, a.Block, true))
}

func hashRejectBang(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return selfIf(self)(c.keepPairs(self, a.Block, false))
}

func hashKeepIf(c *Context, self value.Value, a value.Args) (value.Value, error) {
	_, err := c.keepPairs(self, a.Block, true)
	return self, err
}

func hashDeleteIf(c *Context, self value.Value, a value.Args) (value.Value, error) {
	_, err := c.keepPairs(self, a.Block, false)
	return self, err
}

func hashMerge(c *Context, self value.Value, a value.Args) (value.Value, error) {
	h := hash(self)
	c.elements(h.Len())
	out := plainCopy(h)
	out.SetDefault(h.Default())
	return out, c.takeIn(out, a)
}

func hashUpdate(c *Context, self value.Value, a value.Args) (value.Value, error) {
	h, err := changingHash(self)
	if err != nil {
		return nil, err
	}
	return self, c.takeIn(h, a)
}

// takeIn sets the entries of other hashes; the block settles what both have.
// The entries keep the places where they were written.
func (c *Context) takeIn(h *value.Hash, a value.Args) error {
	for _, p := range a.Pos {
		other, err := toHash(p)
		if err != nil {
			return err
		}
		i := -1
		err = c.eachPair(other, func(k, v value.Value) error {
			i++
			old, exists := h.Get(k)
			if exists && a.Block != nil {
				if v, err = call(a.Block, k, old, v); err != nil {
					return err
				}
			}
			return c.put(h, k, v, other.PlaceOf(k))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func hashReplace(c *Context, self value.Value, a value.Args) (value.Value, error) {
	h, err := changingHash(self)
	if err != nil {
		return nil, err
	}
	other, err := toHash(a.Pos[0])
	if err != nil {
		return nil, err
	}
	c.elements(other.Len())
	h.Replace(plainCopy(other))
	return self, nil
}

func hashTransformValues(c *Context, self value.Value, a value.Args) (value.Value, error) {
	h := hash(self)
	c.elements(h.Len())
	out := plainCopy(h)
	return out, c.eachPair(h, func(k, v value.Value) error {
		r, err := call(a.Block, v)
		if err == nil {
			out.Set(k, r, value.Place{})
		}
		return err
	})
}

func hashTransformValuesBang(c *Context, self value.Value, a value.Args) (value.Value, error) {
	h, err := changingHash(self)
	if err != nil {
		return nil, err
	}
	return self, c.eachPair(h, func(k, v value.Value) error {
		r, err := call(a.Block, v)
		if err == nil {
			h.Set(k, r, value.Place{})
		}
		return err
	})
}

func hashTransformKeys(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if a.Block == nil && len(a.Pos) == 0 {
		return newEnumerator(self, "transform_keys", a), nil
	}
	var names *value.Hash
	if len(a.Pos) == 1 {
		var err error
		if names, err = toHash(a.Pos[0]); err != nil {
			return nil, err
		}
	}
	h := hash(self)
	return c.built(h, func(out *value.Hash, k, v value.Value) (err error) {
		place, key := h.PlaceOf(k), k
		switch renamed, ok := lookupIn(names, k); {
		case ok:
			key = renamed
		case a.Block != nil:
			if key, err = call(a.Block, k); err != nil {
				return err
			}
		}
		if err := unknown(key, "a Hash key"); err != nil {
			return err
		}
		return c.put(out, key, v, place)
	})
}

func lookupIn(h *value.Hash, key value.Value) (value.Value, bool) {
	if h == nil {
		return nil, false
	}
	return h.Get(key)
}

func hashTransformKeysBang(c *Context, self value.Value, a value.Args) (value.Value, error) {
	h, err := changingHash(self)
	if err != nil {
		return nil, err
	}
	if a.Block == nil && len(a.Pos) == 0 {
		return newEnumerator(self, "transform_keys!", a), nil
	}
	out, err := hashTransformKeys(c, self, a)
	if err != nil {
		return nil, err
	}
	if other, ok := out.(*value.Hash); ok {
		h.Replace(other)
		return self, nil
	}
	return out, nil
}

func hashInvert(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.built(hash(self), func(out *value.Hash, k, v value.Value) error { return c.set(out, v, k) })
}

func hashToH(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if a.Block == nil {
		return self, nil
	}
	return c.built(hash(self), func(out *value.Hash, k, v value.Value) error {
		r, err := call(a.Block, k, v)
		if err != nil {
			return err
		}
		pair, ok := r.(*value.Array)
		switch {
		case !ok:
			return TypeError("wrong element type %s (expected array)", ClassOf(r).Name)
		case pair.Len() != 2:
			return ArgumentError("element has wrong array length (expected 2, was %d)", pair.Len())
		}
		return c.set(out, pair.At(0), pair.At(1))
	})
}

func hashToProc(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return goLambda(1, func(a value.Args) (value.Value, error) { return c.Index(hash(self), a.Pos[0]) }), nil
}

func hashSlice(c *Context, self value.Value, a value.Args) (value.Value, error) {
	h, out := hash(self), c.newHash()
	for _, key := range a.Pos {
		if v, ok := h.Get(key); ok {
			if err := c.put(out, key, v, h.PlaceOf(key)); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

func hashExcept(c *Context, self value.Value, a value.Args) (value.Value, error) {
	c.elements(hash(self).Len())
	out := plainCopy(hash(self))
	for _, key := range a.Pos {
		c.without(out, key)
	}
	return out, nil
}

func hashCompact(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.filtered(hash(self), func(k, v value.Value) (bool, error) { return v != value.Value(value.Nil), nil })
}

func hashCompactBang(c *Context, self value.Value, a value.Args) (value.Value, error) {
	h, err := changingHash(self)
	if err != nil {
		return nil, err
	}
	before := h.Len()
	err = c.eachPair(h, func(k, v value.Value) error {
		if v == value.Value(value.Nil) {
			c.without(h, k)
		}
		return nil
	})
	return selfIf(self)(h.Len() != before, err)
}

func hashDelete(c *Context, self value.Value, a value.Args) (value.Value, error) {
	h, err := changingHash(self)
	if err != nil {
		return nil, err
	}
	v, ok := c.without(h, a.Pos[0])
	if !ok && a.Block != nil {
		return call(a.Block, a.Pos[0])
	}
	return v, nil
}

func hashClear(c *Context, self value.Value, a value.Args) (value.Value, error) {
	h, err := changingHash(self)
	if err != nil {
		return nil, err
	}
	if h.Iterating > 0 {
		_, err := c.keepPairs(self, goLambda(2, func(value.Args) (value.Value, error) { return value.Nil, nil }), true)
		return self, err
	}
	h.Clear()
	return self, nil
}

func hashShift(c *Context, self value.Value, a value.Args) (value.Value, error) {
	h, err := changingHash(self)
	if err != nil {
		return nil, err
	}
	k, v, ok := h.Shift()
	if !ok {
		return c.Index(h, value.Nil)
	}
	return list(k, v), nil
}

func hashDefault(c *Context, self value.Value, a value.Args) (value.Value, error) {
	h := hash(self)
	v, block := h.Default()
	if len(a.Pos) == 1 && block != nil {
		return call(block, h, a.Pos[0])
	}
	if v == nil {
		return value.Nil, nil
	}
	return v, nil
}

func hashSetDefault(c *Context, self value.Value, a value.Args) (value.Value, error) {
	h, err := changingHash(self)
	if err != nil {
		return nil, err
	}
	h.SetDefault(a.Pos[0], nil)
	return a.Pos[0], nil
}

func hashAssoc(c *Context, self value.Value, a value.Args) (value.Value, error) {
	v, ok := hash(self).Get(a.Pos[0])
	if !ok {
		return value.Nil, nil
	}
	return list(a.Pos[0], v), nil
}

func hashFlatten(c *Context, self value.Value, a value.Args) (value.Value, error) {
	depth, err := toIntOr(a, 0, 1)
	if err != nil {
		return nil, err
	}
	pairs, err := c.all(self)
	if err != nil {
		return nil, err
	}
	return arrayFlatten(c, value.NewArray(pairs), value.Args{Pos: []value.Value{value.Int(depth)}})
}

// hashBelow is <= and < (more: how many entries the larger has at least more),
// or with the sides exchanged >= and >.
func hashBelow(more int, exchanged bool) Func {
	return func(c *Context, self value.Value, a value.Args) (value.Value, error) {
		other, err := toHash(a.Pos[0])
		if err != nil {
			return nil, err
		}
		small, large := hash(self), other
		if exchanged {
			small, large = large, small
		}
		if small.Len()+more > large.Len() {
			return value.Bool(false), nil
		}
		all := true
		err = c.eachPair(small, func(k, v value.Value) error {
			w, ok := large.Get(k)
			same, err := c.Equal(v, w)
			all = all && ok && same
			return err
		})
		return value.Bool(all), err
	}
}
