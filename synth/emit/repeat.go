package emit

import "github.com/firehose-dsl/firehose-dsl/compiler/value"

// A Repeat is the constant that a member had last, and how it was written at a
// depth. Resources of one loop share their constants.
type Repeat struct {
	Text  []byte // see [Writer.Recorded]; nil until it is recorded
	of    value.Value
	depth int
}

// A Turn says how to write a member that may have been written before.
type Turn uint8

const (
	WriteIt  Turn = iota
	RecordIt      // write it, and keep it in Text
	Again         // write Text
)

// Turn takes the value that the member has this time.
func (r *Repeat) Turn(slot value.Value, depth int) Turn {
	constant, ok := slot.(value.Const)
	switch {
	case !ok:
		return WriteIt
	case r.of != constant.Of || r.depth != depth:
		*r = Repeat{of: constant.Of, depth: depth}
		return WriteIt
	case r.Text == nil:
		return RecordIt
	}
	return Again
}
