// Package emit is what the emitters of all targets share: the [Target] that
// each implements, a streaming [Writer] of JSON, and the reading of values
// that does not depend on the target: keys, numbers, and texts with unknown
// values in them.
package emit

import (
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// A Target is an output language.
type Target interface {
	// Path is the document's path below the output folder.
	Path(template string) string
	// Check tells what the target cannot express, and what it expresses
	// otherwise than the template's author may think.
	Check(rg *resolve.Graph) diag.List
	// Emit writes the document. The graph has no errors; an error is the
	// writer's.
	Emit(rg *resolve.Graph, w io.Writer) error
}

// Key is the text of a hash's key in the output: its to_s.
func Key(key value.Value) string {
	switch k := key.(type) {
	case value.Symbol:
		return string(k)
	case *value.String:
		return k.Text
	}
	var t value.Text
	if t.ToS(key) != nil {
		return ""
	}
	return t.String().Text
}

// Entries are the entries of a hash as an object of JSON has them: of two keys
// that are one text, the first's place and the last's value. Each calls f with
// the place of the value.
func Entries(h *value.Hash, f func(key string, slot int)) {
	if symbols(h) {
		for i := range h.Len() {
			f(string(h.KeyAt(i).(value.Symbol)), i)
		}
		return
	}
	keys := make([]string, h.Len())
	for i := range keys {
		keys[i] = Key(h.KeyAt(i))
	}
	last := lastOfEach(keys)
	for i, key := range keys {
		switch {
		case last == nil:
			f(key, i)
		case last[key] >= 0:
			f(key, last[key])
			last[key] = -1
		}
	}
}

// symbols reports whether all keys are Symbols, of which no two are one text.
func symbols(h *value.Hash) bool {
	for i := range h.Len() {
		if _, ok := h.KeyAt(i).(value.Symbol); !ok {
			return false
		}
	}
	return true
}

// lastOfEach is the place of the last of each key; nil when no key comes
// twice.
func lastOfEach(keys []string) map[string]int {
	if !repeats(keys) {
		return nil
	}
	last := make(map[string]int, len(keys))
	for i, key := range keys {
		last[key] = i
	}
	return last
}

func repeats(keys []string) bool {
	if len(keys) > 16 {
		seen := make(map[string]bool, len(keys))
		for _, key := range keys {
			if seen[key] {
				return true
			}
			seen[key] = true
		}
		return false
	}
	for i, key := range keys {
		for _, other := range keys[:i] {
			if key == other {
				return true
			}
		}
	}
	return false
}

// Pieces calls f for each run of known text and each unknown value of a
// string, in order: a text with a nil value, or a value with an empty text.
func Pieces(s *value.String, f func(text string, v value.Value)) {
	from := 0
	if s.Splices != nil {
		for _, p := range *s.Splices {
			if p.At > from {
				f(s.Text[from:p.At], nil)
				from = p.At
			}
			f("", p.Value)
		}
	}
	if from < len(s.Text) {
		f(s.Text[from:], nil)
	}
}

// Lone is the one unknown value that the whole string is, nil for any other.
func Lone(s *value.String) value.Value {
	if s.Text == "" && s.Splices != nil && len(*s.Splices) == 1 {
		return (*s.Splices)[0].Value
	}
	return nil
}

// RefOf is the reference that a value is, or that is all of a text; nil for
// any other value.
func RefOf(v value.Value) *value.Ref {
	switch v := v.(type) {
	case *value.Ref:
		return v
	case *value.String:
		ref, _ := Lone(v).(*value.Ref)
		return ref
	}
	return nil
}

// Unknown reports whether a value holds a reference or a raw text anywhere.
func Unknown(v value.Value) bool {
	switch v := value.Peek(v).(type) {
	case *value.Ref, *value.Raw:
		return true
	case *value.String:
		return !v.Known()
	case *value.Array:
		return anyUnknown(v.Slots())
	case *value.Hash:
		return anyUnknown(v.Slots())
	}
	return false
}

// anyUnknown steps over constant subtrees: no code stands in them.
func anyUnknown(slots []value.Value) bool {
	for _, s := range slots {
		if _, constant := s.(value.Const); !constant && Unknown(s) {
			return true
		}
	}
	return false
}

// AppendNumber writes a number as JSON and as HCL: an Integer's digits; a
// Float as Ruby prints it, with a point, so that 1.0 stays apart from 1.
func AppendNumber(b []byte, v value.Value) []byte {
	switch v := v.(type) {
	case value.Int:
		return strconv.AppendInt(b, int64(v), 10)
	case *value.Big:
		return v.Append(b, 10)
	case value.Float:
		return appendFloat(b, float64(v))
	}
	return b
}

// appendFloat writes the shortest text that reads back the same: plain from
// 1e-4 to 1e16, else with an exponent.
func appendFloat(b []byte, f float64) []byte {
	if m := math.Abs(f); m == 0 || 1e-4 <= m && m < 1e16 {
		from := len(b)
		b = strconv.AppendFloat(b, f, 'f', -1, 64)
		if !strings.Contains(string(b[from:]), ".") {
			b = append(b, ".0"...)
		}
		return b
	}
	digits, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'e', -1, 64), "e")
	if !strings.Contains(digits, ".") {
		digits += ".0"
	}
	return append(append(append(b, digits...), 'e'), exponent...)
}
