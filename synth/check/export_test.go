package check

import "strings"

// Outline is what a run reads of a page, for tests.
func Outline(text string) string {
	var out strings.Builder
	for _, b := range scanPage(text) {
		b.outline(&out)
	}
	return out.String()
}

func (s *section) outline(out *strings.Builder) {
	out.WriteString(s.kind + " " + s.label + "{\n")
	for _, a := range s.attrs {
		out.WriteString(a.name + "=" + a.text + "\n")
	}
	for _, in := range s.inside {
		in.outline(out)
	}
	out.WriteString("}\n")
}

// Arity is how many values each function of pages takes, for tests.
func Arity() map[string][2]int { return arity() }

// Functions are the names of the functions of pages, for tests.
func Functions() []string {
	var out []string
	for name := range functions {
		out = append(out, name)
	}
	return append(out, "try")
}
