// Package read walks down the stairs: a document that an emitter wrote comes
// back as a [graph.Graph], with places in the document. Comparing two
// documents, and importing one, begin here.
//
// What an emitter writes comes back as it was, so that writing it again gives
// the same bytes. What somebody else wrote into a document is told, and kept
// as a raw value where a value may stand.
package read

import (
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// A Reader reads the documents of one target.
type Reader func(f *source.File, c *schema.Catalog) (*graph.Graph, diag.List)

// TemplateName is the template of which a file is the document, by the paths
// that emitters give: of lake/main.tf.json and of lake.template.json it is
// lake. Other files give their own name without what follows the first dot.
func TemplateName(path string) string {
	folder, name := "", path
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		folder, name = path[:i], path[i+1:]
	}
	if base := folder[strings.LastIndexByte(folder, '/')+1:]; strings.HasPrefix(name, "main.tf") && base != "" && base != "." && base != ".." {
		return base
	}
	stem, _, _ := strings.Cut(name, ".")
	return stem
}
