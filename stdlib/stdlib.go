// Package stdlib is the data that the compiler carries: the provider schema,
// the pages of resource types, the pages of rules, and the time zones of Firehose.
// What enters is this folder; what leaves is one file system, three packed texts and
// a table, which are read where they lie.
//
// The packed texts are made by `make schema` (stdlib/internal/gen) and never
// edited by hand; a test fails when they are older than what they are made of.
package stdlib

import (
	"embed"
)

// Version names the provider version that the catalogue describes.
const Version = "aws 6.66.0"

// FS holds types/*.hcl, rules/*.hcl, iam/*.hcl, alarms/*.hcl and schema/PROVENANCE as they are written.
//
//go:embed types rules iam alarms schema/PROVENANCE
var FS embed.FS

//go:embed schema/catalog.bin
var catalog string

//go:embed schema/pages.pack
var pages string

//go:embed zones/zones.tsv
var zones string

//go:embed schema/rules.pack
var ruleHeads string

// Catalog is the packed provider schema, see package synth/schema.
func Catalog() string { return catalog }

// Pages is what a run needs of the pages of types, packed.
func Pages() string { return pages }

// RuleHeads is what a run needs of the pages of rules, packed, see package
// synth/check.
func RuleHeads() string { return ruleHeads }

// Zones are the time zones that Firehose accepts, one a line: its name, its
// names in English and its changes, as stdlib/internal/gen/sources/Zones.java
// tells.
func Zones() string { return zones }
