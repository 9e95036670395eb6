package synth

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// written is the Terraform document of a template whose resources are these,
// and what is told of it.
func written(t *testing.T, statements string) (resources map[string]map[string]map[string]any, told []string) {
	t.Helper()
	const begin = `template :t do
  lake = aws_s3_bucket(:lake, { bucket: "lake" })
  to_lake = ->(role) { { role_arn: role.arn, bucket_arn: lake.arn, prefix: "raw/" } }
`
	result := Run(Job{Files: []*source.File{source.NewFile("t.rb", []byte(begin+statements+"end\n"))}})
	for _, d := range result.Diags {
		told = append(told, d.Code+" "+d.Message)
	}
	if len(result.Documents) == 0 {
		return nil, told
	}
	var out bytes.Buffer
	require.NoError(t, result.Documents[0].Write(&out))
	var document struct {
		Resource map[string]map[string]map[string]any
	}
	require.NoError(t, json.Unmarshal(out.Bytes(), &document))
	return document.Resource, told
}

const streamOfRole = `aws_kinesis_firehose_delivery_stream(:raw, { name: "raw", destination: "extended_s3", extended_s3_configuration: to_lake.(role) })
`

func TestARoleGetsWhatItsStreamsNeed(t *testing.T) {
	made, told := written(t, "role = firehose_role(:r, :raw)\n"+streamOfRole)
	assert.Empty(t, told)
	policy := made["aws_iam_role_policy"]["r"]
	assert.Equal(t, "${aws_iam_role.r.name}", policy["role"])
	assert.Contains(t, policy["policy"], "aws_s3_bucket.lake.arn")
	assert.NotContains(t, policy["policy"], "delivery_stream")
	assert.Contains(t, made["aws_iam_role"]["r"]["assume_role_policy"], "sts:ExternalId")
	assert.Equal(t, []any{"aws_iam_role_policy.r"}, made["aws_kinesis_firehose_delivery_stream"]["raw"]["depends_on"])
}

func TestWaysToAskForARole(t *testing.T) {
	plain, _ := written(t, "role = firehose_role(:r, :raw)\n"+streamOfRole)
	for name, asked := range map[string]string{
		"by a text":         "role = firehose_role(\"r\", \"raw\")\n" + streamOfRole,
		"by a reference":    "role = firehose_role :r, ref(:aws_kinesis_firehose_delivery_stream, :raw)\n" + streamOfRole,
		"in a list":         "role = firehose_role(:r, [:raw])\n" + streamOfRole,
		"after the stream":  "role = ref(:aws_iam_role, :r)\nstream = " + streamOfRole + "firehose_role(:r, stream)\n",
		"without repairing": "role = firehose_role(:r, :raw)\n" + streamOfRole,
	} {
		made, told := written(t, asked)
		assert.Empty(t, told, name)
		assert.Equal(t, plain, made, name)
	}
	made, told := written(t, "role = firehose_role(:r, :raw, { name: \"mine\", path: \"/x/\" })\n"+streamOfRole)
	assert.Empty(t, told)
	assert.Equal(t, "mine", made["aws_iam_role"]["r"]["name"])
}

func TestARolesOwnTrustStays(t *testing.T) {
	made, told := written(t, `role = firehose_role(:r, :raw, { assume_role_policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { Service: ["firehose.amazonaws.com", "lambda.amazonaws.com"] }, Action: "sts:AssumeRole" }] } })
`+streamOfRole)
	assert.Empty(t, told)
	assert.Contains(t, made["aws_iam_role"]["r"]["assume_role_policy"], "lambda.amazonaws.com")
}

func TestARoleForAClusterHasNoExternalID(t *testing.T) {
	made, told := written(t, `role = firehose_role(:r, :raw)
aws_kinesis_firehose_delivery_stream(:raw, {
  name: "raw", destination: "extended_s3", extended_s3_configuration: to_lake.(role),
  msk_source_configuration: {
    msk_cluster_arn: orders_cluster.arn, topic_name: "orders",
    authentication_configuration: { connectivity: "PUBLIC", role_arn: role.arn }
  }
})
`)
	assert.Empty(t, told)
	assert.NotContains(t, made["aws_iam_role"]["r"]["assume_role_policy"], "ExternalId")
	assert.Contains(t, made["aws_iam_role_policy"]["r"]["policy"], "kafka-cluster:ReadData")
}

func TestRolesOfALoop(t *testing.T) {
	made, told := written(t, `3.times do |i|
  role = firehose_role(:"r#{i}", :"s#{i}", :shared)
  aws_kinesis_firehose_delivery_stream(:"s#{i}", { name: "s#{i}", destination: "extended_s3", extended_s3_configuration: to_lake.(role) })
end
aws_kinesis_firehose_delivery_stream(:shared, {
  name: "shared", destination: "extended_s3", depends_on: [lake], extended_s3_configuration: to_lake.(ref(:aws_iam_role, :r0)),
  kinesis_source_configuration: { kinesis_stream_arn: feed.arn, role_arn: ref(:aws_iam_role, :r1, :arn) }
})
`)
	assert.Equal(t, []string{"E0517 the stream `shared` does not work with the role `r2`"}, told)
	assert.Len(t, made["aws_iam_role_policy"], 3)
	assert.Equal(t, []any{"aws_s3_bucket.lake", "aws_iam_role_policy.r0", "aws_iam_role_policy.r1"}, made["aws_kinesis_firehose_delivery_stream"]["shared"]["depends_on"])
	assert.NotContains(t, made["aws_iam_role_policy"]["r0"]["policy"], "kinesis:")
	assert.Contains(t, made["aws_iam_role_policy"]["r1"]["policy"], "var.feed_arn")
}

func TestAPolicyOfTheSameNameStays(t *testing.T) {
	made, told := written(t, "role = firehose_role(:r, :raw)\n"+streamOfRole+
		`aws_iam_role_policy(:r, { name: "own", role: role.name, policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" }] } })`+"\n")
	assert.Empty(t, told)
	assert.Equal(t, "own", made["aws_iam_role_policy"]["r"]["name"])
	assert.Contains(t, made["aws_iam_role_policy"]["r_firehose"]["policy"], "s3:PutObject")
}

func TestRolesThatCannotBe(t *testing.T) {
	for statements, want := range map[string]string{
		"firehose_role(:r, :rav)\n" + `aws_kinesis_firehose_delivery_stream(:raw, { name: "raw", destination: "extended_s3", extended_s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake.arn, prefix: "raw/" } })` + "\n": "no resource `aws_kinesis_firehose_delivery_stream.rav` in this template",
		"firehose_role(:r)\n":                                       "takes a name and the streams of this template",
		"firehose_role(:r, lake)\n":                                 "takes a name and the streams of this template",
		"firehose_role(:r, lake.arn)\n":                             "takes a name and the streams of this template",
		"firehose_role\n":                                           "takes a name and the streams of this template",
		"firehose_role(1, :raw)\n":                                  "the name of a resource is a Symbol or a String, not 1",
		"role = firehose_role(:r, :raw, { x: 1 })\n" + streamOfRole: "no attribute or block `x`",
	} {
		made, told := written(t, statements)
		assert.Nil(t, made, statements)
		found := false
		for _, line := range told {
			found = found || bytes.Contains([]byte(line), []byte(want))
		}
		assert.True(t, found, "%s: %v", statements, told)
	}
	_, told := written(t, "role = firehose_role(:r, :raw)\nfirehose_role(:r, :raw)\n"+streamOfRole)
	assert.Contains(t, told, "E0208 `aws_iam_role.r` is made twice in the template `t`")
}
