//go:build confirm

package confirm

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// batch is how many types share one configuration.
const batch = 450

// special are required members for which "x" would break a rule of ours, with
// the reason; their place is a dotted path.
var special = map[string]string{
	"aws_kinesis_firehose_delivery_stream": `aws_kinesis_firehose_delivery_stream(:x, {
  name: "x", destination: "extended_s3",
  extended_s3_configuration: { role_arn: "arn:aws:iam::123456789012:role/x", bucket_arn: "arn:aws:s3:::x" }
})
`, // FH110, FH112: the destination must be one, and have its block
	"data.aws_arn": `data(:aws_arn, :x, { arn: "arn:aws:s3:::x" })
`, // the provider takes the ARN apart
}

// TestEveryTypeIsAcceptedByTerraform compiles a minimal template of every
// resource type and data source, its required members only, and lets
// Terraform validate and plan it.
func TestEveryTypeIsAcceptedByTerraform(t *testing.T) {
	tf, binary, catalog := newTerraform(t, newest), compiler(t), schema.Load()
	for _, data := range []bool{false, true} {
		names := catalog.Names(data)
		for from := 0; from < len(names); from += batch {
			part := names[from:min(from+batch, len(names))]
			judge(t, tf, binary, minimal(catalog, part, data), len(part), data)
		}
		t.Logf("data source %v: %d types pass validate and plan", data, len(names))
	}
	assert.GreaterOrEqual(t, len(catalog.Names(false)), 1700)
	assert.GreaterOrEqual(t, len(catalog.Names(true)), 680)
}

func judge(t *testing.T, tf terraform, binary, text string, count int, data bool) {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "every.rb")
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	run(t, dir, nil, binary, "synth", "-o", "out", "--no-repair", file)
	plan := tf.accepts(t, filepath.Join(dir, "out", "every"))
	if !data {
		assert.Contains(t, plan, fmt.Sprintf("Plan: %d to add, 0 to change, 0 to destroy", count))
	}
}

// minimal is a template of one object of each type.
func minimal(c *schema.Catalog, names []string, data bool) string {
	var b strings.Builder
	for _, name := range names {
		key, call, typ := name, name+"(:x, ", c.Resource(name)
		if data {
			key, call, typ = "data."+name, "data(:"+name+", :x, ", c.DataSource(name)
		}
		if text, ok := special[key]; ok {
			b.WriteString(text)
			continue
		}
		b.WriteString(call + block(typ.Block, 0) + ")\n")
	}
	return b.String()
}

// block is the required members of a block as a hash; n tells several of one
// set apart.
func block(b *schema.Block, n int) string {
	var members []string
	for _, a := range b.Attrs {
		switch {
		case a.Required && a.Secret: // as text it would be refused
			members = append(members, fmt.Sprintf("%q: secret.value", a.Name))
		case a.Required:
			members = append(members, fmt.Sprintf("%q: %s", a.Name, sample(a.Type, n)))
		}
	}
	for _, nested := range b.Blocks {
		if nested.Min == 0 {
			continue
		}
		var blocks []string
		for i := range nested.Min {
			blocks = append(blocks, block(nested.Block, i))
		}
		members = append(members, fmt.Sprintf("%q: [%s]", nested.Name, strings.Join(blocks, ", ")))
	}
	if members == nil {
		return "{}"
	}
	return "{ " + strings.Join(members, ", ") + " }"
}

// sample is a value of a type, as the template language writes it.
func sample(t schema.AttrType, n int) string {
	switch t.Kind {
	case schema.Number:
		return fmt.Sprint(n + 1)
	case schema.Bool:
		return "true"
	case schema.List, schema.Set:
		return "[" + sample(*t.Elem, n) + "]"
	case schema.Map:
		return "{ k: " + sample(*t.Elem, n) + " }"
	case schema.Object:
		var fields []string
		for _, f := range t.Fields {
			fields = append(fields, fmt.Sprintf("%q: %s", f.Name, sample(f.Type, n)))
		}
		return "{ " + strings.Join(fields, ", ") + " }"
	}
	if n == 0 {
		return `"x"`
	}
	return fmt.Sprintf("%q", fmt.Sprint("x", n))
}
