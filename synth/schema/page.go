package schema

import "math"

// A Page is what no upstream schema tells about a resource type, from
// stdlib/types/<type>.hcl. Paths may be patterns, see path.go. A run reads
// pages from a pack without prose; [ReadPage] gives the whole page.
type Page struct {
	Name       string
	JSON       []string // attributes that are texts with a JSON document
	Secret     []string // attributes that hold a secret, besides those upstream
	Prefix     []string // attributes that hold a Firehose prefix expression
	Replaces   []string // attributes whose change replaces the resource
	References []Reference
	Legacy     []*Legacy // renames within a block before those that move
	Limits     []*Limit
	Defaults   []Default

	Summary string // one sentence; prose, empty in a run
	Example string // a template; prose, empty in a run
}

// A Reference says what kind of ARN an attribute must be; for a list, each of
// its elements.
type Reference struct {
	At   string     // pattern
	Arn  string     // see [Catalog.ARN]
	When *Condition // it holds only then; nil: always
}

// A Legacy is one spelling of earlier provider versions and what has become of
// it. It concerns the member Name of every block that In matches.
//
//	LegacyName   the member is now called To. A dotted To moves it into a
//	             nested block, which is made when it is not there; when the
//	             member is there already, that is a contradiction.
//	LegacyWord   the attribute's word Old is now New.
//	LegacyBlocks a hash is now repeated blocks, one for each pair, with the
//	             pair's key in attribute Key and its value in Value. Silent.
type Legacy struct {
	Kind LegacyKind
	In   string // pattern of the block's path; empty: the top; **: every block
	Name string
	When *Condition // it holds only then; nil: always

	To         string // of LegacyName
	Old, New   string // of LegacyWord
	Key, Value string // of LegacyBlocks

	Rule  string // told under this id, FH114
	Since string // provider version without the old spelling, empty when not known

	Means  string // what it is for, in no target's words; prose
	Source string // prose
}

// LegacyKind is what a Legacy changes.
type LegacyKind uint8

// The kinds of legacy spellings.
const (
	LegacyName LegacyKind = iota
	LegacyWord
	LegacyBlocks
)

// Silent tells whether the change is made without a word: a changed shape is,
// a changed word is not.
func (l *Legacy) Silent() bool { return l.Kind == LegacyBlocks }

// A Condition holds when an attribute of the same block is that word, in its
// legacy spelling or in today's.
type Condition struct {
	Attr string
	Word string
}

// A Limit bounds the value of single attributes; of a list, each element.
// Bounds that are not set hold of every value; all that are set must hold.
type Limit struct {
	Rule     string   // FH302
	Severity string   // error, warning, note
	At       []string // patterns of attributes, or of nested blocks for items
	Min, Max float64  // of a number, both inclusive; infinite: none
	Whole    bool     // a number without a fraction
	Unit     string   // of Min and Max, in messages: MB, seconds; may be empty
	OneOf    []string // words
	Pattern  string   // RE2, with anchors of its own
	Shape    string   // the pattern in words: letters, digits, `_`, `.` and `-`
	Help     string   // what to write for a text that is none of the words, or does not fit the pattern; may be empty

	MinLength, MaxLength int // of a text, in characters; 0: none
	MinItems, MaxItems   int // of a list, set, map or how many blocks; 0: none

	Name   string // the rule's name: buffering-size-out-of-range; prose
	Why    string // prose
	Source string // prose
}

func newLimit() *Limit { return &Limit{Min: math.Inf(-1), Max: math.Inf(1)} }

// HasRange tells whether the limit bounds a number.
func (l *Limit) HasRange() bool { return !math.IsInf(l.Min, -1) || !math.IsInf(l.Max, 1) }

// A Default is a value that the Terraform provider sends by itself when the
// attribute is left out.
type Default struct {
	At   string // pattern
	JSON string // the value, as JSON
}
