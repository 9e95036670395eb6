package resolve

import (
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// An Edit is one change of the graph that a repair offers. Edits name places
// by address and path, so that they can be compared, sorted and applied to a
// graph that other edits changed first.
type Edit struct {
	Resource value.Address
	Path     []Step // from the resource to the attribute or block that changes
	Op       Op
	Value    value.Value // of Set and Append; a *value.Ref of an Input promotes
	Kind     diag.RepairKind
	Rule     string      // FH276
	Where    source.Span // what it was told at; places of what it adds
}

// A Step is a member of a block, and which of several blocks of that name.
type Step struct {
	Name  string
	Index int // 0 for an attribute or the first block
}

// Op is what an Edit does.
type Op uint8

const (
	Set    Op = iota // make the attribute or block this value, creating the blocks on the way
	Delete           // leave it out
	Append           // add one more block of that name at the end
)
