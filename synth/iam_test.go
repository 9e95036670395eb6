package synth

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/iam"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// One template has a stream for each destination, source and set of features.
// What each must be allowed is a table of its own here, from the developer
// guide of Firehose, "Controlling access", and the module
// terraform-aws-kinesis-firehose; read 2026-07.

var destinations = []string{
	"extended_s3", "redshift", "opensearch", "elasticsearch", "opensearchserverless",
	"splunk", "http_endpoint", "snowflake", "iceberg", "iceberg_s3tables", "opensearch_endpoint",
}

var sources = []string{"put", "kinesis", "kinesiskms", "msk", "mskprivate"}

var features = []string{"", "kms", "logs", "lambda", "backup", "vpc", "secret", "secret_kms", "conversion", "registry", "sse", "other_account"}

// A combination is one stream.
type combination struct{ destination, source, feature string }

func (c combination) name() string {
	return strings.TrimSuffix(c.destination+"__"+c.source+"__"+c.feature, "__")
}

func (c combination) is(destinations ...string) bool {
	return slices.Contains(destinations, c.destination)
}

func (c combination) search() bool { return c.is("opensearch", "elasticsearch", "opensearch_endpoint") }

// possible tells whether there is such a stream.
func (c combination) possible() bool {
	switch c.feature {
	case "backup":
		return c.is("extended_s3", "redshift")
	case "vpc":
		return c.search() || c.is("opensearchserverless")
	case "secret", "secret_kms":
		return c.is("redshift", "splunk", "http_endpoint", "snowflake")
	case "conversion", "registry":
		return c.is("extended_s3")
	case "sse":
		return c.source == "put"
	}
	return true
}

func combinations() []combination {
	var out []combination
	for _, d := range destinations {
		for _, s := range sources {
			for _, f := range features {
				if c := (combination{d, s, f}); c.possible() {
					out = append(out, c)
				}
			}
		}
	}
	return out
}

// A row is one line of the guide's tables: who needs which actions when.
type row struct {
	id      string
	policy  string // whose policy: the name of a role, or a kind
	actions []string
	when    func(c combination) bool
}

func always(combination) bool { return true }

func has(features ...string) func(c combination) bool {
	return func(c combination) bool { return slices.Contains(features, c.feature) }
}

func from(prefix string) func(c combination) bool {
	return func(c combination) bool { return strings.HasPrefix(c.source, prefix) }
}

func to(destinations ...string) func(c combination) bool {
	return func(c combination) bool { return c.is(destinations...) }
}

var s3Actions = []string{
	"s3:AbortMultipartUpload", "s3:GetBucketLocation", "s3:GetObject", "s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:PutObject",
}

var rows = []row{
	{"S1", "s3", s3Actions, always},
	{"S1 of a backup", "backup", s3Actions, has("backup")},
	{"S2", "s3", []string{"s3:PutObjectAcl"}, has("other_account")},
	{"S2 of the bucket", "bucket", append([]string{"s3:PutObjectAcl"}, s3Actions...), has("other_account")},
	{"S3", "s3", []string{"kms:Decrypt", "kms:GenerateDataKey"}, has("kms")},
	{"S3 of the key", "key", []string{"kms:Decrypt", "kms:GenerateDataKey"}, has("kms")},
	{"L1", "delivery", []string{"logs:PutLogEvents"}, has("logs")},
	{"F1", "processor", []string{"lambda:InvokeFunction", "lambda:GetFunctionConfiguration"}, has("lambda")},
	{"K1", "source", []string{"kinesis:DescribeStream", "kinesis:GetShardIterator", "kinesis:GetRecords", "kinesis:ListShards"}, from("kinesis")},
	{"K2", "source", []string{"kms:Decrypt"}, from("kinesiskms")},
	{"M1", "source", []string{"kafka:GetBootstrapBrokers", "kafka:DescribeCluster", "kafka:DescribeClusterV2", "kafka-cluster:Connect"}, from("msk")},
	{"M2", "source", []string{"kafka-cluster:DescribeTopic", "kafka-cluster:DescribeTopicDynamicConfiguration", "kafka-cluster:ReadData"}, from("msk")},
	{"M3", "source", []string{"kafka-cluster:DescribeGroup"}, from("msk")},
	{"M4", "cluster", []string{"kafka:CreateVpcConnection"}, from("mskprivate")},
	{"G1", "schema", []string{"glue:GetTable", "glue:GetTableVersion", "glue:GetTableVersions"}, has("conversion", "registry")},
	{"G2", "schema", []string{"glue:GetSchemaVersion"}, has("registry")},
	{"O1", "delivery", []string{"es:DescribeDomain", "es:DescribeDomains", "es:DescribeDomainConfig", "es:ESHttpPost", "es:ESHttpPut"}, combination.search},
	{"O2", "delivery", []string{"es:ESHttpGet"}, combination.search},
	{"O3", "domain", []string{"es:ESHttpGet"}, to("opensearch_endpoint")},
	{"A1", "delivery", []string{"aoss:APIAccessAll"}, to("opensearchserverless")},
	{"A2", "collection", []string{"aoss:WriteDocument", "aoss:UpdateIndex", "aoss:CreateIndex"}, to("opensearchserverless")},
	{"V1", "vpc", []string{
		"ec2:DescribeVpcs", "ec2:DescribeVpcAttribute", "ec2:DescribeSubnets", "ec2:DescribeSecurityGroups", "ec2:DescribeNetworkInterfaces",
		"ec2:CreateNetworkInterface", "ec2:CreateNetworkInterfacePermission", "ec2:DeleteNetworkInterface",
	}, has("vpc")},
	{"I1", "delivery", []string{"glue:GetTable", "glue:GetDatabase", "glue:UpdateTable"}, to("iceberg", "iceberg_s3tables")},
	{"I2", "delivery", append([]string{"s3:DeleteObject"}, s3Actions...), to("iceberg")},
	{"I3", "delivery", []string{"lakeformation:GetDataAccess"}, to("iceberg_s3tables")},
	{"X1", "secret", []string{"secretsmanager:GetSecretValue"}, has("secret", "secret_kms")},
	{"X2", "secret", []string{"kms:Decrypt"}, has("secret_kms")},
	{"E1", "key", []string{"kms:CreateGrant", "kms:DescribeKey"}, has("sse")},
	{"deployer", "deployer", []string{
		"firehose:CreateDeliveryStream", "firehose:DescribeDeliveryStream", "firehose:UpdateDestination", "firehose:DeleteDeliveryStream",
		"firehose:ListTagsForDeliveryStream", "firehose:TagDeliveryStream", "firehose:UntagDeliveryStream",
		"firehose:StartDeliveryStreamEncryption", "firehose:StopDeliveryStreamEncryption", "iam:PassRole", "iam:GetRole",
	}, always},
	{"deployer with a key", "deployer", []string{"kms:CreateGrant", "kms:DescribeKey", "kms:RevokeGrant"}, has("sse")},
	{"producer", "producer", []string{"firehose:PutRecord", "firehose:PutRecordBatch"}, from("put")},
}

// stream is a combination in the language of templates.
func (c combination) stream() string {
	var b strings.Builder
	destination, _, _ := strings.Cut(c.destination, "_s3tables")
	destination = strings.TrimSuffix(destination, "_endpoint")
	if c.destination == "http_endpoint" {
		destination = c.destination
	}
	fmt.Fprintf(&b, "aws_kinesis_firehose_delivery_stream(:%s, {\nname: \"n%d\", destination: %q,\n", c.name(), slices.Index(combinations(), c), destination)
	b.WriteString(sourceBlock[c.source])
	if c.feature == "sse" {
		b.WriteString("server_side_encryption: { enabled: true, key_type: \"CUSTOMER_MANAGED_CMK\", key_arn: key.arn },\n")
	}
	fmt.Fprintf(&b, "%s_configuration: {\n", destination)
	b.WriteString(destinationBlock[c.destination])
	s3 := "bucket_arn: bucket.arn"
	if c.feature == "other_account" {
		s3 = "bucket_arn: theirs.arn"
	}
	if c.feature == "kms" {
		s3 += ", kms_key_arn: key.arn"
	}
	if c.is("extended_s3") {
		b.WriteString("role_arn: s3.arn, prefix: \"raw/!{timestamp:yyyy}/\", error_output_prefix: \"errors/!{firehose:error-output-type}/\", buffering_size: 64, buffering_interval: 60, " + s3 + ",\n")
	} else {
		b.WriteString("s3_configuration: { role_arn: s3.arn, buffering_size: 5, buffering_interval: 300, " + s3 + " },\n")
	}
	if c.is("iceberg") {
		b.WriteString("catalog_arn: \"arn:aws:glue:us-east-1:123456789012:catalog\",\n")
	}
	b.WriteString(c.secret() + featureBlock[c.feature] + "}\n})\n")
	return b.String()
}

// secret is how a destination gets its credentials.
func (c combination) secret() string {
	if strings.HasPrefix(c.feature, "secret") {
		name := map[string]string{"secret": "plain", "secret_kms": "sealed"}[c.feature]
		return "secrets_manager_configuration: { enabled: true, role_arn: secret.arn, secret_arn: " + name + ".arn },\n"
	}
	return map[string]string{
		"redshift":  "username: \"u\", password: redshift_password.value,\n",
		"splunk":    "hec_token: splunk_token.value,\n",
		"snowflake": "user: \"u\", private_key: snowflake_key.value,\n",
	}[c.destination]
}

var sourceBlock = map[string]string{
	"kinesis":    "kinesis_source_configuration: { kinesis_stream_arn: \"arn:aws:kinesis:us-east-1:123456789012:stream/feed\", role_arn: source.arn },\n",
	"kinesiskms": "kinesis_source_configuration: { kinesis_stream_arn: feed.arn, role_arn: source.arn },\n",
	"msk":        mskBlock("PUBLIC"),
	"mskprivate": mskBlock("PRIVATE"),
}

func mskBlock(connectivity string) string {
	return "msk_source_configuration: { msk_cluster_arn: \"arn:aws:kafka:us-east-1:123456789012:cluster/orders/1234abcd-12ab-34cd-56ef-1234567890ab-5\", " +
		"topic_name: \"orders\", authentication_configuration: { connectivity: \"" + connectivity + "\", role_arn: source.arn } },\n"
}

var destinationBlock = map[string]string{
	"redshift":             "role_arn: delivery.arn, cluster_jdbcurl: \"jdbc:redshift://c.example.us-east-1.redshift.amazonaws.com:5439/dev\", data_table_name: \"t\",\n",
	"opensearch":           "role_arn: delivery.arn, domain_arn: \"arn:aws:es:us-east-1:123456789012:domain/logs\", index_name: \"i\",\n",
	"opensearch_endpoint":  "role_arn: delivery.arn, cluster_endpoint: \"https://search-logs-abcdefghijklmnopqrstuvwxyz.us-east-1.es.amazonaws.com\", index_name: \"i\",\n",
	"elasticsearch":        "role_arn: delivery.arn, domain_arn: \"arn:aws:es:us-east-1:123456789012:domain/logs\", index_name: \"i\",\n",
	"opensearchserverless": "role_arn: delivery.arn, collection_endpoint: \"https://abcdefghij0123456789.us-east-1.aoss.amazonaws.com\", index_name: \"i\",\n",
	"splunk":               "hec_endpoint: \"https://splunk.example.com:8088\", hec_endpoint_type: \"Raw\",\n",
	"http_endpoint":        "role_arn: delivery.arn, url: \"https://example.com\", name: \"e\",\n",
	"snowflake":            "role_arn: delivery.arn, account_url: \"https://x.snowflakecomputing.com\", database: \"d\", schema: \"s\", table: \"t\",\n",
	"iceberg":              "role_arn: delivery.arn, destination_table_configuration: { database_name: base.name, table_name: table.name },\n",
	"iceberg_s3tables": "role_arn: delivery.arn, catalog_arn: \"arn:aws:glue:us-east-1:123456789012:catalog/s3tablescatalog/lake\", " +
		"destination_table_configuration: { database_name: \"d\", table_name: \"t\" },\n",
}

const conversionBlock = "data_format_conversion_configuration: { input_format_configuration: { deserializer: { open_x_json_ser_de: {} } }, " +
	"output_format_configuration: { serializer: { parquet_ser_de: {} } }, " +
	"schema_configuration: { role_arn: schema.arn, database_name: base.name, table_name: %s } },\n"

var featureBlock = map[string]string{
	"logs": "cloudwatch_logging_options: { enabled: true, log_group_name: group.name, log_stream_name: \"d\" },\n",
	"lambda": "processing_configuration: { enabled: true, processors: [{ type: \"Lambda\", parameters: [" +
		"{ parameter_name: \"LambdaArn\", parameter_value: \"arn:aws:lambda:us-east-1:123456789012:function:f:live\" }, " +
		"{ parameter_name: \"RoleArn\", parameter_value: processor.arn }] }] },\n",
	"backup":     "s3_backup_mode: \"Enabled\", s3_backup_configuration: { role_arn: backup.arn, bucket_arn: bucket.arn, prefix: \"source/\", buffering_size: 5, buffering_interval: 300 },\n",
	"vpc":        "vpc_config: { role_arn: vpc.arn, subnet_ids: [\"subnet-1\"], security_group_ids: [\"sg-1\"] },\n",
	"conversion": fmt.Sprintf(conversionBlock, "table.name"),
	"registry":   fmt.Sprintf(conversionBlock, "registered.name"),
}

// around is what the streams refer to.
const around = `provider :aws, region: "us-east-1", allowed_account_ids: ["123456789012"]
provider :aws, alias: "other", region: "us-east-1", allowed_account_ids: ["999999999999"]
key = aws_kms_key(:key, { description: "k" })
group = aws_cloudwatch_log_group(:group, { name: "/aws/kinesisfirehose/x" })
aws_cloudwatch_log_stream(:d, { name: "d", log_group_name: group.name })
bucket = aws_s3_bucket(:bucket, { bucket: "b" })
theirs = aws_s3_bucket(:theirs, { bucket: "c", provider: :other })
feed = aws_kinesis_stream(:feed, { name: "feed", shard_count: 1, encryption_type: "KMS", kms_key_id: key.arn })
plain = aws_secretsmanager_secret(:plain, { name: "p" })
sealed = aws_secretsmanager_secret(:sealed, { name: "s", kms_key_id: key.arn })
base = aws_glue_catalog_database(:base, { name: "d" })
table = aws_glue_catalog_table(:table, { name: "t", database_name: base.name, storage_descriptor: { location: "s3://tables/t" } })
registered = aws_glue_catalog_table(:registered, { name: "r", database_name: base.name, storage_descriptor: { schema_reference: { schema_version_number: 1, schema_id: { schema_name: "s", registry_name: "g" } } } })
`

// combined is a template of all combinations, whose roles are inputs.
func combined() string {
	var b strings.Builder
	b.WriteString("template :all do\n" + around)
	for _, c := range combinations() {
		b.WriteString(c.stream())
	}
	return b.String() + "end\n"
}

// kept is the resolved graph of one template.
func kept(t testing.TB, text string) *resolve.Graph {
	t.Helper()
	result := Run(Job{Files: []*source.File{source.NewFile("t.rb", []byte(text))}, Keep: true, Repairs: NoRepairs, NoQuotas: true})
	require.False(t, result.HasErrors(), "%v", result.Diags)
	return result.Templates[0].Resolved
}

// A report is what the command prints, as far as it is looked at here.
type report struct {
	Streams []struct {
		Stream string
		Roles  []struct {
			Role   string
			Trust  json.RawMessage `json:"trust_policy"`
			Policy json.RawMessage
		}
		Producer json.RawMessage `json:"producer_policy"`
		Deployer json.RawMessage `json:"deployer_policy"`
		Keys     []thingOf       `json:"key_policies"`
		Things   []thingOf       `json:"resource_policies"`
	}
}

type thingOf struct {
	Kind   string
	Policy json.RawMessage
}

func reported(t *testing.T, g *resolve.Graph) report {
	t.Helper()
	r := iam.Read(g)
	var streams []*iam.Stream
	var names []string
	for _, res := range iam.Streams(g) {
		streams, names = append(streams, r.Of(res)), append(names, g.Name)
	}
	var out bytes.Buffer
	require.NoError(t, iam.JSON(&out, streams, names))
	var made report
	require.NoError(t, json.Unmarshal(out.Bytes(), &made))
	return made
}

// actionsByPolicy are the actions of all policies of a report, by stream and by
// whose policy it is.
func actionsByPolicy(t *testing.T, made report) map[string]map[string][]string {
	t.Helper()
	all := map[string]map[string][]string{}
	for _, s := range made.Streams {
		by := map[string][]string{}
		add := func(whose string, policy json.RawMessage) {
			if policy != nil {
				by[whose] = append(by[whose], grammar(t, whose, policy)...)
			}
		}
		for _, r := range s.Roles {
			add(strings.TrimSuffix(strings.TrimPrefix(r.Role, "${var."), "_arn}"), r.Policy)
			add("trust", r.Trust)
		}
		add("producer", s.Producer)
		add("deployer", s.Deployer)
		for _, thing := range append(s.Keys, s.Things...) {
			add(thing.Kind, thing.Policy)
		}
		all[strings.TrimPrefix(s.Stream, iam.StreamType+".")] = by
	}
	return all
}

func TestEveryPermissionStandsInThePolicyThatNeedsIt(t *testing.T) {
	all := actionsByPolicy(t, reported(t, kept(t, combined())))
	assert.Len(t, all, len(combinations()))
	seen := map[string]bool{}
	for _, c := range combinations() {
		got := all[c.name()]
		want := map[string]map[string]bool{"trust": {"sts:AssumeRole": true}}
		for _, r := range rows {
			if !r.when(c) {
				continue
			}
			seen[r.id] = true
			whose := c.whose(r.policy)
			if want[whose] == nil {
				want[whose] = map[string]bool{}
			}
			for _, a := range r.actions {
				want[whose][a] = true
			}
		}
		for whose, actions := range want {
			assert.Subset(t, got[whose], slices.Collect(maps.Keys(actions)), "%s: the policy of %s", c.name(), whose)
		}
		for whose, actions := range got {
			assert.Subset(t, append(slices.Collect(maps.Keys(want[whose])), extras[whose]...), actions, "%s: the policy of %s", c.name(), whose)
		}
	}
	assert.Len(t, seen, len(rows), "each row is needed by some stream")
}

// extras are actions beyond the rows: the account administers its keys.
var extras = map[string][]string{
	"key":     {"kms:*", "kms:RevokeGrant", "kms:Decrypt"},
	"cluster": {"kafka:DescribeCluster", "kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers"},
}

// whose is the policy of a row for a stream: S3 and Splunk work with one role.
func (c combination) whose(policy string) string {
	if policy == "delivery" && c.is("extended_s3", "splunk") {
		return "s3"
	}
	return policy
}

var (
	actionForm    = regexp.MustCompile(`^[a-z0-9-]+:(\*|[A-Z][A-Za-z0-9]+\*?)$`)
	resourceForm  = regexp.MustCompile(`^(\*|arn:[a-z-]+:[a-z0-9-]+:[a-z0-9-]*:(\d{12}|\*|):[^\s{}$]+)$`)
	sidForm       = regexp.MustCompile(`^[A-Za-z0-9]+$`)
	conditionForm = regexp.MustCompile(`^[a-z0-9-]+:[A-Za-z0-9:]+$`)
	indexForm     = regexp.MustCompile(`^index/[a-z0-9*-]+/[a-z0-9*_-]+$`)
	placeholder   = regexp.MustCompile(`\$\{[^}]*\}`)
)

// deployed puts a value of its kind for each reference.
func deployed(text string) string {
	return placeholder.ReplaceAllStringFunc(text, func(ref string) string {
		switch name := strings.Trim(ref, "${}"); {
		case name == "aws.partition":
			return "aws"
		case name == "aws.region":
			return "us-east-1"
		case name == "aws.account_id":
			return "123456789012"
		case strings.HasPrefix(name, "aws_s3_bucket"):
			return "arn:aws:s3:::b"
		case strings.HasSuffix(name, "arn"):
			return "arn:aws:x:us-east-1:123456789012:thing"
		}
		return "name"
	})
}

// words is one word, or a list of them.
type words []string

func (w *words) UnmarshalJSON(data []byte) error {
	if data[0] == '"' {
		*w = make(words, 1)
		return json.Unmarshal(data, &(*w)[0])
	}
	return json.Unmarshal(data, (*[]string)(w))
}

// grammar holds a policy to the grammar of IAM and gives its actions:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html,
// read 2026-07. A data access policy of a collection has one of its own.
func grammar(t *testing.T, whose string, policy []byte) []string {
	t.Helper()
	if whose == "collection" {
		return dataAccessGrammar(t, policy)
	}
	var document struct {
		Version   string
		Statement []struct {
			Sid, Effect      string
			Principal        map[string]words
			Action, Resource words
			Condition        map[string]map[string]words
		}
	}
	strict(t, policy, &document)
	assert.Equal(t, "2012-10-17", document.Version)
	assert.NotEmpty(t, document.Statement)
	sids, actions := map[string]bool{}, []string{}
	ofThing := slices.Contains([]string{"trust", "key", "bucket", "domain", "cluster"}, whose)
	for _, s := range document.Statement {
		assert.Regexp(t, sidForm, s.Sid)
		assert.False(t, sids[s.Sid], "%s: two statements %s", whose, s.Sid)
		sids[s.Sid] = true
		assert.Equal(t, "Allow", s.Effect)
		assert.Equal(t, ofThing, len(s.Principal) == 1, "%s: %s", whose, policy)
		assert.Equal(t, whose == "trust", len(s.Resource) == 0)
		for _, a := range s.Action {
			assert.Regexp(t, actionForm, a)
		}
		for _, r := range s.Resource {
			assert.Regexp(t, resourceForm, deployed(r))
		}
		for operator, keys := range s.Condition {
			assert.Contains(t, []string{"StringEquals", "StringLike"}, operator)
			for key, values := range keys {
				assert.Regexp(t, conditionForm, key)
				assert.NotEmpty(t, values)
			}
		}
		actions = append(actions, s.Action...)
	}
	return actions
}

func dataAccessGrammar(t *testing.T, policy []byte) []string {
	t.Helper()
	var document []struct {
		Rules []struct {
			ResourceType         string
			Resource, Permission []string
		}
		Principal []string
	}
	strict(t, policy, &document)
	require.Len(t, document, 1)
	require.Len(t, document[0].Rules, 1)
	rule := document[0].Rules[0]
	assert.Equal(t, "index", rule.ResourceType)
	for _, r := range rule.Resource {
		assert.Regexp(t, indexForm, r)
	}
	assert.NotEmpty(t, document[0].Principal)
	return rule.Permission
}

// strict reads JSON that may have no other members.
func strict(t *testing.T, data []byte, into any) {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	require.NoError(t, d.Decode(into), "%s", data)
}

// What is printed to be pasted compiles for both targets without a word, and is
// in the layout of fmt. One source for each destination and feature will do.
func TestPastedPoliciesCompile(t *testing.T) {
	text := strings.Join(slices.DeleteFunc(strings.Split("template :all do\n"+around, "\n"), func(line string) bool {
		return strings.HasPrefix(line, "provider ") || strings.Contains(line, "secret") || strings.Contains(line, ":theirs")
	}), "\n")
	for i, c := range combinations() {
		if i%7 == 0 && !slices.Contains([]string{"secret", "secret_kms", "other_account"}, c.feature) {
			text += c.stream()
		}
	}
	g := kept(t, text+"end\n")
	var pasted bytes.Buffer
	require.NoError(t, iam.DSL(&pasted, g, iam.Streams(g)))
	formatted, diags, err := dsl.Format(source.NewFile("p.rb", pasted.Bytes()))
	require.NoError(t, err)
	require.Empty(t, diags)
	assert.Equal(t, pasted.String(), string(formatted))
	for _, target := range []string{"terraform", "cloudformation"} {
		result := Run(Job{
			Files:  []*source.File{source.NewFile("t.rb", []byte(text+pasted.String()+"end\n"))},
			Target: target, Repairs: NoRepairs, NoQuotas: true,
		})
		for _, d := range result.Diags {
			t.Errorf("%s: %s: %s", target, d.Code, d.Message)
		}
	}
}
