package golden

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/firehose-dsl/firehose-dsl/cmd/internal/project"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth"
	"github.com/firehose-dsl/firehose-dsl/synth/diff"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// diff is what changed from the archive's old.rb to its entry, for a target.
func (r *run) diff(target string) (string, error) {
	i := slices.IndexFunc(r.archive.Sources, func(f txtar.File) bool { return f.Name == "old.rb" })
	if i < 0 {
		return "", fmt.Errorf("`diff` needs a source `old.rb`")
	}
	before := r.job
	before.Files, _ = project.Sources(source.NewFile("old.rb", r.archive.Sources[i].Data))
	old, err := readBack(before, target)
	if err != nil {
		return "", err
	}
	new, err := readBack(r.job, target)
	if err != nil {
		return "", err
	}
	var reports []*diff.Report
	for _, g := range new {
		j := slices.IndexFunc(old, func(o *resolve.Graph) bool { return o.Name == g.Name })
		if j < 0 {
			return "", fmt.Errorf("old.rb has no template `%s`", g.Name)
		}
		reports = append(reports, diff.Compare(old[j], g, diff.Options{CloudFormation: target == "cloudformation"}))
	}
	var b strings.Builder
	err = diff.Text(&b, reports)
	return b.String(), err
}

// readBack are the graphs of a job's documents, written and read again.
func readBack(job synth.Job, target string) ([]*resolve.Graph, error) {
	job.Target = target
	var out []*resolve.Graph
	for _, d := range synth.Run(job).Documents {
		var b bytes.Buffer
		if err := d.Write(&b); err != nil {
			return nil, err
		}
		_, g, diags := synth.Read(source.NewFile(d.Path, b.Bytes()))
		if g == nil {
			return nil, fmt.Errorf("%s: %s", d.Path, diags[0].Message)
		}
		out = append(out, g)
	}
	return out, nil
}
