package synth

import (
	"bytes"
	"path"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/read"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// A readerRow reads the documents of one target back.
type readerRow struct {
	target string
	suffix string // what the names of its files end in
	marks  []byte // what a document of another name holds
	read   read.Reader
}

// readers are the readers that are built. The first that fits a file reads it:
// by its name, else by what it holds.
var readers = []readerRow{
	{"terraform", ".tf.json", []byte(`"required_providers"`), read.Terraform},
	{"cloudformation", ".template.json", []byte(`"AWSTemplateFormatVersion"`), read.CloudFormation},
	{"cloudformation-yaml", ".template.yaml", []byte("AWSTemplateFormatVersion"), read.CloudFormationYAML},
}

// reader is the row of a file, nil for a file that is no document.
func reader(name string, data []byte) *readerRow {
	for i := range readers {
		if strings.HasSuffix(name, readers[i].suffix) {
			return &readers[i]
		}
	}
	for i := range readers {
		if path.Ext(name) == path.Ext(readers[i].suffix) && bytes.Contains(data, readers[i].marks) {
			return &readers[i]
		}
	}
	return nil
}

// TargetOf is the target that a file of a name is a document of, empty for
// none.
func TargetOf(name string) string {
	if row := reader(name, nil); row != nil {
		return row.target
	}
	return ""
}

// Read reads a document that an emitter wrote, and gives the target that it is
// for. The graph is nil when there are errors. References in it that lead
// nowhere are no matter of reading, and not told.
func Read(f *source.File) (target string, rg *resolve.Graph, diags diag.List) {
	row := reader(f.Name, f.Data)
	if row == nil {
		return "", nil, diag.List{diag.UnknownDocument.At(f.Span(0, min(1, len(f.Data))), "`%s` is no document that can be read back", f.Name).
			Advise("documents are Terraform's JSON (`main.tf.json`) and CloudFormation templates, as `firehose-dsl synth` writes them")}
	}
	c := schema.Load()
	g, diags := row.read(f, c)
	if diags.HasErrors() {
		return row.target, nil, diags
	}
	rg, _ = resolve.Resolve(g, c)
	return row.target, rg, diags
}
