package golden

import (
	"bytes"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/cmd/internal/project"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/stdlib"
	"github.com/firehose-dsl/firehose-dsl/synth"
	"github.com/firehose-dsl/firehose-dsl/synth/diff"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// runs are the templates that are read back: those of the goldens that come to
// a document, and the examples of the pages.
func runs(t *testing.T) map[string]synth.Job {
	jobs := map[string]synth.Job{}
	require.NoError(t, filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".txtar" {
			return err
		}
		if strings.Contains(filepath.ToSlash(path), "/ruby/") {
			return nil // these print, and make no document
		}
		a, err := Read(path)
		require.NoError(t, err)
		files, _ := project.Sources(source.NewFile(a.Sources[0].Name, a.Sources[0].Data))
		jobs[path] = synth.Job{Files: files, FS: a.fs()}
		return nil
	}))
	library, err := schema.ReadLibrary(stdlib.FS)
	require.NoError(t, err)
	for _, page := range library.Pages {
		jobs[page.Name] = synth.Job{Files: []*source.File{source.NewFile(page.Name+".rb", []byte(page.Example))}}
	}
	return jobs
}

// What an emitter wrote comes back as it was: writing it again gives the same
// bytes. What comes back of YAML is what comes back of JSON.
func TestDocumentsReadBackGiveTheSameBytes(t *testing.T) {
	inJSON := map[string]string{}
	for _, target := range []string{"terraform", "cloudformation", "cloudformation-yaml"} {
		documents := 0
		for name, job := range runs(t) {
			job.Target = target
			for _, d := range synth.Run(job).Documents {
				documents++
				t.Run(target+"/"+filepath.Base(name)+"/"+d.Template, func(t *testing.T) {
					rg := sameBytes(t, target, d)
					switch key := name + "/" + d.Template; target {
					case "cloudformation":
						inJSON[key] = emitted(t, target, rg)
					case "cloudformation-yaml":
						assert.Equal(t, inJSON[key], emitted(t, "cloudformation", rg))
					}
				})
			}
		}
		assert.Greater(t, documents, 30, target)
	}
}

func sameBytes(t *testing.T, target string, d synth.Document) *resolve.Graph {
	var first bytes.Buffer
	require.NoError(t, d.Write(&first))
	got, rg, diags := synth.Read(source.NewFile("out/"+d.Path, first.Bytes()))
	require.Empty(t, diags)
	assert.Equal(t, target, got)
	assert.Equal(t, strings.Split(first.String(), "\n"), strings.Split(emitted(t, target, rg), "\n"))
	return rg
}

func emitted(t *testing.T, target string, rg *resolve.Graph) string {
	var b strings.Builder
	require.NoError(t, synth.Emit(target, rg, &b))
	return b.String()
}

// Both targets of one source come back as one graph. What differs are defaults
// of the provider, which CloudFormation is told and Terraform is not: each is on
// the page of its type.
func TestBothTargetsOfTheSeedMeanTheSame(t *testing.T) {
	a, err := Read(filepath.Join(root, "seed/firehose-delivery-streams.txtar"))
	require.NoError(t, err)
	files, _ := project.Sources(source.NewFile(a.Sources[0].Name, a.Sources[0].Data))
	terraform, err := readBack(synth.Job{Files: files}, "terraform")
	require.NoError(t, err)
	cloudFormation, err := readBack(synth.Job{Files: files}, "cloudformation")
	require.NoError(t, err)
	require.Len(t, terraform, 8)
	require.Len(t, cloudFormation, 8)
	for i := range terraform {
		for _, c := range diff.Compare(terraform[i], cloudFormation[i], diff.Options{}).Changes {
			typ, _, _ := strings.Cut(c.Address, ".")
			page := terraform[i].Catalog.Resource(typ).Page
			for _, attr := range c.Attrs {
				assert.Equal(t, diff.Added, attr.Kind, "%s: %s", c.Address, attr.Path)
				assert.True(t, isDefault(page, attr), "%s: %s = %s", c.Address, attr.Path, attr.New)
			}
			assert.Equal(t, diff.Changed, c.Kind, c.Address)
		}
	}
}

func isDefault(page *schema.Page, attr diff.Attr) bool {
	return slices.ContainsFunc(page.Defaults, func(d schema.Default) bool { return d.JSON == attr.New && schema.Match(d.At, attr.Path) })
}
