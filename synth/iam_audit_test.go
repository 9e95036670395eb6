package synth

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/firehose-dsl/firehose-dsl/synth/iam"
)

// audited is what the audit tells of a stream whose role has these policies.
// In them `right` are statements that are just right.
func audited(t *testing.T, policies string) []string {
	t.Helper()
	text := `template :t do
  lake = aws_s3_bucket(:lake, { bucket: "lake" })
  trust = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { Service: "firehose.amazonaws.com" }, Action: "sts:AssumeRole" }] }
  right = [
    { Effect: "Allow", Action: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"], Resource: lake.arn },
    { Effect: "Allow", Action: ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"], Resource: "#{lake.arn}/*" }
  ]
` + policies + `
  aws_kinesis_firehose_delivery_stream(:raw, {
    name: "raw", destination: "extended_s3",
    extended_s3_configuration: { role_arn: ref(:aws_iam_role, :r, :arn), bucket_arn: lake.arn, prefix: "raw/" }
  })
end
`
	g := kept(t, text)
	var out []string
	for _, d := range iam.Audit(g, iam.Streams(g)).Tidy() {
		out = append(out, d.Severity.String()+" "+d.Message)
	}
	return out
}

func TestPoliciesAreFoundWhereverTheyStand(t *testing.T) {
	const role = `role = aws_iam_role(:r, { name: "r", assume_role_policy: trust })
`
	const whole = `{ Version: "2012-10-17", Statement: right }`
	for name, policies := range map[string]string{
		"in the role":           `role = aws_iam_role(:r, { name: "r", assume_role_policy: trust, inline_policy: { name: "w", policy: ` + whole + ` } })`,
		"of the role":           role + `aws_iam_role_policy(:w, { name: "w", role: role.id, policy: ` + whole + ` })`,
		"by the role's name":    role + `aws_iam_role_policy(:w, { name: "w", role: "r", policy: ` + whole + ` })`,
		"attached":              role + `p = aws_iam_policy(:w, { name: "w", policy: ` + whole + " })\naws_iam_role_policy_attachment(:w, { role: role.name, policy_arn: p.arn })",
		"attached to several":   role + `p = aws_iam_policy(:w, { name: "w", policy: ` + whole + " })\naws_iam_policy_attachment(:w, { name: \"w\", roles: [\"x\", role.name], policy_arn: p.arn })",
		"in two policies":       role + `right.each_with_index { |s, i| aws_iam_role_policy(:"w#{i}", { name: "w#{i}", role: role.id, policy: { Version: "2012-10-17", Statement: s } }) }`,
		"a document":            role + "d = data :aws_iam_policy_document, :d, { statement: right.map { |s| { actions: s[:Action], resources: [s[:Resource]] } } }\n" + `aws_iam_role_policy(:w, { name: "w", role: role.id, policy: d.json })`,
		"a document of another": role + "d = data :aws_iam_policy_document, :d, { statement: right.map { |s| { actions: s[:Action], resources: [s[:Resource]] } } }\ne = data :aws_iam_policy_document, :e, { source_policy_documents: [d.json] }\n" + `aws_iam_role_policy(:w, { name: "w", role: role.id, policy: e.json })`,
		"JSON text": role + `aws_iam_role_policy(:w, { name: "w", role: role.id, policy: "{\"Version\": \"2012-10-17\", \"Statement\": [` +
			`{\"Effect\": \"Allow\", \"Action\": [\"s3:GetBucketLocation\", \"s3:ListBucket\", \"s3:ListBucketMultipartUploads\"], \"Resource\": \"#{lake.arn}\"},` +
			`{\"Effect\": \"Allow\", \"Action\": [\"s3:AbortMultipartUpload\", \"s3:GetObject\", \"s3:PutObject\"], \"Resource\": \"#{lake.arn}/*\"}]}" })`,
		"of AWS":             role + `aws_iam_role_policy_attachment(:w, { role: role.name, policy_arn: "arn:aws:iam::aws:policy/AmazonS3FullAccess" })`,
		"an input":           role + `aws_iam_role_policy_attachment(:w, { role: role.name, policy_arn: write_policy.arn })`,
		"of the role of AWS": `role = aws_iam_role(:r, { name: "r", assume_role_policy: trust, managed_policy_arns: ["arn:aws:iam::aws:policy/AmazonS3FullAccess"] })`,
		"of who knows whom":  role + `aws_iam_role_policy(:w, { name: "w", role: some_role.name, policy: ` + whole + ` })`,
		"an unknown text":    role + `aws_iam_role_policy(:w, { name: "w", role: role.id, policy: write_policy.json })`,
		"unknown actions":    role + `aws_iam_role_policy(:w, { name: "w", role: role.id, policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: write_actions.value, Resource: "*" }] } })`,
		"handed to others":   role + `output :role, role.name`,
		"an input's bucket":  role + `aws_iam_role_policy(:w, { name: "w", role: role.id, policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: right.flat_map { |s| s[:Action] }, Resource: [other.arn, "#{other.arn}/*"] }] } })`,
		"a literal bucket":   role + `aws_iam_role_policy(:w, { name: "w", role: role.id, policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: right.flat_map { |s| s[:Action] }, Resource: ["arn:aws:s3:::lake", "arn:aws:s3:::lake/raw/*"] }] } })`,
		"under a condition":  role + `aws_iam_role_policy(:w, { name: "w", role: role.id, policy: { Version: "2012-10-17", Statement: right.map { |s| s.merge({ Condition: { StringEquals: { "aws:ResourceAccount": aws.account_id } } }) } } })`,
		"and denied to some": role + `aws_iam_role_policy(:w, { name: "w", role: role.id, policy: { Version: "2012-10-17", Statement: right + [{ Effect: "Deny", Action: "s3:*", Resource: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } }] } })`,
	} {
		assert.Empty(t, audited(t, policies), name)
	}
}

func TestWhatAnAuditTells(t *testing.T) {
	const head = `role = aws_iam_role(:r, { name: "r", assume_role_policy: trust })
aws_iam_role_policy(:w, { name: "w", role: role.id, policy: { Version: "2012-10-17", Statement: `
	const objects = "`s3:AbortMultipartUpload`, `s3:GetObject`, `s3:PutObject`"
	for statements, want := range map[string][]string{
		`right[0]`: {"warning the role `r` lacks " + objects},
		`right.map { |s| s.merge({ Resource: lake.arn }) }`:                       {"warning the role `r` lacks " + objects, "note `${aws_s3_bucket.lake.arn}` is nothing that the streams of the role `r` work with"},
		`right + [{ Effect: "Deny", Action: "s3:Get*", Resource: "*" }]`:          {"warning the role `r` lacks `s3:GetBucketLocation`, `s3:GetObject`"},
		`right + [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" }]`: {"note `sqs:SendMessage` is more than the streams of the role `r` need"},
		`right.map { |s| s.merge({ Action: "s3:*" }) }`:                           {"note `s3:*` is wider than the streams of the role `r` need"},
		`right.map { |s| s.merge({ Resource: "*" }) }`:                            {"note `*` is wider than the streams of the role `r` need"},
		`right + [{ Effect: "Allow", NotAction: "iam:*", Resource: lake.arn }]`:   {"note the statement allows the role `r` all actions but some"},
		`{ Effect: "Allow", NotAction: "s3:Put*", Resource: "*" }`: {
			"note the statement allows the role `r` all actions but some", "note `*` is wider than the streams of the role `r` need",
			"warning the role `r` lacks `s3:PutObject`",
		},
		`right.map { |s| s.merge({ Resource: [s[:Resource], "arn:aws:sqs:us-east-1:123456789012:q"] }) }`: {
			"note `arn:aws:sqs:us-east-1:123456789012:q` is nothing that the streams of the role `r` work with",
		},
	} {
		assert.ElementsMatch(t, want, audited(t, head+statements+" } })"), statements)
	}
	assert.Equal(t, []string{"warning the role `r` lacks `s3:AbortMultipartUpload`, `s3:GetBucketLocation`, `s3:GetObject`, `s3:ListBucket`, `s3:ListBucketMultipartUploads`, `s3:PutObject`"},
		audited(t, `role = aws_iam_role(:r, { name: "r", assume_role_policy: trust })`))
}

// What a switch that is not known may ask for is granted, and its lack not told.
func TestASwitchThatIsNotKnown(t *testing.T) {
	const stream = `template :t do
  role = aws_iam_role(:r, { name: "r", assume_role_policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { Service: "firehose.amazonaws.com" }, Action: "sts:AssumeRole" }] } })
  aws_iam_role_policy(:w, { name: "w", role: role.id, policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }] } })
  aws_kinesis_firehose_delivery_stream(:raw, {
    name: "raw", destination: "extended_s3",
    extended_s3_configuration: {
      role_arn: role.arn, bucket_arn: lake_bucket.arn, prefix: "raw/",
      cloudwatch_logging_options: { enabled: SWITCH, log_group_name: "g", log_stream_name: "s" }
    }
  })
end
`
	for enabled, want := range map[string][2]int{"false": {0, 0}, "true": {1, 1}, "logs.value": {1, 0}} {
		g := kept(t, strings.Replace(stream, "SWITCH", enabled, 1))
		granted := 0
		for _, action := range actionsByPolicy(t, reported(t, g))["raw"]["${aws_iam_role.r.arn}"] {
			granted += strings.Count(action, "logs:")
		}
		assert.Equal(t, want, [2]int{granted, len(iam.Read(g).Lacks(iam.Streams(g)[0]))}, enabled)
	}
}

// A role that others work with too may have what no stream needs.
func TestARoleOfOthersToo(t *testing.T) {
	const more = `aws_iam_role_policy(:w, { name: "w", role: role.id, policy: { Version: "2012-10-17", Statement: right + [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" }] } })`
	for name, role := range map[string]string{
		"a function":        "role = aws_iam_role(:r, { name: \"r\", assume_role_policy: trust })\naws_lambda_function(:f, { function_name: \"f\", role: role.arn, filename: \"f.zip\", runtime: \"python3.12\", handler: \"x.y\" })\n",
		"others by output":  "role = aws_iam_role(:r, { name: \"r\", assume_role_policy: trust })\noutput :role_arn, role.arn\n",
		"others by trust":   `role = aws_iam_role(:r, { name: "r", assume_role_policy: { Version: "2012-10-17", Statement: trust[:Statement] * 2 } })` + "\n",
		"an unknown policy": "role = aws_iam_role(:r, { name: \"r\", assume_role_policy: trust_policy.json })\n",
	} {
		assert.Empty(t, audited(t, role+more), name)
	}
}

// Streams of a loop are told as each alone would be, whatever they refer to.
func TestLikeStreamsAreAuditedAlike(t *testing.T) {
	const loop = `template :t do
  shared = aws_s3_bucket(:shared, { bucket: "s" })
  key = aws_kms_key(:k, { description: "k" })
  4.times do |i|
    lake = aws_s3_bucket(:"lake#{i}", { bucket: "lake-#{i}" })
    feed = aws_kinesis_stream(:"feed#{i}", { name: "f#{i}", shard_count: 1, encryption_type: i == 2 ? "KMS" : "NONE", kms_key_id: key.arn })
    role = aws_iam_role(:"r#{i}", { name: "r#{i}", assume_role_policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { Service: "firehose.amazonaws.com" }, Action: "sts:AssumeRole" }] } })
    granted = i == 3 ? shared : lake
    aws_iam_role_policy(:"r#{i}", { name: "r#{i}", role: role.name, policy: { Version: "2012-10-17", Statement: [
      { Effect: "Allow", Action: i == 1 ? "s3:Get*" : "s3:*", Resource: [granted.arn, "#{granted.arn}/*"] },
      { Effect: "Allow", Action: "kinesis:*", Resource: feed.arn }
    ] } })
    aws_kinesis_firehose_delivery_stream(:"s#{i}", {
      name: "s#{i}", destination: "extended_s3",
      kinesis_source_configuration: { kinesis_stream_arn: feed.arn, role_arn: role.arn },
      extended_s3_configuration: { role_arn: role.arn, bucket_arn: lake.arn, prefix: "a#{i}/" }
    })
  end
end
`
	g := kept(t, loop)
	r := iam.Read(g)
	var got []string
	for _, s := range iam.Streams(g) {
		for _, l := range r.Lacks(s) {
			got = append(got, s.Address.Name+" "+l.Use.Path+" "+strings.Join(l.Actions, " "))
		}
	}
	assert.Equal(t, []string{
		"s1 extended_s3_configuration.role_arn s3:AbortMultipartUpload s3:ListBucket s3:ListBucketMultipartUploads s3:PutObject",
		"s2 kinesis_source_configuration.role_arn kms:Decrypt",
		"s3 extended_s3_configuration.role_arn s3:AbortMultipartUpload s3:GetBucketLocation s3:GetObject s3:ListBucket s3:ListBucketMultipartUploads s3:PutObject",
	}, got)
}
