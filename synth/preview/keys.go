// Package preview tells what a stream will write where: the keys of its S3
// objects and the names of its indexes, for a moment and, when one is given, a
// record. What enters is a resolved template and a [Sample]; what leaves is a
// [Report], which can be written for people or programs.
//
// What only the service knows stands as a placeholder: UUID, random00001, <name>
// for a value that nobody gave. Facts are those of the developer guide ("Understand
// custom prefixes for Amazon S3 objects", "Configure Amazon S3 object name
// format") and of captures of the real service (2025 and 2026).
package preview

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/firehose-dsl/firehose-dsl/synth/prefix"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// A Sample is what a preview is made for.
type Sample struct {
	Time   time.Time         // arrival of the oldest record of an object
	Record []byte            // as it leaves the Lambda function, if there is one; nil: none
	Vars   map[string]string // values of inputs and other unknown values, by the name in their placeholder
	Keys   map[string]string // partition keys that a Lambda function gives
}

// A Report is what one stream writes.
type Report struct {
	Template    string `json:"template"`
	Stream      string `json:"stream"` // its name in the template
	Name        string `json:"name"`   // its name in AWS
	Destination string `json:"destination"`
	Time        string `json:"time"` // RFC 3339, of the stream's zone
	Zone        string `json:"time_zone"`

	Objects []*Object `json:"objects"`
	Columns []Column  `json:"columns,omitempty"` // Hive's, of the folders of data
	Index   string    `json:"index,omitempty"`
	Record  *Record   `json:"record,omitempty"` // nil when the sample has none
	Asked   []string  `json:"unknown,omitempty"`
	Notes   []string  `json:"notes,omitempty"`

	Given []string `json:"-"` // of the sample's Vars those that were used
}

// An Object is one S3 object.
type Object struct {
	Of          string `json:"of"` // data, failed, backup or staging
	ErrorType   string `json:"error_type,omitempty"`
	Bucket      string `json:"bucket"`
	Key         string `json:"key"`
	Prefix      string `json:"prefix"` // evaluated
	Name        string `json:"name"`
	Extension   string `json:"extension"`
	Compression string `json:"compression"`

	Parts []Part `json:"parts"` // of the prefix, as written and as evaluated
}

// A Part is a part of a prefix: what is written, from byte Start to End of the
// text, and what it becomes. What the service adds is written nowhere.
type Part struct {
	Written string `json:"written"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Text    string `json:"text"`
	Known   bool   `json:"known"`
}

// A Column is a folder of the form name=value.
type Column struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Keys tells what a stream of a template writes. It wants one without errors.
func Keys(g *resolve.Graph, stream *resolve.Resource, s Sample) *Report {
	p := newPreviewer(g, stream, s)
	p.destination()
	p.record()
	p.objects()
	p.index()
	p.warn()
	slices.Sort(p.report.Asked)
	return p.report
}

// A previewer is the state of one Keys.
type previewer struct {
	g      *resolve.Graph
	sample Sample
	stream block
	main   block // the block of the destination
	steps  steps
	clock  prefix.Clock // of the stream's zone
	utc    prefix.Clock
	keys   map[string]string // values of jq keys
	report *Report
}

func newPreviewer(g *resolve.Graph, stream *resolve.Resource, s Sample) *previewer {
	p := &previewer{g: g, sample: s, report: &Report{Template: g.Name, Stream: stream.Address.Name}}
	p.stream = block{p, stream.Attrs}
	p.report.Name = p.stream.text("name")
	p.report.Destination = p.stream.text("destination")
	p.utc = prefix.FindZone("").At(s.Time)
	p.clock = p.utc
	return p
}

// destination finds the block of the destination, and the clock of its zone.
func (p *previewer) destination() {
	name := p.report.Destination + "_configuration"
	p.main = p.stream.block(name)
	p.steps = p.readSteps()
	zone := p.main.text("custom_time_zone")
	if z := prefix.FindZone(zone); z != nil {
		p.clock = z.At(p.sample.Time)
	} else {
		p.note("the time zone is not known; times are those of UTC")
	}
	p.report.Zone = p.clock.Zone.Name
	p.report.Time, _ = prefix.Format("yyyy-MM-dd'T'HH:mm:ssXXX", p.clock)
}

func (p *previewer) note(text string) {
	if !slices.Contains(p.report.Notes, text) {
		p.report.Notes = append(p.report.Notes, text)
	}
}

// objects lists the objects that the stream writes.
func (p *previewer) objects() {
	switch p.report.Destination {
	case "extended_s3":
		if !p.failed() {
			p.data("data", p.main, p.clock)
		}
		p.failures(p.main, p.clock)
		p.copy(p.main.block("s3_backup_configuration"))
	case "redshift":
		p.data("staging", p.main.block("s3_configuration"), p.utc)
		p.note("Redshift loads the staged objects with COPY; those of a COPY that never worked are listed below `errors/manifests/` of the same prefix")
		p.copy(p.main.block("s3_backup_configuration"))
	default:
		p.aside(p.main.block("s3_configuration"))
	}
}

// copy is the source backup of S3 and Redshift.
func (p *previewer) copy(b block) {
	if p.main.text("s3_backup_mode") == "Enabled" && b.there() {
		p.data("backup", b, p.utc)
	}
}

// aside is the S3 block of the destinations that are no S3: failures, and in one
// mode all records.
func (p *previewer) aside(b block) {
	if !b.there() {
		return
	}
	if strings.HasPrefix(p.main.text("s3_backup_mode"), "All") {
		p.data("backup", b, p.utc)
	}
	p.failures(b, p.utc)
}

// data is an object of records below the prefix of a block.
func (p *previewer) data(of string, b block, clock prefix.Clock) {
	o := p.object(of, b, clock, b.written("prefix").whole(p.evaluation(clock, "")))
	o.Extension = p.extension(of, b)
	o.Key += o.Extension
	if of == "data" {
		p.report.Columns = columns(o.Prefix)
	}
}

// failures are the objects of each way to fail.
func (p *previewer) failures(b block, clock prefix.Clock) {
	for _, kind := range p.errorTypes() {
		if p.failed() && kind != p.report.Record.ErrorType {
			continue
		}
		o := p.object("failed", b, clock, p.failedPrefix(b, clock, kind))
		o.ErrorType = kind
		o.Compression = b.compression()
		if o.Extension = compressed[o.Compression]; o.Extension != "" && !p.converts() {
			o.Key += o.Extension
			p.note("objects of failures on a compressed stream are named as if they were compressed; look at the bytes before unpacking them")
			continue
		}
		o.Extension = ""
	}
}

// failedPrefix is the error prefix; without one the prefix, the error type and
// a date path.
func (p *previewer) failedPrefix(b block, clock prefix.Clock, kind string) []Part {
	with := p.evaluation(clock, kind)
	if text := b.written("error_output_prefix"); text.text != "" {
		if len(prefix.Parse(text.text).Exprs) == 0 {
			p.note("whether the service adds a date path to an error prefix without expressions is not known")
		}
		return text.parts(with)
	}
	text := b.written("prefix")
	path, _ := prefix.Format(prefix.DefaultPath, clock)
	if p.report.Destination == "extended_s3" {
		p.note("without an error prefix failures go below the prefix, the error type and the date, as seen with other destinations")
	}
	end, known := len(text.text), kind != ""
	if !known {
		kind = "<" + prefix.ErrorType + ">"
	}
	return append(text.parts(with), Part{Start: end, End: end, Text: kind + "/" + path, Known: known})
}

// object is an object without an extension.
func (p *previewer) object(of string, b block, clock prefix.Clock, parts []Part) *Object {
	o := &Object{Of: of, Bucket: b.bucket(), Compression: b.compression(), Parts: parts}
	for _, part := range parts {
		o.Prefix += part.Text
	}
	o.Name, _ = prefix.Format("'-1-'yyyy-MM-dd-HH-mm-ss'-UUID'", clock)
	o.Name = p.report.Name + o.Name
	o.Key = o.Prefix + o.Name
	p.report.Objects = append(p.report.Objects, o)
	return o
}

// evaluation is what prefixes are evaluated with.
func (p *previewer) evaluation(clock prefix.Clock, errorType string) prefix.Sample {
	return prefix.Sample{
		Clock: clock, ErrorType: errorType,
		Random: func(n int) string { return fmt.Sprintf("random%05d", n+1) },
		Key: func(namespace, id string) (text string, known bool) {
			if namespace == prefix.FromCode {
				text, known = p.sample.Keys[id]
			} else {
				text, known = p.keys[id]
			}
			return text, known
		},
	}
}

// compressed are the extensions of compression formats.
var compressed = map[string]string{"GZIP": ".gz", "ZIP": ".zip", "Snappy": ".snappy", "HADOOP_SNAPPY": ".snappy"}

// extension is that of data: the file extension of the block, else of the format.
func (p *previewer) extension(of string, b block) string {
	switch {
	case of == "data" && b.text("file_extension") != "":
		return b.text("file_extension")
	case of == "data" && p.converts() && p.main.block("data_format_conversion_configuration").block("output_format_configuration").block("serializer").has("orc_ser_de"):
		return ".orc"
	case of == "data" && p.converts():
		return ".parquet"
	}
	return compressed[b.compression()]
}

// columns are the folders of the form name=value.
func columns(folders string) []Column {
	var out []Column
	all := strings.Split(folders, "/")
	for _, folder := range all[:len(all)-1] {
		if name, text, ok := strings.Cut(folder, "="); ok && name != "" {
			out = append(out, Column{name, text})
		}
	}
	return out
}

// index is the name of the index of OpenSearch and Elasticsearch.
func (p *previewer) index() {
	name := p.main.text("index_name")
	if name == "" {
		return
	}
	p.report.Index = name
	if p.report.Destination == "opensearchserverless" {
		return
	}
	period := p.main.text("index_rotation_period")
	suffix, _ := prefix.Format(rotation(period), p.utc)
	if period == "OneWeek" {
		year, week := p.sample.Time.UTC().ISOWeek()
		suffix = fmt.Sprintf("-%d-w%02d", year, week)
	}
	p.report.Index += suffix
}

// rotation is the pattern of a rotation period; OneDay is the default.
func rotation(period string) string {
	switch period {
	case "NoRotation", "OneWeek":
		return ""
	case "OneHour":
		return "-yyyy-MM-dd-HH"
	case "OneMonth":
		return "-yyyy-MM"
	}
	return "-yyyy-MM-dd"
}

// warn tells of prefixes that are too long once evaluated.
func (p *previewer) warn() {
	for _, o := range p.report.Objects {
		if len([]rune(o.Prefix)) > prefix.MaxLength {
			p.note("the prefix of " + o.Of + " objects is longer than the 512 characters that the service takes")
		}
	}
}
