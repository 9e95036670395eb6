package core

import (
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// A Struct is an instance of a class made by Struct.new.
type Struct struct {
	Class  *value.Class
	Values []value.Value // one for each of Class.Members
	Frozen bool
}

// Kind is that of a Struct.
func (*Struct) Kind() value.Kind { return value.KindStruct }

// InspectTo writes #<struct Name a=1, b=2>.
func (s *Struct) InspectTo(t *value.Text) error {
	t.WriteString("#<struct ")
	if s.Class.Name != "" {
		t.WriteString(s.Class.Name + " ")
	}
	for i, m := range s.members() {
		if i > 0 {
			t.WriteString(", ")
		}
		t.WriteString(m + "=")
		if err := t.Inspect(s.Values[i]); err != nil {
			return err
		}
	}
	t.WriteString(">")
	return nil
}

// Signature makes equal structs the same key.
func (s *Struct) Signature(write func(string), sign func(value.Value)) {
	write(s.Class.Name)
	for _, v := range s.Values {
		sign(v)
	}
}

// members are the names of the members, those of a class above counted.
func (s *Struct) members() []string { return membersOf(s.Class) }

func membersOf(class *value.Class) []string {
	for ; class != nil; class = class.Super {
		if class.Members != nil {
			return class.Members
		}
	}
	return nil
}

// member is the method that reads or sets a member, nil for any other name.
func (s *Struct) member(name string) *Method {
	base, setter := strings.CutSuffix(name, "=")
	for i, m := range s.members() {
		switch {
		case m == name:
			return &Method{Name: name, Fn: func(c *Context, self value.Value, a value.Args) (value.Value, error) {
				return self.(*Struct).Values[i], nil
			}}
		case setter && m == base:
			return &Method{Name: name, Min: 1, Max: 1, Fn: func(c *Context, self value.Value, a value.Args) (value.Value, error) {
				return a.Pos[0], self.(*Struct).put(i, a.Pos[0])
			}}
		}
	}
	return nil
}

func (s *Struct) put(i int, v value.Value) error {
	if s.Frozen {
		return FrozenError(s)
	}
	s.Values[i] = v
	return nil
}

// structTable is what every Struct answers; the rest is in enumerableTable.
func structTable() []Method {
	return []Method{
		{Name: "[]", Min: 1, Max: 1, Doc: "a member by name or place", Fn: structGet},
		{Name: "[]=", Min: 2, Max: 2, Doc: "sets a member by name or place", Fn: structSet},
		{Name: "dig", Min: 1, Max: -1, Doc: "a value of nested members", Fn: dig},
		{Name: "members", Doc: "the names of the members", Fn: structMembers},
		{Name: "to_h", Doc: "a Hash of the members", Fn: structToH},
		{Name: "to_a", Doc: "the values of the members", Fn: enumToA},
		{Name: "deconstruct", Doc: "the values of the members", Fn: enumToA},
		{Name: "deconstruct_keys", Min: 1, Max: 1, Doc: "a Hash of the members", Fn: structKeys},
		{Name: "values", Doc: "the values of the members", Fn: enumToA},
		{Name: "each", Doc: "calls the block with each value", Fn: enumEachEntry, Enum: true},
		{Name: "each_pair", Doc: "calls the block with each name and value", Fn: structEachPair, Enum: true},
		{Name: "size", Doc: "the number of members", Fn: structSize},
		{Name: "length", Doc: "the number of members", Fn: structSize},
		{Name: "values_at", Max: -1, Doc: "several values", Fn: structValuesAt},
	}
}

// place is the member that a name or number means.
func (s *Struct) place(key value.Value) (int, error) {
	if k := key.Kind(); k == value.KindSymbol || k == value.KindString {
		name, err := symbolOr(key, "[]")
		if err != nil {
			return 0, err
		}
		for i, m := range s.members() {
			if m == name {
				return i, nil
			}
		}
		return 0, raise(ClassNameError, "no member '%s' in struct", value.Clip(name))
	}
	n, err := toInt(key)
	if err != nil {
		return 0, err
	}
	i, ok := slot(n, len(s.Values))
	switch {
	case ok:
		return i, nil
	case n < 0:
		return 0, IndexError("offset %d too small for struct(size:%d)", n, len(s.Values))
	}
	return 0, IndexError("offset %d too large for struct(size:%d)", n, len(s.Values))
}

func structGet(c *Context, self value.Value, a value.Args) (value.Value, error) {
	s := self.(*Struct)
	i, err := s.place(a.Pos[0])
	if err != nil {
		return nil, err
	}
	return s.Values[i], nil
}

func structSet(c *Context, self value.Value, a value.Args) (value.Value, error) {
	s := self.(*Struct)
	i, err := s.place(a.Pos[0])
	if err != nil {
		return nil, err
	}
	return a.Pos[1], s.put(i, a.Pos[1])
}

func structMembers(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return symbols(self.(*Struct).members()), nil
}

func (c *Context) structHash(s *Struct) *value.Hash {
	h := c.newHash()
	c.elements(len(s.Values))
	for i, m := range s.members() {
		h.Set(value.Symbol(m), s.Values[i], value.Place{})
	}
	return h
}

func structToH(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return hashToH(c, c.structHash(self.(*Struct)), a)
}

func structKeys(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.structHash(self.(*Struct)), nil
}

func structEachPair(c *Context, self value.Value, a value.Args) (value.Value, error) {
	_, err := hashEach(c, c.structHash(self.(*Struct)), a)
	return self, err
}

func structSize(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.Int(len(self.(*Struct).Values)), nil
}

func structValuesAt(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return arrayValuesAt(c, value.NewArray(self.(*Struct).Values), a)
}

// structNew is Struct.new: a class. Its name is that of the constant it is
// first assigned to, which package vm sets.
func structNew(c *Context, self value.Value, a value.Args) (value.Value, error) {
	class := &value.Class{Super: ClassStruct, Members: []string{}, Keyword: value.Truthy(keyword(a, "keyword_init"))}
	for _, p := range a.Pos {
		name, err := symbolOr(p, "Struct.new")
		if err != nil {
			return nil, err
		}
		for _, m := range class.Members {
			if m == name {
				return nil, ArgumentError("duplicate member: %s", value.Clip(name))
			}
		}
		class.Members = append(class.Members, name)
	}
	if a.Block != nil && c.ClassBody != nil {
		return class, c.ClassBody(class, a.Block)
	}
	return class, nil
}

// structInstance is new of a class made by Struct.new.
func structInstance(c *Context, self value.Value, a value.Args) (value.Value, error) {
	class := self.(*value.Class)
	names := membersOf(class)
	s := &Struct{Class: class, Values: make([]value.Value, len(names))}
	c.elements(len(names))
	for i := range s.Values {
		s.Values[i] = value.Nil
	}
	if keywordClass(class) {
		return s, s.fill(names, a)
	}
	if a.KW != nil && a.KW.Len() > 0 {
		a.Pos = append(a.Pos[:len(a.Pos):len(a.Pos)], a.KW)
	}
	if len(a.Pos) > len(names) {
		return nil, ArgumentError("struct size differs")
	}
	copy(s.Values, a.Pos)
	return s, nil
}

func keywordClass(class *value.Class) bool {
	for ; class != nil; class = class.Super {
		if class.Keyword {
			return true
		}
	}
	return false
}

func (s *Struct) fill(names []string, a value.Args) error {
	if len(a.Pos) > 0 {
		return WrongCount(len(a.Pos), 0, 0)
	}
	if a.KW == nil {
		return nil
	}
	var unknown []string
	for k, v := range a.KW.All() {
		i, err := s.place(k)
		if err != nil {
			t := &value.Text{Max: 200}
			_ = t.ToS(k)
			unknown = append(unknown, t.String().Text)
			continue
		}
		s.Values[i] = v
	}
	if unknown != nil {
		return ArgumentError("unknown keywords: %s", strings.Join(unknown, ", "))
	}
	return nil
}
