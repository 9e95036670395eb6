package prefix

// What a prefix becomes: each part of its text with what stands for it in the
// key of an object.

// DefaultPath is the date path, always in UTC or the stream's own zone, that
// the service appends to a prefix without any expression (captured with the
// real service, July 2026).
const DefaultPath = "yyyy/MM/dd/HH/"

// MaxLength is how many characters an evaluated prefix may have.
const MaxLength = 512

// A Sample is what a prefix is evaluated with. A function that is nil knows
// nothing.
type Sample struct {
	Clock     Clock                                     // of the oldest record of the object
	Random    func(n int) string                        // stands for the nth random string, from 0
	ErrorType string                                    // empty: not known
	Key       func(namespace, id string) (string, bool) // partition keys
}

// A Part is the bytes Start to End of the text of a prefix, and what they become.
// Parts follow each other without gaps. What the service appends is a part
// without bytes, at the end.
type Part struct {
	Start, End int
	Expr       *Expr  // nil for literal text, and for what is appended
	Text       string // of what is not known, the expression itself
	Known      bool
}

// Evaluate gives the parts of a prefix. An expression that is wrong, or that the
// sample knows nothing of, stays as it is written and is not known.
func (p *Prefix) Evaluate(s Sample) []Part {
	var out []Part
	at, randoms := 0, 0
	for i := range p.Exprs {
		e := &p.Exprs[i]
		if e.Start > at {
			out = append(out, p.literal(at, e.Start))
		}
		at = e.End
		text, known := s.expression(e, randoms)
		if !known {
			text = p.Text[e.Start:e.End]
		}
		if e.is(Firehose, RandomString) {
			randoms++
		}
		out = append(out, Part{e.Start, e.End, e, text, known})
	}
	if at < len(p.Text) {
		out = append(out, p.literal(at, len(p.Text)))
	}
	return out
}

// EvaluateWhole is Evaluate with the date path that the service appends to a
// prefix for data without any expression.
func (p *Prefix) EvaluateWhole(s Sample) []Part {
	out := p.Evaluate(s)
	if len(p.Exprs) > 0 {
		return out
	}
	path, _ := Format(DefaultPath, s.Clock)
	return append(out, Part{Start: len(p.Text), End: len(p.Text), Text: path, Known: true})
}

func (p *Prefix) literal(from, to int) Part {
	return Part{Start: from, End: to, Text: p.Text[from:to], Known: true}
}

// expression is what one expression becomes; randoms stand before it.
func (s Sample) expression(e *Expr, randoms int) (string, bool) {
	switch {
	case e.Namespace == Timestamp:
		text, err := Format(e.Value, s.Clock)
		return text, err == nil
	case e.is(Firehose, RandomString) && s.Random != nil:
		return s.Random(randoms), true
	case e.is(Firehose, ErrorType):
		return s.ErrorType, s.ErrorType != ""
	case (e.Namespace == FromQuery || e.Namespace == FromCode) && s.Key != nil:
		return s.Key(e.Namespace, e.Value)
	}
	return "", false
}

func (e *Expr) is(namespace, value string) bool { return e.Namespace == namespace && e.Value == value }
