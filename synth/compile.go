package synth

import (
	"cmp"
	"slices"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// Limits are the budgets of evaluation. A member that is zero has its default.
type Limits = compiler.Limits

// DefaultLimits are the budgets of a job that is given none.
func DefaultLimits() Limits { return compiler.DefaultLimits() }

// compile makes the graphs of the templates of every file, in order of their
// names and of the fences in them, so that no order of paths shows.
func (r *run) compile() {
	r.trace("compile")
	files := slices.Clone(r.job.Files)
	slices.SortStableFunc(files, func(a, b *source.File) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), a.From-b.From)
	})
	out := compiler.Compile(compiler.Job{
		Files: files, Types: types{r.catalog}, FS: r.job.FS, Root: r.job.Root, Dir: r.job.Dir,
		Environment: r.job.Environment, Limits: r.job.Limits, Nesting: r.job.Nesting, Keep: r.job.Keep,
	})
	r.diags.Add(out.Diags...)
	r.loaded = out.Loaded
	r.failed = out.Failed
	r.result.Output, r.result.Files = out.Output, out.Files
	for _, g := range out.Graphs {
		r.result.Templates = append(r.result.Templates, &Template{Name: g.Name, Where: g.NameAt, Graph: g})
	}
}

// types is what the compiler asks of the catalogue.
type types struct{ c *schema.Catalog }

func (t types) HasType(data bool, name string) bool {
	if data {
		return t.c.HasDataSource(name)
	}
	return t.c.HasResource(name)
}

func (t types) Types(data bool) []string { return t.c.Names(data) }
