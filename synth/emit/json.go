package emit

import "github.com/firehose-dsl/firehose-dsl/compiler/value"

// AppendJSON appends a value without unknown parts as compact JSON text, in
// the order of its keys; null stays.
func AppendJSON(b []byte, v value.Value) []byte {
	switch v := value.Peek(v).(type) {
	case value.NilType:
		return append(b, "null"...)
	case value.Bool:
		if v {
			return append(b, "true"...)
		}
		return append(b, "false"...)
	case value.Symbol:
		return AppendString(b, string(v))
	case *value.String:
		return AppendString(b, v.Text)
	case *value.Array:
		return appendArray(b, v)
	case *value.Hash:
		return appendHash(b, v)
	default:
		return AppendNumber(b, v)
	}
}

func appendArray(b []byte, a *value.Array) []byte {
	b = append(b, '[')
	for i, s := range a.Slots() {
		if i > 0 {
			b = append(b, ',')
		}
		b = AppendJSON(b, s)
	}
	return append(b, ']')
}

func appendHash(b []byte, h *value.Hash) []byte {
	b = append(b, '{')
	first := true
	Entries(h, func(key string, slot int) {
		if !first {
			b = append(b, ',')
		}
		first = false
		b = AppendJSON(append(AppendString(b, key), ':'), h.Slots()[slot])
	})
	return append(b, '}')
}
