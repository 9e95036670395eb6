package preview

import (
	"slices"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/synth/prefix"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// This file reads a stream: its blocks, its processors, and its texts with what
// is unknown in them.

// A block is a block of the stream; one that is not there has no hash.
type block struct {
	p    *previewer
	hash *value.Hash
}

func (b block) there() bool { return b.hash != nil }

// value is a member, Nil without.
func (b block) value(name string) value.Value {
	if b.hash == nil {
		return value.Nil
	}
	return b.hash.Member(name)
}

func (b block) has(name string) bool { return b.value(name) != value.Value(value.Nil) }

// blocks are the nested blocks of a name.
func (b block) blocks(name string) []block {
	switch v := b.value(name).(type) {
	case *value.Hash:
		return []block{{b.p, v}}
	case *value.Array:
		var out []block
		for i := range v.Len() {
			if h, ok := v.Peek(i).(*value.Hash); ok {
				out = append(out, block{b.p, h})
			}
		}
		return out
	}
	return nil
}

func (b block) block(name string) block {
	if all := b.blocks(name); len(all) > 0 {
		return all[0]
	}
	return block{p: b.p}
}

// on tells whether a switch is on, by default or by an unknown value as well.
func (b block) on(name string, byDefault bool) bool {
	switch v := b.value(name).(type) {
	case value.Bool:
		return bool(v)
	case value.NilType:
		return byDefault
	}
	return true
}

// text is the text of a member, placeholders for what is unknown in it.
func (b block) text(name string) string { return b.written(name).text }

// A written is a text with the places of its placeholders.
type written struct {
	text  string
	holes [][2]int // bytes
}

// written is a member as text; empty without.
func (b block) written(name string) written {
	var w written
	b.p.write(&w, b.value(name))
	return w
}

// write appends a value to a text.
func (p *previewer) write(w *written, v value.Value) {
	switch v := value.Peek(v).(type) {
	case value.Symbol:
		w.text += string(v)
	case *value.String:
		at := 0
		if v.Splices != nil {
			for _, s := range *v.Splices {
				w.text += v.Text[at:s.At]
				p.write(w, s.Value)
				at = s.At
			}
		}
		w.text += v.Text[at:]
	case *value.Ref:
		p.writeRef(w, v)
	case *value.Raw:
		w.hole("raw")
	}
}

func (w *written) hole(name string) {
	at := len(w.text)
	w.text += "<" + name + ">"
	w.holes = append(w.holes, [2]int{at, len(w.text)})
}

// writeRef writes what a reference names when that is known: a value that was
// given, the default of an input, an attribute that the resource says.
func (p *previewer) writeRef(w *written, ref *value.Ref) {
	name := strings.TrimPrefix(ref.String(), "var.")
	if given, ok := p.sample.Vars[name]; ok {
		p.report.Given = append(p.report.Given, name)
		w.text += given
		return
	}
	if v := p.behind(ref); v != nil {
		p.write(w, v)
		return
	}
	if !slices.Contains(p.report.Asked, name) {
		p.report.Asked = append(p.report.Asked, name)
	}
	w.hole(name)
}

// behind is the value that a reference has in the template, nil when only the
// deployment knows it.
func (p *previewer) behind(ref *value.Ref) value.Value {
	if ref.Of == nil {
		for _, in := range p.g.Inputs {
			if ref.Input != nil && in.Name == ref.Input.Name {
				return in.Default
			}
		}
		return nil
	}
	res := p.g.Of(ref.Of)
	if res == nil || len(ref.Path) != 1 {
		return nil
	}
	return attribute(block{p, res.Attrs}, res, ref.Path[0].Name)
}

func attribute(b block, res *resolve.Resource, name string) value.Value {
	bucket := res.Address.Type == "aws_s3_bucket" && !res.Address.Data
	switch {
	case bucket && name == "id" && b.has("bucket"):
		return b.value("bucket")
	case bucket && name == "arn" && b.has("bucket"):
		arn := value.NewString("arn:aws:s3:::")
		if s, ok := b.value("bucket").(*value.String); ok {
			arn.Append(s)
			return arn
		}
	case b.has(name):
		return b.value(name)
	}
	return nil
}

// bucket is the name of the bucket of a block.
func (b block) bucket() string { return strings.TrimPrefix(b.text("bucket_arn"), "arn:aws:s3:::") }

func (b block) compression() string {
	if c := b.text("compression_format"); c != "" {
		return c
	}
	return "UNCOMPRESSED"
}

// whole is the text as a prefix for data, evaluated.
func (w written) whole(s prefix.Sample) []Part {
	p := prefix.Parse(w.text)
	if len(p.Exprs) > 0 {
		return w.parts(s)
	}
	return w.read(p.EvaluateWhole(s))
}

// parts is the text as a prefix, evaluated. An expression that holds a
// placeholder stays as it is.
func (w written) parts(s prefix.Sample) []Part {
	p := prefix.Parse(w.text)
	p.Exprs = slices.DeleteFunc(p.Exprs, func(e prefix.Expr) bool { return w.holed(e.Start, e.End) })
	return w.read(p.Evaluate(s))
}

func (w written) read(evaluated []prefix.Part) []Part {
	out := []Part{}
	for _, e := range evaluated {
		part := Part{Written: w.text[e.Start:e.End], Start: e.Start, End: e.End, Text: e.Text, Known: e.Known && !w.holed(e.Start, e.End)}
		if e.Expr != nil && !e.Known && e.Expr.Namespace != prefix.Timestamp {
			part.Text = "<" + e.Expr.Value + ">"
		}
		if e.Expr != nil && e.Expr.Value == prefix.RandomString {
			part.Known = false
		}
		out = append(out, part)
	}
	return out
}

// holed tells whether a placeholder stands in a part of the text.
func (w written) holed(from, to int) bool {
	return slices.ContainsFunc(w.holes, func(h [2]int) bool { return h[0] < to && from < h[1] })
}

// steps are the processors of a stream.
type steps struct {
	lambda, extract, decompress, messages bool
	query                                 written // of the partition keys; empty without
}

// readSteps reads the processors of the destination.
func (p *previewer) readSteps() steps {
	var s steps
	processing := p.main.block("processing_configuration")
	if !processing.on("enabled", false) {
		return s
	}
	for _, processor := range processing.blocks("processors") {
		switch processor.text("type") {
		case "Lambda":
			s.lambda = true
		case "Decompression":
			s.decompress = true
		case "CloudWatchLogProcessing":
			s.messages = true
		case "MetadataExtraction":
			s.extract = true
			s.query = parameter(processor, "MetadataExtractionQuery")
		}
	}
	return s
}

func parameter(processor block, name string) written {
	for _, b := range processor.blocks("parameters") {
		if b.text("parameter_name") == name {
			return b.written("parameter_value")
		}
	}
	return written{}
}

func (p *previewer) partitions() bool {
	return p.main.block("dynamic_partitioning_configuration").on("enabled", false)
}

func (p *previewer) converts() bool {
	c := p.main.block("data_format_conversion_configuration")
	return c.there() && c.on("enabled", true)
}

// delivery is the error type of a destination that does not take a record; of
// the serverless one it is not known.
var delivery = map[string]string{
	"opensearch": "AmazonOpenSearchService-failed", "elasticsearch": "AmazonOpenSearchService-failed", "splunk": "splunk-failed",
	"http_endpoint": "http-endpoint-failed", "snowflake": "snowflake-failed", "iceberg": "iceberg-failed", "opensearchserverless": "",
}

// errorTypes are the ways in which the records of a stream can fail; a stream to
// S3 that only copies shows the first of the guide.
func (p *previewer) errorTypes() []string {
	var out []string
	add := func(when bool, kinds ...string) {
		if when {
			out = append(out, kinds...)
		}
	}
	add(p.steps.decompress, "decompression-failed")
	add(p.steps.lambda, "processing-failed")
	add(p.steps.extract, "metadata-extraction-failed")
	add(p.partitions() && p.steps.lambda, "partitioning-failed")
	add(p.partitions(), "activePartitionExceeded")
	add(p.converts(), "format-conversion-failed")
	if kind, ok := delivery[p.report.Destination]; ok {
		out = append(out, kind)
	}
	add(len(out) == 0, "processing-failed")
	return out
}
