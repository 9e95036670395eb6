package vm

import (
	"math/big"
	"strconv"

	lua "github.com/yuin/gopher-lua"

	"github.com/firehose-dsl/firehose-dsl/compiler/core"
	"github.com/firehose-dsl/firehose-dsl/compiler/lower"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// The functions of the slots, apart from calls (site.go) and definitions
// (define.go).

// bind is what K holds for a slot.
func (m *machine) bind(s lower.Slot) lua.LValue {
	switch s := s.(type) {
	case lower.Const:
		return m.lua(s.Value)
	case lower.Missing:
		return m.missing
	}
	return m.L.NewFunction(m.function(s))
}

func (m *machine) function(s lower.Slot) lua.LGFunction {
	switch s := s.(type) {
	case *lower.Make:
		return m.makeSlot(s)
	case *lower.Call:
		return m.callSlot(s)
	case *lower.Op:
		return m.opSlot(s)
	case *lower.IndexSet:
		return m.indexSet(s)
	case *lower.AttrSet:
		return m.attrSet(s)
	case *lower.GetConst:
		return m.getConst(s)
	case *lower.SetConst:
		return m.setConst(s)
	case *lower.Match:
		return m.matchSlot(s)
	case *lower.NamedMatch:
		return m.namedMatch(s)
	case *lower.MakeRange:
		return m.makeRange(s)
	case *lower.Regexp:
		return m.regexpSlot(s)
	case *lower.CaseEq:
		return m.caseEq(s)
	case *lower.Spread:
		return m.spreadSlot(s)
	case lower.Pack:
		return m.packSlot(s)
	case *lower.ArrayMatch:
		return m.arrayMatch(s)
	case *lower.FindMatch:
		return m.findMatch(s)
	case *lower.HashMatch:
		return m.hashMatch(s)
	}
	return m.controlFunction(s)
}

func (m *machine) controlFunction(s lower.Slot) lua.LGFunction {
	switch s := s.(type) {
	case *lower.Frame:
		return func(L *lua.LState) int {
			t := L.CreateTable(s.N, 0)
			t.RawSetInt(s.N, lua.LNil)
			L.Push(t)
			return 1
		}
	case *lower.Home:
		return func(L *lua.LState) int {
			L.Push(&object{Value: &home{at: s.At}})
			return 1
		}
	case lower.NoGuard:
		return m.noGuard
	case *lower.NoMatch:
		return m.noMatch(s)
	case lower.Try:
		return m.try
	case *lower.Rescues:
		return m.rescues(s)
	case lower.Caught:
		return m.caught
	case lower.Reraise:
		return m.reraise
	case *lower.Bound:
		return m.bound(s)
	case lower.Number:
		return func(L *lua.LState) int {
			L.Push(m.lua(value.Int(L.Get(1).(lua.LNumber))))
			return 1
		}
	case lower.Element:
		return func(L *lua.LState) int {
			a := goValue(L.Get(1)).(*value.Array)
			L.Push(m.lua(a.At(int(L.Get(2).(lua.LNumber)))))
			return 1
		}
	case lower.Gather:
		return func(L *lua.LState) int {
			L.Push(&object{Value: &gathered{}})
			return 1
		}
	case lower.Put:
		return putLeaves
	}
	return m.definition(s)
}

func putLeaves(L *lua.LState) int {
	g := L.Get(1).(*object).Value.(*gathered)
	for i := 2; i <= L.GetTop(); i++ {
		g.leaves = append(g.leaves, L.Get(i))
	}
	return 0
}

// ---- literals

func (m *machine) makeSlot(s *lower.Make) lua.LGFunction {
	return func(L *lua.LState) int {
		m.at = s.Plan.Where
		r := read(L)
		v, err := m.build(s.Plan, &r)
		if err == nil && s.Symbol {
			v, err = m.symbol(v)
		}
		return m.give(L, v, err)
	}
}

func (m *machine) symbol(v value.Value) (value.Value, error) {
	s := v.(*value.String)
	if !s.Known() {
		return nil, &core.UnknownError{Value: s, Method: "to_sym"}
	}
	return value.Symbol(s.Text), nil
}

// build makes the value of a plan.
func (m *machine) build(p *lower.Plan, r *reader) (value.Value, error) {
	switch p.Kind {
	case lower.PlanLeaf:
		return r.value(), nil
	case lower.PlanConst:
		return m.copyOf(p.Const), nil
	case lower.PlanText:
		return m.buildText(p, r)
	case lower.PlanArray:
		return m.buildArray(p, r)
	case lower.PlanHash:
		return m.buildHash(p, r)
	}
	return nil, core.TypeError("a splat stands alone")
}

// copyOf is a constant as the template's own.
func (m *machine) copyOf(v value.Value) value.Value {
	switch v := v.(type) {
	case *value.String:
		if v.Frozen {
			return v
		}
		m.charge(len(v.Text)/16 + 1)
		return v.Dup()
	case *value.Array:
		m.charge(v.Len() + 1)
		return v.Dup()
	case *value.Hash:
		m.charge(v.Len() + 1)
		return v.Dup()
	}
	return v
}

// slotFor is the value of a plan as a slot of a larger one holds it:
// constants are shared.
func (m *machine) slotFor(p *lower.Plan, r *reader) (value.Value, error) {
	if p.Kind != lower.PlanConst {
		return m.build(p, r)
	}
	return p.Slot, nil
}

// buildText joins the parts of a text.
func (m *machine) buildText(p *lower.Plan, r *reader) (value.Value, error) {
	t := joined{m: m, buf: m.buf[:0]}
	for _, e := range p.Elems {
		var v value.Value
		if e.Kind == lower.PlanConst {
			if v = e.Const; v == value.Value(value.Nil) {
				continue
			}
		} else {
			v = r.value()
		}
		if err := t.add(v); err != nil {
			return nil, err
		}
	}
	m.charge(2)
	m.buf = t.buf[:0]
	return t.text(), nil
}

// A joined is a text that is being put together.
type joined struct {
	m       *machine
	buf     []byte
	splices []value.Splice
}

func (t *joined) add(v value.Value) error {
	switch v := v.(type) {
	case value.Int:
		t.buf = strconv.AppendInt(t.buf, int64(v), 10)
	case value.Symbol:
		t.write(string(v))
	case *value.Ref:
		t.splices = append(t.splices, value.Splice{At: len(t.buf), Value: v})
	case *value.String:
		if !v.Known() {
			t.m.charge(4 * len(*v.Splices))
			for _, s := range *v.Splices {
				t.splices = append(t.splices, value.Splice{At: len(t.buf) + s.At, Value: s.Value})
			}
		}
		t.write(v.Text)
	default:
		s, err := t.m.core.ToS(v)
		if err != nil {
			return err
		}
		return t.add(s)
	}
	return nil
}

func (t *joined) write(s string) {
	t.m.charge(len(s) / 16)
	t.buf = append(t.buf, s...)
}

func (t *joined) text() *value.String {
	s := value.NewString(string(t.buf))
	if len(t.splices) > 0 {
		splices := t.splices
		s.Splices = &splices
	}
	return s
}

func (m *machine) buildArray(p *lower.Plan, r *reader) (value.Value, error) {
	m.charge(len(p.Elems) + 2)
	if !p.Splats {
		slots, err := m.buildSlots(p, r)
		if err != nil {
			return nil, err
		}
		a := value.NewArray(slots)
		a.Places = p.Places
		return a, nil
	}
	slots := make([]value.Value, 0, len(p.Elems))
	for _, e := range p.Elems {
		if e.Kind == lower.PlanSplat {
			list, err := m.splat(r.value())
			if err != nil {
				return nil, err
			}
			m.charge(len(list))
			slots = append(slots, list...)
			continue
		}
		v, err := m.slotFor(e, r)
		if err != nil {
			return nil, err
		}
		slots = append(slots, v)
	}
	return value.NewArray(slots), nil
}

// splat is what *v spreads into: the elements of an Array, nothing for nil,
// the entries of what has to_a, else v itself.
func (m *machine) splat(v value.Value) ([]value.Value, error) {
	switch v := v.(type) {
	case *value.Array:
		return v.All(), nil
	case value.NilType:
		return nil, nil
	case *value.Hash, *value.Range:
		return m.toArray(v)
	}
	switch v.Kind() {
	case value.KindEnumerator, value.KindSet, value.KindStruct, value.KindLazy:
		return m.toArray(v)
	}
	return []value.Value{v}, nil
}

func (m *machine) toArray(v value.Value) ([]value.Value, error) {
	list, err := m.send(v, "to_a", value.Args{})
	if err != nil {
		return nil, err
	}
	return list.(*value.Array).All(), nil
}

func (m *machine) buildHash(p *lower.Plan, r *reader) (value.Value, error) {
	m.charge(len(p.Elems) + 3)
	if p.Shape != nil {
		return m.buildShaped(p, r)
	}
	h := value.NewHash(p.Where)
	for i, e := range p.Elems {
		var at value.Place
		if i < len(p.At) {
			at = p.At[i]
		}
		if p.Keys[i] == nil {
			if err := m.merge(h, r.value(), at); err != nil {
				return nil, err
			}
			continue
		}
		k, err := m.build(p.Keys[i], r)
		if err != nil {
			return nil, err
		}
		v, err := m.slotFor(e, r)
		if err != nil {
			return nil, err
		}
		if err := m.checkKey(k); err != nil {
			return nil, err
		}
		if p.Lost == nil || !p.Lost[i] {
			m.charge(h.CostOf(k))
			h.Set(k, v, at)
		}
	}
	return h, nil
}

func (m *machine) buildShaped(p *lower.Plan, r *reader) (value.Value, error) {
	slots, err := m.buildSlots(p, r)
	if err != nil {
		return nil, err
	}
	return value.HashOf(p.Shape, slots), nil
}

// buildSlots makes the elements of a plan that has slots.
func (m *machine) buildSlots(p *lower.Plan, r *reader) ([]value.Value, error) {
	slots := append([]value.Value(nil), p.Slots...)
	for _, i := range p.Live {
		v, err := m.slotFor(p.Elems[i], r)
		if err != nil {
			return nil, err
		}
		slots[i] = v
	}
	return slots, nil
}

// merge adds the entries of **other to a hash.
func (m *machine) merge(h *value.Hash, other value.Value, at value.Place) error {
	if other == value.Value(value.Nil) {
		return nil
	}
	o, ok := other.(*value.Hash)
	if !ok {
		return core.TypeError("no implicit conversion of %s into Hash", core.ClassOf(other).Name)
	}
	slots, shape := o.Slots(), o.Shape()
	for i := range slots {
		place := shape.Place(i)
		if place == (value.Place{}) {
			place = at
		}
		m.charge(h.CostOf(o.KeyAt(i)))
		h.Set(o.KeyAt(i), o.At(i), place)
	}
	return nil
}

// checkKey refuses keys that are known only after deployment.
func (m *machine) checkKey(k value.Value) error {
	switch k := k.(type) {
	case *value.Ref, *value.Raw:
		return &core.UnknownError{Value: k, Method: "a Hash key"}
	case *value.String:
		if !k.Known() {
			return &core.UnknownError{Value: k, Method: "a Hash key"}
		}
	}
	return nil
}

func (m *machine) makeRange(s *lower.MakeRange) lua.LGFunction {
	return func(L *lua.LState) int {
		m.at = s.At
		low, high := goValue(L.Get(1)), goValue(L.Get(2))
		if err := m.checkEnds(low, high); err != nil {
			m.fail(err)
		}
		L.Push(m.lua(&value.Range{Low: low, High: high, Exclusive: s.Exclusive}))
		return 1
	}
}

// checkEnds says that two values are no ends of a range.
func (m *machine) checkEnds(low, high value.Value) error {
	for _, v := range []value.Value{low, high} {
		switch v.Kind() {
		case value.KindRef, value.KindRaw, value.KindResource:
			return &core.UnknownError{Value: v, Method: ".."}
		}
	}
	number := func(v value.Value) bool { return v.Kind() == value.KindInt || v.Kind() == value.KindFloat }
	empty := func(v value.Value) bool { return v.Kind() == value.KindNil }
	if empty(low) || empty(high) || low.Kind() == high.Kind() || number(low) && number(high) {
		return nil
	}
	return core.ArgumentError("bad value for range")
}

func (m *machine) regexpSlot(s *lower.Regexp) lua.LGFunction {
	var made value.Value
	return func(L *lua.LState) int {
		if made != nil {
			L.Push(m.lua(made))
			return 1
		}
		m.at = s.At
		r := read(L)
		x, err := m.makeRegexp(s, &r)
		if err != nil {
			m.fail(err)
		}
		if s.Text.Leaves == 0 {
			made = x
		}
		L.Push(m.lua(x))
		return 1
	}
}

func (m *machine) makeRegexp(s *lower.Regexp, r *reader) (value.Value, error) {
	text := ""
	parts := s.Text.Elems
	if s.Text.Kind == lower.PlanConst {
		parts = []*lower.Plan{s.Text}
	}
	for _, e := range parts {
		if e.Kind == lower.PlanConst {
			if t, ok := e.Const.(*value.String); ok {
				text += t.Text
			}
			continue
		}
		v := r.value()
		if x, ok := v.(*core.Regexp); ok {
			v, _ = m.send(x, "to_s", value.Args{})
		}
		t, err := m.core.ToS(v)
		if err != nil {
			return nil, err
		}
		if !t.Known() {
			return nil, &core.UnknownError{Value: t, Method: "a pattern"}
		}
		m.charge(len(t.Text)/16 + 1)
		text += t.Text
	}
	return core.NewRegexp(text, options(s.Flags))
}

func options(flags string) int {
	n := 0
	for _, f := range flags {
		switch f {
		case 'i':
			n |= 1
		case 'x':
			n |= 2
		case 'm':
			n |= 4
		}
	}
	return n
}

// ---- $~ and its kin

func (m *machine) matchSlot(s *lower.Match) lua.LGFunction {
	return func(L *lua.LState) int {
		x := m.core.Match()
		switch {
		case x == nil:
			L.Push(lua.LNil)
		case s.Index < 0:
			L.Push(m.lua(x))
		default:
			L.Push(m.lua(x.Group(s.Index)))
		}
		return 1
	}
}

func (m *machine) namedMatch(s *lower.NamedMatch) lua.LGFunction {
	return func(L *lua.LState) int {
		x := m.core.Match()
		for _, name := range s.Names {
			if x == nil {
				L.Push(lua.LNil)
				continue
			}
			L.Push(m.lua(x.Named(name)))
		}
		return len(s.Names)
	}
}

// ---- when, in, and multiple assignment

func (m *machine) caseEq(s *lower.CaseEq) lua.LGFunction {
	return func(L *lua.LState) int {
		m.at = s.At
		pattern, v := goValue(L.Get(1)), goValue(L.Get(2))
		list := []value.Value{pattern}
		if s.Splat {
			var err error
			if list, err = m.splat(pattern); err != nil {
				m.fail(err)
			}
		}
		m.step(len(list))
		for _, p := range list {
			ok, err := m.caseEqual(p, v)
			if err != nil {
				return m.give(L, nil, err)
			}
			if ok {
				L.Push(lua.LTrue)
				return 1
			}
		}
		if s.Why {
			m.unmatched = mismatch{text: value.Show(pattern) + " === " + value.Show(v) + " does not return true"}
		}
		L.Push(lua.LFalse)
		return 1
	}
}

func (m *machine) caseEqual(p, v value.Value) (bool, error) {
	switch p := p.(type) {
	case value.Int:
		if i, ok := v.(value.Int); ok {
			return p == i, nil
		}
	case value.Symbol:
		if s, ok := v.(value.Symbol); ok {
			return p == s, nil
		}
	case *value.String:
		if s, ok := v.(*value.String); ok && p.Known() && s.Known() {
			return p.Text == s.Text, nil
		}
	case value.Bool, value.NilType:
		return p == v, nil
	}
	return m.core.CaseEqual(p, v)
}

func (m *machine) spreadSlot(s *lower.Spread) lua.LGFunction {
	return func(L *lua.LState) int {
		list := spreadable(goValue(L.Get(1)))
		return m.pushParts(L, list, s.Pre, s.Post, s.HasRest)
	}
}

// spreadable are the elements that a multiple assignment takes apart.
func spreadable(v value.Value) []value.Value {
	if a, ok := v.(*value.Array); ok {
		return a.All()
	}
	return []value.Value{v}
}

// pushParts returns the first values, the rest, and the last ones.
func (m *machine) pushParts(L *lua.LState, list []value.Value, pre, post int, rest bool) int {
	at := func(i int) {
		if i < len(list) {
			L.Push(m.lua(list[i]))
			return
		}
		L.Push(lua.LNil)
	}
	for i := range pre {
		at(i)
	}
	if !rest {
		return pre
	}
	end := max(pre, len(list)-post)
	var middle []value.Value
	if pre < len(list) {
		m.charge(end - pre)
		middle = append(middle, list[pre:end]...)
	}
	L.Push(m.lua(value.NewArray(middle)))
	for i := range post {
		at(end + i)
	}
	return pre + 1 + post
}

func (m *machine) packSlot(s lower.Pack) lua.LGFunction {
	f := m.function(s.Of)
	return func(L *lua.LState) int {
		n := f(L)
		values := make([]lua.LValue, n)
		for i := range values {
			values[i] = L.Get(i - n)
		}
		L.Push(m.table(values))
		return 1
	}
}

// ---- rescue and loops

func (m *machine) try(L *lua.LState) int {
	v, j, failure := m.protect(L.Get(1).(*lua.LFunction))
	switch f := failure.(type) {
	case nil:
		L.Push(v)
		L.Push(j)
		return 2
	case *raised:
		L.Push(lua.LNil)
		L.Push(lua.LNil)
		L.Push(&object{Value: f.exc})
		return 3
	default:
		m.throw(f)
	}
	return 0
}

func (m *machine) rescues(s *lower.Rescues) lua.LGFunction {
	return func(L *lua.LState) int {
		m.at = s.At
		exc := goValue(L.Get(1)).(*value.Exception)
		if len(s.Splat) == 0 {
			L.Push(lua.LBool(exc.Class.Under(core.ClassStandardError)))
			return 1
		}
		for i, splat := range s.Splat {
			list := []value.Value{goValue(L.Get(2 + i))}
			if splat {
				list = spreadable(list[0])
			}
			for _, c := range list {
				class, ok := c.(*value.Class)
				if !ok {
					m.fail(core.TypeError("class or module required for rescue clause"))
				}
				if exc.Class.Under(class) {
					L.Push(lua.LTrue)
					return 1
				}
			}
		}
		L.Push(lua.LFalse)
		return 1
	}
}

func (m *machine) caught(L *lua.LState) int {
	before := m.rescued
	m.rescued, _ = goValue(L.Get(1)).(*value.Exception)
	if before == nil {
		L.Push(lua.LNil)
		return 1
	}
	L.Push(&object{Value: before})
	return 1
}

func (m *machine) reraise(L *lua.LState) int {
	m.throw(&raised{goValue(L.Get(1)).(*value.Exception)})
	return 0
}

// bound are the ends of a counted loop. What is no range of Integers becomes a
// list.
func (m *machine) bound(s *lower.Bound) lua.LGFunction {
	return func(L *lua.LState) int {
		m.at = s.At
		if L.GetTop() == 1 {
			L.Push(lua.LNumber(m.times(goValue(L.Get(1))) - 1))
			return 1
		}
		low, high := goValue(L.Get(1)), goValue(L.Get(2))
		if err := m.checkEnds(low, high); err != nil {
			m.fail(err)
		}
		if from, to, ok := counted(low, high, s.Exclusive); ok {
			L.Push(lua.LNumber(from))
			L.Push(lua.LNumber(to))
			return 2
		}
		list, err := m.toArray(&value.Range{Low: low, High: high, Exclusive: s.Exclusive})
		if err != nil {
			m.fail(err)
		}
		L.Push(lua.LNumber(0))
		L.Push(lua.LNumber(len(list) - 1))
		L.Push(m.lua(value.NewArray(list)))
		return 3
	}
}

// times is how often n.times { … } runs.
func (m *machine) times(v value.Value) int64 {
	const most = 1 << 52
	switch n := v.(type) {
	case value.Int:
		return min(int64(n), most)
	case *value.Big:
		return int64(n.Sign()) * most
	case *value.Ref, *value.Raw, *value.Resource:
		m.fail(&core.UnknownError{Value: v, Method: "times"})
	}
	m.raise(core.NoMethod(v, "times"))
	return 0
}

// counted are the ends of a range that numbers of Lua count exactly.
func counted(low, high value.Value, exclusive bool) (from, to int64, ok bool) {
	const most = 1 << 52
	l, isInt := low.(value.Int)
	if !isInt || l < -most || l > most {
		return 0, 0, false
	}
	switch h := high.(type) {
	case value.NilType:
		return int64(l), most, true
	case value.Int:
		if exclusive {
			h--
		}
		return int64(l), int64(min(h, most)), h > -most
	case value.Float:
		if h >= most {
			return int64(l), most, true
		}
		b := new(big.Float).SetFloat64(float64(h))
		n, exact := b.Int64()
		if float64(n) > float64(h) {
			n--
		}
		if exclusive && exact == big.Exact {
			n--
		}
		return int64(l), n, n > -most && n < most
	}
	return 0, 0, false
}
