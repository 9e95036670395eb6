package preview

import (
	"errors"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/synth/jq"
)

// A Record is what becomes of the record of a sample: the partition keys that the
// query gives it, or why it is not delivered.
type Record struct {
	Text      string `json:"text"`
	Query     string `json:"query,omitempty"` // empty when nothing is extracted
	Keys      []Key  `json:"keys,omitempty"`
	ErrorType string `json:"error_type,omitempty"`    // of a record that is not delivered
	Message   string `json:"error_message,omitempty"` // of the service
	Reason    string `json:"reason,omitempty"`        // why it is not delivered, or why that is not known
}

// A Key is one partition key of the query.
type Key struct {
	Name  string `json:"name"`
	Value string `json:"value"` // the part of the query
	Text  string `json:"text"`  // empty when it is not known
}

// record runs the query on the record of the sample.
func (p *previewer) record() {
	p.beforeQuery()
	query := p.steps.query.text
	if p.sample.Record == nil {
		return
	}
	r := &Record{Text: strings.TrimRight(string(p.sample.Record), "\n"), Query: query}
	p.report.Record = r
	switch {
	case query == "":
	case len(p.steps.query.holes) > 0:
		r.Reason = "the query is not known: " + query
	default:
		p.extract(r, query)
	}
}

// failed tells whether the record of the sample is not delivered.
func (p *previewer) failed() bool { return p.report.Record != nil && p.report.Record.ErrorType != "" }

// beforeQuery tells what changes records before the query sees them.
func (p *previewer) beforeQuery() {
	if p.sample.Record == nil {
		return
	}
	switch {
	case p.steps.lambda:
		p.note("the Lambda function is not run: the record stands as it leaves it")
	case p.steps.messages:
		p.note("the record stands for one message of the logs")
	case p.steps.decompress:
		p.note("the record stands as it is after decompression")
	}
}

func (p *previewer) extract(r *Record, query string) {
	q, err := jq.Parse(query)
	if err != nil {
		r.Reason = "the query is not what jq reads: " + err.Error()
		return
	}
	values, err := q.Run([]byte(r.Text))
	for _, k := range q.Keys {
		r.Keys = append(r.Keys, Key{Name: k.Name, Value: k.Value})
	}
	if err != nil {
		p.fail(r, err)
		return
	}
	p.keys = map[string]string{}
	for i, v := range values {
		r.Keys[i].Text = v.Text
		p.keys[v.Key] = v.Text
	}
}

// fail says why there are no keys.
func (p *previewer) fail(r *Record, err error) {
	r.Reason = err.Error()
	var failure *jq.Failure
	if errors.As(err, &failure) {
		r.ErrorType, r.Message = "metadata-extraction-failed", failure.Message
	}
}
