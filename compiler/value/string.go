package value

// A String is a mutable string of bytes in UTF-8. Where it holds unknown
// values (references), their places are splices: the string is text with
// expressions in it, and whatever would look at the text is an error.
type String struct {
	Text    string    // the known text, splices left out
	Splices *[]Splice // in order of At; nil when all of it is known
	Frozen  bool
}

// A Splice is an unknown value inside a String.
type Splice struct {
	At    int   // bytes of Text before it
	Value Value // *Ref or *Raw
}

// NewString is a string of known text.
func NewString(s string) *String { return &String{Text: s} }

// SpliceString is a string that is one unknown value.
func SpliceString(v Value) *String { return &String{Splices: &[]Splice{{0, v}}} }

// Known reports whether the whole text is known.
func (s *String) Known() bool { return s.Splices == nil }

// Dup is an unfrozen copy.
func (s *String) Dup() *String {
	return &String{Text: s.Text, Splices: cloneSplices(s.Splices)}
}

// Append adds the text and splices of t to s.
func (s *String) Append(t *String) {
	if t.Splices != nil {
		moved := cloneSplices(t.Splices)
		for i := range *moved {
			(*moved)[i].At += len(s.Text)
		}
		if s.Splices != nil {
			*moved = append(*cloneSplices(s.Splices), *moved...)
		}
		s.Splices = moved
	}
	s.Text += t.Text
}

// Set makes s the same text as t; s stays the same object.
func (s *String) Set(t *String) {
	s.Text, s.Splices = t.Text, cloneSplices(t.Splices)
}

func cloneSplices(p *[]Splice) *[]Splice {
	if p == nil {
		return nil
	}
	c := append([]Splice(nil), *p...)
	return &c
}

// KnownText is the text of a Symbol, or of a String that is known as a whole;
// false for anything else.
func KnownText(v Value) (string, bool) {
	switch v := Peek(v).(type) {
	case Symbol:
		return string(v), true
	case *String:
		return v.Text, v.Known()
	}
	return "", false
}
