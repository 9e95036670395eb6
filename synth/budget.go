package synth

import (
	"strconv"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// DocumentBytes is the default limit of what the documents of one run take.
const DocumentBytes = 256 << 20

// withinBudget counts the text of a template's resources against the budget of
// the run, before any of it is written: texts that resources share are written
// once for each. It tells the resource that is too much.
func (r *run) withinBudget(rg *resolve.Graph) bool {
	limit := r.job.DocumentBytes
	if limit == 0 {
		limit = DocumentBytes
	}
	for _, res := range rg.Resources {
		if r.written += textSize(res.Attrs); r.written > limit {
			r.diags.Add(diag.OutputLimit.At(res.NameAt, "the documents take more than the limit of %s bytes", strconv.FormatInt(limit, 10)).
				Labelled("the resource that is too much").
				Advise("keep large texts out of the template, or raise the limit with `--max-document-bytes`"))
			return false
		}
	}
	return true
}

// textSize is about how many bytes a value takes in a document: its keys and
// texts, and a few for each entry.
func textSize(v value.Value) int64 {
	const entry = 8
	n := int64(entry)
	switch v := value.Peek(v).(type) {
	case *value.String:
		n += int64(len(v.Text))
	case *value.Array:
		for _, s := range v.Slots() {
			n += textSize(s)
		}
	case *value.Hash:
		for _, s := range v.Slots() {
			n += entry + textSize(s)
		}
	}
	return n
}
