package value

import "github.com/firehose-dsl/firehose-dsl/dsl/source"

// A Proc is a block, proc, lambda, or method made a value: something to call.
type Proc struct {
	Lambda  bool
	Literal bool        // written as a block or lambda, not made of a method or a name
	Params  []Param     // as Proc#parameters tells them
	Where   source.Span // where it was written
	// Call runs it. What comes back as an error is a jump that has to travel
	// on (break, return, throw): a caller gives it back as it is, at once. A
	// raise does not come back: it unwinds the caller, see package core.
	Call func(args Args) (Value, error)
}

// Args are the arguments of one call.
type Args struct {
	Pos   []Value
	KW    *Hash // the keywords, nil without
	Block *Proc // nil without
}

// A Param is one parameter of a Proc.
type Param struct {
	Kind ParamKind
	Name string
}

// ParamKind is what Proc#parameters calls a parameter: req, opt, rest, ….
type ParamKind string

func (*Proc) Kind() Kind { return KindProc }

// Arity is Proc#arity: the number of arguments it must have, or, when it may
// have more, -n - 1. All keywords together count as one argument.
func (p *Proc) Arity() int {
	least, most, rest := 0, 0, false
	keyword, required := false, false
	for _, q := range p.Params {
		switch q.Kind {
		case "req":
			least, most = least+1, most+1
		case "opt":
			most++
		case "rest":
			rest = true
		case "key", "keyrest":
			keyword = true
		case "keyreq":
			keyword, required = true, true
		}
	}
	if keyword {
		most++
	}
	if required {
		least++
	}
	if rest || p.Lambda && least != most {
		return -least - 1
	}
	return least
}
