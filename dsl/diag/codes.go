package diag

// A Code is a kind of diagnostic that the compiler knows of itself. Rules
// bring their own codes (FHnnn) on their pages. Codes are never reused.
type Code struct {
	ID       string
	Severity Severity
	What     string // one sentence: what is wrong, and what to do
	Example  string // a template that yields the code; a test compiles it
}

// Codes is every code of this package, by ID.
func Codes() []*Code { return codes }

var codes []*Code

func code(id string, s Severity, what, example string) *Code {
	c := &Code{ID: id, Severity: s, What: what, Example: example}
	codes = append(codes, c)
	return c
}

// E01xx: lexing and parsing.
var (
	UnexpectedToken = code("E0101", Error,
		"The text is not a statement of the template language at this place.",
		"x = )\n")
)
