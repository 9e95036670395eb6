package source

// A Span is a half-open range of bytes in one file. The zero Span is no place.
type Span struct {
	File       *File // a whole file, never a part
	Start, End int32
}

// IsZero reports whether s is no place at all.
func (s Span) IsZero() bool { return s.File == nil }

// Text is the source text of the span.
func (s Span) Text() string {
	if s.IsZero() {
		return ""
	}
	return string(s.File.Data[s.Start:s.End])
}

// To is the smallest span that covers s and end. A zero span adds nothing.
func (s Span) To(end Span) Span {
	switch {
	case s.IsZero():
		return end
	case end.IsZero() || end.File != s.File:
		return s
	}
	return Span{File: s.File, Start: min(s.Start, end.Start), End: max(s.End, end.End)}
}

// Head is the empty span at the start of s.
func (s Span) Head() Span { return Span{File: s.File, Start: s.Start, End: s.Start} }

// Tail is the empty span at the end of s.
func (s Span) Tail() Span { return Span{File: s.File, Start: s.End, End: s.End} }

// Before orders spans by file name, then by place; no place comes last.
func (s Span) Before(t Span) bool {
	switch {
	case s.IsZero() || t.IsZero():
		return !s.IsZero() && t.IsZero()
	case s.File != t.File && s.File.Name != t.File.Name:
		return s.File.Name < t.File.Name
	case s.Start != t.Start:
		return s.Start < t.Start
	}
	return s.End < t.End
}
