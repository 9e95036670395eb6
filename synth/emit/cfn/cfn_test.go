package cfn

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
)

const (
	streamType = "aws_kinesis_firehose_delivery_stream"
	topicType  = "aws_sns_topic"
)

func stream(name string, more ...any) *graph.Resource {
	return res(streamType, name, h(append([]any{"name", name}, more...)...))
}

func s3(more ...any) *value.Hash {
	return h(append([]any{"role_arn", free("delivery_role", "arn"), "bucket_arn", free("bucket", "arn")}, more...)...)
}

func TestEmitDocument(t *testing.T) {
	g := &graph.Graph{Resources: []*graph.Resource{
		stream("raw_ingestion", "destination", "extended_s3", "extended_s3_configuration", s3("prefix", "raw/")),
		res("aws_kinesis_stream", "source", h("name", "source", "shard_count", 2)),
	}, Outputs: []*graph.Output{{Name: "stream_arn", Value: ref(streamType, "raw_ingestion", "arn"), Options: h("description", "Its ARN", "export", true)}}}
	assert.Equal(t, `{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Parameters": {
    "BucketArn": {
      "AllowedPattern": "^arn:aws(-[a-z]+)*:s3:::[A-Za-z0-9_.-]{1,255}$",
      "ConstraintDescription": "must be the ARN of an S3 bucket",
      "Type": "String"
    },
    "DeliveryRoleArn": {
      "AllowedPattern": "^arn:aws(-[a-z]+)*:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]+$",
      "ConstraintDescription": "must be the ARN of an IAM role",
      "Type": "String"
    }
  },
  "Resources": {
    "RawIngestionKinesisFirehoseDeliveryStream": {
      "Type": "AWS::KinesisFirehose::DeliveryStream",
      "Properties": {
        "DeliveryStreamName": "raw_ingestion",
        "DeliveryStreamType": "DirectPut",
        "ExtendedS3DestinationConfiguration": {
          "BucketARN": {
            "Ref": "BucketArn"
          },
          "BufferingHints": {
            "IntervalInSeconds": 300,
            "SizeInMBs": 5
          },
          "CompressionFormat": "UNCOMPRESSED",
          "CustomTimeZone": "UTC",
          "Prefix": "raw/",
          "RoleARN": {
            "Ref": "DeliveryRoleArn"
          },
          "S3BackupMode": "Disabled"
        }
      }
    },
    "SourceKinesisStream": {
      "Type": "AWS::Kinesis::Stream",
      "Properties": {
        "Name": "source",
        "ShardCount": 2
      }
    }
  },
  "Outputs": {
    "StreamArn": {
      "Description": "Its ARN",
      "Export": {
        "Name": {
          "Fn::Sub": "${AWS::StackName}-StreamArn"
        }
      },
      "Value": {
        "Fn::GetAtt": [
          "RawIngestionKinesisFirehoseDeliveryStream",
          "Arn"
        ]
      }
    }
  }
}
`, emitted(t, Target{}, g))
	assert.Equal(t, `AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  BucketArn:
    AllowedPattern: "^arn:aws(-[a-z]+)*:s3:::[A-Za-z0-9_.-]{1,255}$"
    ConstraintDescription: must be the ARN of an S3 bucket
    Type: String
  DeliveryRoleArn:
    AllowedPattern: "^arn:aws(-[a-z]+)*:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]+$"
    ConstraintDescription: must be the ARN of an IAM role
    Type: String
Resources:
  RawIngestionKinesisFirehoseDeliveryStream:
    Type: AWS::KinesisFirehose::DeliveryStream
    Properties:
      DeliveryStreamName: raw_ingestion
      DeliveryStreamType: DirectPut
      ExtendedS3DestinationConfiguration:
        BucketARN: !Ref BucketArn
        BufferingHints:
          IntervalInSeconds: 300
          SizeInMBs: 5
        CompressionFormat: UNCOMPRESSED
        CustomTimeZone: UTC
        Prefix: raw/
        RoleARN: !Ref DeliveryRoleArn
        S3BackupMode: Disabled
  SourceKinesisStream:
    Type: AWS::Kinesis::Stream
    Properties:
      Name: source
      ShardCount: 2
Outputs:
  StreamArn:
    Description: Its ARN
    Export:
      Name: !Sub "${AWS::StackName}-StreamArn"
    Value: !GetAtt RawIngestionKinesisFirehoseDeliveryStream.Arn
`, emitted(t, Target{YAML: true}, g))
}

// at is what a property holds, as JSON.
func at(t *testing.T, properties map[string]any, name string) string {
	t.Helper()
	text, err := json.Marshal(properties[name])
	require.NoError(t, err)
	return string(text)
}

func TestEmitProperties(t *testing.T) {
	const streamID, alarmID = "SKinesisFirehoseDeliveryStream", "ACloudwatchMetricAlarm"
	for _, c := range []struct {
		name     string
		resource *graph.Resource
		id       string
		property string
		want     string
	}{
		{"a map becomes pairs by name", res("aws_cloudwatch_metric_alarm", "a", h("alarm_name", "a", "dimensions", h("b", "2", "a", 1))),
			alarmID, "Dimensions", `[{"Name":"a","Value":"1"},{"Name":"b","Value":"2"}]`},
		{"no tags are left out", res("aws_cloudwatch_metric_alarm", "a", h("alarm_name", "a", "tags", h())), alarmID, "Tags", `null`},
		{"tags that are nil are left out", res("aws_cloudwatch_metric_alarm", "a", h("alarm_name", "a", "tags", h("Owner", nil))), alarmID, "Tags", `null`},
		{"an empty text is left out", res("aws_cloudwatch_metric_alarm", "a", h("alarm_name", "a", "alarm_description", "")), alarmID, "AlarmDescription", `null`},
		{"nil is left out", res("aws_cloudwatch_metric_alarm", "a", h("alarm_name", "a", "unit", nil)), alarmID, "Unit", `null`},
		{"a number for a text", res("aws_cloudwatch_metric_alarm", "a", h("alarm_name", 7)), alarmID, "AlarmName", `"7"`},
		{"a text for a number", res("aws_cloudwatch_metric_alarm", "a", h("alarm_name", "a", "period", "300")), alarmID, "Period", `300`},
		{"a text for a truth value", res("aws_cloudwatch_metric_alarm", "a", h("alarm_name", "a", "actions_enabled", "false")), alarmID, "ActionsEnabled", `false`},
		{"a number that is a text there", res(topicType, "t", h("name", "t", "signature_version", 2)), "TSnsTopic", "SignatureVersion", `"2"`},
		{"a word that means nothing", res("aws_cloudwatch_log_group", "g", h("name", "g", "retention_in_days", 0)), "GCloudwatchLogGroup", "RetentionInDays", `null`},
		{"other words", res("aws_s3_bucket", "b", h("acl", "log-delivery-write")), "BS3Bucket", "AccessControl", `"LogDeliveryWrite"`},
		{"truth values as words", res("aws_s3_bucket", "b", h("versioning", h("enabled", true))), "BS3Bucket", "VersioningConfiguration", `{"Status":"Enabled"}`},
		{"a block that disappears", res("aws_s3_bucket", "b", h("lifecycle_rule", []any{h("enabled", true, "expiration", h("days", 7))})),
			"BS3Bucket", "LifecycleConfiguration", `{"Rules":[{"ExpirationInDays":7,"Status":"Enabled"}]}`},
		{"one block for a list", res("aws_s3_bucket", "b", h("cors_rule", h("allowed_methods", []any{"GET"}, "allowed_origins", []any{"*"}))),
			"BS3Bucket", "CorsConfiguration", `{"CorsRules":[{"AllowedMethods":["GET"],"AllowedOrigins":["*"]}]}`},
		{"a source gives the stream its type", stream("s", "kinesis_source_configuration", h("role_arn", "r", "kinesis_stream_arn", "k")), streamID, "DeliveryStreamType", `"KinesisStreamAsSource"`},
		{"a source that is nil does not", stream("s", "kinesis_source_configuration", nil), streamID, "DeliveryStreamType", `"DirectPut"`},
		{"encryption that is switched off", stream("s", "server_side_encryption", h("enabled", false, "key_type", "AWS_OWNED_CMK")), streamID, "DeliveryStreamEncryptionConfigurationInput", `null`},
		{"encryption of the usual kind", stream("s", "server_side_encryption", h("enabled", true)), streamID, "DeliveryStreamEncryptionConfigurationInput", `{"KeyType":"AWS_OWNED_CMK"}`},
		{"an empty block stays", stream("s", "extended_s3_configuration", s3("data_format_conversion_configuration", h("output_format_configuration", h("serializer", h("parquet_ser_de", h()))))),
			streamID, "ExtendedS3DestinationConfiguration", `{"BucketARN":{"Ref":"BucketArn"},"BufferingHints":{"IntervalInSeconds":300,"SizeInMBs":5},"CompressionFormat":"UNCOMPRESSED","CustomTimeZone":"UTC",` +
				`"DataFormatConversionConfiguration":{"OutputFormatConfiguration":{"Serializer":{"ParquetSerDe":{}}}},"RoleARN":{"Ref":"DeliveryRoleArn"},"S3BackupMode":"Disabled"}`},
		{"a parameter's value is a text", stream("s", "splunk_configuration", h("hec_endpoint", "https://x", "hec_token", free("token", "value"),
			"processing_configuration", h("enabled", true, "processors", []any{h("type", "Lambda", "parameters", []any{h("parameter_name", "NumberOfRetries", "parameter_value", 3)})}))),
			streamID, "SplunkDestinationConfiguration", `{"BufferingHints":{"IntervalInSeconds":60,"SizeInMBs":5},"HECEndpoint":"https://x","HECEndpointType":"Raw","HECToken":{"Ref":"TokenValue"},` +
				`"ProcessingConfiguration":{"Enabled":true,"Processors":[{"Parameters":[{"ParameterName":"NumberOfRetries","ParameterValue":"3"}],"Type":"Lambda"}]},"RetryOptions":{"DurationInSeconds":3600},"S3BackupMode":"FailedEventsOnly"}`},
		{"a prefix in angle brackets", res(streamType, "s", h("name", "s", "iceberg_configuration", h("role_arn", "r", "catalog_arn", "c", "s3_configuration", s3("prefix", "y=!<timestamp:yyyy>/")))),
			streamID, "IcebergDestinationConfiguration", `{"BufferingHints":{"IntervalInSeconds":300,"SizeInMBs":5},"CatalogConfiguration":{"CatalogArn":"c"},"RetryOptions":{"DurationInSeconds":300},"RoleARN":"r",` +
				`"S3Configuration":{"BucketARN":{"Ref":"BucketArn"},"BufferingHints":{"IntervalInSeconds":300,"SizeInMBs":5},"CompressionFormat":"UNCOMPRESSED","Prefix":"y=!{timestamp:yyyy}/","RoleARN":{"Ref":"DeliveryRoleArn"}},"s3BackupMode":"FailedDataOnly"}`},
		{"properties below another", res("aws_glue_catalog_database", "d", h("name", "lake")), "DGlueCatalogDatabase", "DatabaseInput", `{"Name":"lake"}`},
		{"the account by itself", res("aws_glue_catalog_database", "d", h("name", "lake")), "DGlueCatalogDatabase", "CatalogId", `{"Ref":"AWS::AccountId"}`},
		{"a policy as a Hash, in its order", res("aws_iam_policy", "p", h("policy", h("Version", "2012-10-17", "Statement", []any{h("Resource", text(free("b", "arn"), "/*"), "Action", "*")}))),
			"PIamPolicy", "PolicyDocument", `{"Statement":[{"Action":"*","Resource":{"Fn::Sub":"${BArn}/*"}}],"Version":"2012-10-17"}`},
		{"a policy as text", res("aws_iam_policy", "p", h("policy", text(`{"Statement": [{"Resource": "`, free("b", "arn"), `/*", "N": 1}]}`))),
			"PIamPolicy", "PolicyDocument", `{"Statement":[{"N":1,"Resource":{"Fn::Sub":"${BArn}/*"}}]}`},
		{"raw values", res(topicType, "t", h("name", &value.Raw{CloudFormation: h("Fn::ImportValue", "x")})), "TSnsTopic", "TopicName", `{"Fn::ImportValue":"x"}`},
		{"raw values in a text", res(topicType, "t", h("name", text("a-", &value.Raw{CloudFormation: h("Fn::ImportValue", "x")}))), "TSnsTopic", "TopicName",
			`{"Fn::Sub":["a-${v1}",{"v1":{"Fn::ImportValue":"x"}}]}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, at(t, properties(t, c.id, c.resource), c.property))
		})
	}
}

func TestEmitReferences(t *testing.T) {
	around := []*graph.Resource{
		stream("s", "destination", "extended_s3", "extended_s3_configuration", s3()),
		res("aws_iam_policy", "p", h("name", "pol", "policy", h("Version", "2012-10-17"))),
		res("aws_cloudwatch_log_group", "g", h("name", "g", "retention_in_days", 30)),
		res("aws_glue_catalog_table", "tab", h("name", "events", "database_name", ref("aws_glue_catalog_database", "d", "name"))),
		res("aws_glue_catalog_database", "d", h("name", "lake")),
		res("aws_lambda_function", "l", h("function_name", "l", "role", "r", "architectures", []any{"arm64"})),
		data("aws_region", "here"),
	}
	for _, c := range []struct {
		name string
		in   value.Value
		want string
	}{
		{"an attribute", ref(streamType, "s", "arn"), `{"Fn::GetAtt":["SKinesisFirehoseDeliveryStream","Arn"]}`},
		{"the id, which is the ARN", ref(streamType, "s", "id"), `{"Fn::GetAtt":["SKinesisFirehoseDeliveryStream","Arn"]}`},
		{"the name", ref(streamType, "s", "name"), `{"Ref":"SKinesisFirehoseDeliveryStream"}`},
		{"what CloudFormation does not give, as written", ref(streamType, "s", "destination"), `"extended_s3"`},
		{"a number as written", ref("aws_cloudwatch_log_group", "g", "retention_in_days"), `"30"`},
		{"the element of a list as written", ref("aws_lambda_function", "l", "architectures", 0), `"arm64"`},
		{"an ARN that is Ref", ref("aws_iam_policy", "p", "arn"), `{"Ref":"PIamPolicy"}`},
		{"an ARN that is built", ref("aws_cloudwatch_log_group", "g", "arn"), `{"Fn::Sub":"arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${GCloudwatchLogGroup}"}`},
		{"an ARN built of what is written", ref("aws_glue_catalog_table", "tab", "arn"), `{"Fn::Sub":"arn:${AWS::Partition}:glue:${AWS::Region}:${AWS::AccountId}:table/${DGlueCatalogDatabase}/events"}`},
		{"an input", free("bucket", "arn"), `{"Ref":"BucketArn"}`},
		{"the Region", neutral("region"), `{"Ref":"AWS::Region"}`},
		{"the account", neutral("aws.account_id"), `{"Ref":"AWS::AccountId"}`},
		{"a data source", dataRef("aws_region", "here", "name"), `{"Ref":"AWS::Region"}`},
		{"a text", text("x-", free("bucket", "arn"), "/", ref(streamType, "s", "arn")), `{"Fn::Sub":"x-${BucketArn}/${SKinesisFirehoseDeliveryStream.Arn}"}`},
		{"a text of one reference", text(free("bucket", "arn")), `{"Ref":"BucketArn"}`},
		{"text that folds to nothing but text", text("a-", ref(streamType, "s", "destination")), `"a-extended_s3"`},
		{"a literal ${}", text("${a}-", free("bucket", "arn")), `{"Fn::Sub":"${!a}-${BucketArn}"}`},
		{"a literal ${ without an end", text("${a-", free("bucket", "arn")), `{"Fn::Join":["",["${a-",{"Ref":"BucketArn"}]]}`},
		{"a $ before a reference", text("cost $", free("bucket", "arn")), `{"Fn::Join":["",["cost $",{"Ref":"BucketArn"}]]}`},
		{"prefix expressions beside a reference", text("!{timestamp:yyyy}/", free("bucket", "arn")), `{"Fn::Sub":"!{timestamp:yyyy}/${BucketArn}"}`},
		{"known text is never escaped", v("${a} ${!b} %{c}"), `"${a} ${!b} %{c}"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			topic := res(topicType, "t", h("display_name", c.in))
			assert.Equal(t, c.want, at(t, properties(t, "TSnsTopic", append(around, topic)...), "DisplayName"))
		})
	}
}

func TestEmitParameters(t *testing.T) {
	rg := resolved(t, &graph.Graph{
		Resources: []*graph.Resource{res(topicType, "t", h("name", "t"))},
		Declared: []*graph.Input{
			{Name: "stage", Options: h("type", "string", "default", "dev", "description", "Where", "allowed", []any{"dev", "prod"})},
			{Name: "on", Options: h("type", "bool", "default", true)},
			{Name: "count_of", Options: h("type", "number")},
			{Name: "subnets", Options: h("type", "list(string)", "default", []any{"a", "b"})},
			{Name: "secret", Options: h("type", "string", "sensitive", true)},
			{Name: "code", Options: h("type", "string", "pattern", "^[a-z]+")},
			{Name: "either", Options: h("type", "string", "pattern", "^a$|^b$")},
		}})
	var out bytes.Buffer
	require.NoError(t, Target{}.Emit(rg, &out))
	var doc struct{ Parameters json.RawMessage }
	require.NoError(t, json.Unmarshal(out.Bytes(), &doc))
	assert.JSONEq(t, `{
		"Stage": {"AllowedValues": ["dev", "prod"], "Default": "dev", "Description": "Where", "Type": "String"},
		"On": {"AllowedValues": ["true", "false"], "Default": "true", "Type": "String"},
		"CountOf": {"Type": "Number"},
		"Subnets": {"Default": "a,b", "Type": "CommaDelimitedList"},
		"Secret": {"NoEcho": true, "Type": "String"},
		"Code": {"AllowedPattern": "(?:^[a-z]+)[\\s\\S]*", "Type": "String"},
		"Either": {"AllowedPattern": "[\\s\\S]*(?:^a$|^b$)[\\s\\S]*", "Type": "String"}
	}`, string(doc.Parameters))
}

func TestAttachmentsAreFolded(t *testing.T) {
	role := res("aws_iam_role", "r", h("assume_role_policy", h("Version", "2012-10-17"), "managed_policy_arns", []any{"arn:aws:iam::aws:policy/A"}))
	policy := res("aws_iam_policy", "p", h("policy", h("Version", "2012-10-17")))
	attachment := res("aws_iam_role_policy_attachment", "a", h("role", ref("aws_iam_role", "r", "name"), "policy_arn", ref("aws_iam_policy", "p", "arn")))
	assert.Equal(t, `["arn:aws:iam::aws:policy/A",{"Ref":"PIamPolicy"}]`, at(t, properties(t, "RIamRole", role, policy, attachment), "ManagedPolicyArns"))

	about := res("aws_iam_policy", "p", h("policy", h("Resource", ref("aws_iam_role", "r", "arn"))))
	assert.Equal(t, `[{"Ref":"RIamRole"}]`, at(t, properties(t, "PIamPolicy", role, about, attachment), "Roles"), "the other way would be a circle")

	elsewhere := res("aws_iam_role_policy_attachment", "a", h("role", free("other_role", "name"), "policy_arn", ref("aws_iam_policy", "p", "arn")))
	assert.Equal(t, `[{"Ref":"OtherRoleName"}]`, at(t, properties(t, "PIamPolicy", policy, elsewhere), "Roles"))

	after := stream("s", "destination", "extended_s3", "extended_s3_configuration", s3(), "depends_on",
		[]any{&value.Resource{Address: value.Address{Type: "aws_iam_role_policy_attachment", Name: "a"}}})
	assert.Equal(t, []any{"RIamRole"}, resourceOf(t, "SKinesisFirehoseDeliveryStream", role, policy, attachment, after)["DependsOn"])
}

func TestBucketPartsAreFolded(t *testing.T) {
	bucket := res("aws_s3_bucket", "lake", h("bucket", "lake"))
	id := ref("aws_s3_bucket", "lake", "id")
	versioning := res("aws_s3_bucket_versioning", "lake", h("bucket", id, "versioning_configuration", h("status", "Enabled")))
	ageing := res("aws_s3_bucket_lifecycle_configuration", "lake", h("bucket", id, "rule", []any{h("id", "a", "status", "Enabled",
		"filter", h("and", h("prefix", "x/", "tags", h("k", "v"))), "expiration", h("days", 3))}))
	user := res(topicType, "t", h("display_name", ref("aws_s3_bucket_versioning", "lake", "id"),
		"depends_on", []any{&value.Resource{Address: versioning.Address}}))
	got := properties(t, "LakeS3Bucket", bucket, versioning, ageing, user)
	assert.Equal(t, `{"Status":"Enabled"}`, at(t, got, "VersioningConfiguration"))
	assert.Equal(t, `{"Rules":[{"ExpirationInDays":3,"Id":"a","Prefix":"x/","Status":"Enabled","TagFilters":[{"Key":"k","Value":"v"}]}]}`, at(t, got, "LifecycleConfiguration"))
	assert.Equal(t, `{"Ref":"LakeS3Bucket"}`, at(t, properties(t, "TSnsTopic", bucket, versioning, user), "DisplayName"))

	twice := res("aws_s3_bucket_versioning", "more", h("bucket", id, "versioning_configuration", h("status", "Suspended")))
	assert.Equal(t, []string{"error[E0652]: `aws_s3_bucket_versioning.more` sets `VersioningConfiguration` of the same resource once more"},
		told(t, &graph.Graph{Resources: []*graph.Resource{bucket, versioning, twice}}))
	inline := res("aws_s3_bucket", "lake", h("bucket", "lake", "versioning", h("enabled", true)))
	assert.Equal(t, []string{"error[E0652]: `aws_s3_bucket_versioning.lake` sets `VersioningConfiguration` of the same resource once more"},
		told(t, &graph.Graph{Resources: []*graph.Resource{inline, versioning}}))
	wrong := res("aws_s3_bucket_versioning", "lake", h("bucket", id, "mfa", "1 2", "versioning_configuration", h("status", "Enabled", "mfa_delete", "Enabled")))
	assert.Equal(t, []string{"error[E0651]: `mfa` of `aws_s3_bucket_versioning` has no counterpart in CloudFormation",
		"error[E0651]: `mfa_delete` of `aws_s3_bucket_versioning` has no counterpart in CloudFormation"},
		told(t, &graph.Graph{Resources: []*graph.Resource{bucket, wrong}}))
}

func TestMetaArguments(t *testing.T) {
	kept := res(topicType, "t", h("name", "t", "lifecycle", h("prevent_destroy", true)))
	got := resourceOf(t, "TSnsTopic", kept)
	assert.Equal(t, "Retain", got["DeletionPolicy"])
	assert.Equal(t, "Retain", got["UpdateReplacePolicy"])

	table := res("aws_glue_catalog_table", "tab", h("name", "events", "database_name", "lake"))
	user := res(topicType, "t", h("name", ref("aws_glue_catalog_table", "tab", "name")))
	assert.Equal(t, []any{"TabGlueCatalogTable"}, resourceOf(t, "TSnsTopic", table, user)["DependsOn"], "a value that was written out keeps the order")
}

func TestDefaultTagsAreWrittenOut(t *testing.T) {
	g := &graph.Graph{
		Resources: []*graph.Resource{res(topicType, "t", h("name", "t", "tags", h("Team", "data"))), res(topicType, "u", h("name", "u"))},
		Providers: []*graph.Settings{{Name: "aws", Values: h("default_tags", h("tags", h("Team", "all", "Env", "dev")))}},
	}
	var doc struct {
		Resources map[string]struct {
			Properties struct{ Tags json.RawMessage }
		}
	}
	require.NoError(t, json.Unmarshal([]byte(emitted(t, Target{}, g)), &doc))
	assert.JSONEq(t, `[{"Key":"Env","Value":"dev"},{"Key":"Team","Value":"data"}]`, string(doc.Resources["TSnsTopic"].Properties.Tags))
	assert.JSONEq(t, `[{"Key":"Env","Value":"dev"},{"Key":"Team","Value":"all"}]`, string(doc.Resources["USnsTopic"].Properties.Tags))
}

func TestCheckTells(t *testing.T) {
	one := func(r ...*graph.Resource) *graph.Graph { return &graph.Graph{Resources: r} }
	topic := res(topicType, "t", h("name", "t"))
	for _, c := range []struct {
		name string
		in   *graph.Graph
		want []string
	}{
		{"an attribute without a property", one(res("aws_iam_policy", "p", h("policy", h("Version", "x"), "tags", h("a", "b")))),
			[]string{"error[E0651]: `tags` of `aws_iam_policy` has no counterpart in CloudFormation"}},
		{"none of it", one(res("aws_iam_policy", "p", h("policy", h("Version", "x"), "tags", h()))), nil},
		{"a type without a counterpart", one(res("aws_s3_bucket_request_payment_configuration", "p", h("bucket", "b", "payer", "Requester"))),
			[]string{"error[E0651]: no counterpart of `aws_s3_bucket_request_payment_configuration` in CloudFormation is known"}},
		{"a data source", one(topic, data("aws_vpc", "v")), []string{"error[E0651]: CloudFormation cannot look up `aws_vpc`"}},
		{"a reference without a counterpart", one(topic, res(topicType, "u", h("name", ref("aws_lambda_function", "l", "source_code_size"))), res("aws_lambda_function", "l", h("function_name", "l", "role", "r"))),
			[]string{"error[E0651]: `aws_lambda_function.l.source_code_size` has no counterpart in CloudFormation: it is not written in the template, and CloudFormation does not give it"}},
		{"two of one name", one(res(topicType, "a_b", h("name", "x")), res(topicType, "aB", h("name", "y"))),
			[]string{"error[E0652]: resource `aws_sns_topic.a_b` and resource `aws_sns_topic.aB` are both `ABSnsTopic` in CloudFormation"}},
		{"a parameter of that name", one(topic, res(topicType, "u", h("name", free("t_sns", "topic")))),
			[]string{"error[E0652]: input `t_sns_topic` and resource `aws_sns_topic.t` are both `TSnsTopic` in CloudFormation"}},
		{"null in a policy", one(res("aws_iam_policy", "p", h("policy", h("Version", nil)))), []string{"error[E0657]: a template of CloudFormation may not hold null"}},
		{"text that is no policy", one(res("aws_iam_policy", "p", h("policy", "{"))), []string{"error[E0657]: this text is no JSON, and CloudFormation wants a document here"}},
		{"what looks like an intrinsic", one(res("aws_lambda_function", "l", h("function_name", "l", "role", "r", "environment", h("variables", h("Ref", "x"))))),
			[]string{"error[E0657]: CloudFormation would take `Ref` for an intrinsic function"}},
		{"raw for another target", one(res(topicType, "t", h("name", &value.Raw{Terraform: v("x")}))), []string{"error[E0601]: this raw value says nothing for CloudFormation"}},
		{"something for Terraform alone", one(res("aws_s3_bucket", "b", h("force_destroy", true))), []string{"note[E0655]: `force_destroy` is about Terraform only, and left out of CloudFormation"}},
		{"a Region", one(res(topicType, "t", h("name", "t", "region", "eu-west-1"))), []string{"error[E0651]: `region` of `aws_sns_topic` has no counterpart in CloudFormation"}},
		{"changes that are ignored", one(res(topicType, "t", h("name", "t", "lifecycle", h("ignore_changes", []any{"name"})))), []string{"warning[E0656]: `ignore_changes` has no counterpart in CloudFormation"}},
		{"default tags for what takes none", &graph.Graph{Resources: []*graph.Resource{res("aws_iam_policy", "p", h("policy", h("Version", "x")))},
			Providers: []*graph.Settings{{Name: "aws", Values: h("default_tags", h("tags", h("a", "b")))}}},
			[]string{"note[E0655]: the default tags are left out: `aws_iam_policy` takes none in CloudFormation"}},
		{"a name that CloudFormation needs", one(res("aws_iam_role_policy", "p", h("role", "r", "policy", h("Version", "x")))), []string{"error[E0651]: CloudFormation needs `name` of `aws_iam_role_policy.p`, though Terraform does not"}},
		{"a part of nothing", one(topic, res("aws_iam_role_policy_attachment", "a", h("role", "r", "policy_arn", "p"))),
			[]string{"error[E0651]: `aws_iam_role_policy_attachment` is no resource of its own in CloudFormation, but a part of the `aws_iam_role` that `role` refers to, or of the `aws_iam_policy` that `policy_arn` refers to"}},
		{"a switch that is not known", one(stream("s", "server_side_encryption", h("enabled", free("encrypt", "value")))),
			[]string{"error[E0651]: in CloudFormation `server_side_encryption` is there or not, so its `enabled` must be known"}},
		{"an output that is a list", &graph.Graph{Resources: []*graph.Resource{topic}, Outputs: []*graph.Output{{Name: "o", Value: v([]any{"a"}), Options: h()}}},
			[]string{"error[E0657]: output `o` is no text, and outputs of CloudFormation are"}},
		{"nothing", &graph.Graph{}, []string{"warning[E0656]: template `t` makes no resource, and CloudFormation wants one"}},
	} {
		t.Run(c.name, func(t *testing.T) { assert.Equal(t, c.want, told(t, c.in)) })
	}
}

func topics(n int, description string) *graph.Graph {
	g := &graph.Graph{Name: "many"}
	for i := range n {
		g.Resources = append(g.Resources, res(topicType, fmt.Sprint("t", i), h("name", fmt.Sprint("t", i), "display_name", description)))
	}
	return g
}

// sized is a template whose document comes to so many bytes.
func sized(t *testing.T, bytes int) *graph.Graph {
	t.Helper()
	empty := topics(1, "x")
	var n counter
	require.NoError(t, Target{}.Emit(resolved(t, empty), &n))
	return topics(1, strings.Repeat("x", bytes-int(n)+1))
}

func withInputs(n int) *graph.Graph {
	g := topics(1, "")
	for i := range n {
		g.Declared = append(g.Declared, &graph.Input{Name: fmt.Sprint("i", i), Options: h("type", "string")})
	}
	return g
}

func withOutputs(n int) *graph.Graph {
	g := topics(1, "")
	for i := range n {
		g.Outputs = append(g.Outputs, &graph.Output{Name: fmt.Sprint("o", i), Value: v("x"), Options: h()})
	}
	return g
}

func described(n int) *graph.Graph {
	g := topics(1, "")
	g.Description = strings.Repeat("x", n)
	return g
}

func TestQuotasHoldUpToTheLimitAndNotOneAbove(t *testing.T) {
	for _, c := range []struct {
		what     string
		in, over *graph.Graph
		want     string
	}{
		{"resources", topics(500, ""), topics(501, ""), "error[E0653]: 501 resources in template `many`, but CloudFormation's limit is 500"},
		{"parameters", withInputs(200), withInputs(201), "error[E0653]: 201 parameters in template `many`, but CloudFormation's limit is 200"},
		{"outputs", withOutputs(200), withOutputs(201), "error[E0653]: 201 outputs in template `many`, but CloudFormation's limit is 200"},
		{"a request", sized(t, 51200), sized(t, 51201), "note[E0654]: template `many` comes to 51,201 bytes: more than the 51,200 that a request may hold"},
		{"the document", sized(t, 1048576), sized(t, 1048577), "error[E0653]: template `many` comes to 1,048,577 bytes, but CloudFormation's limit is 1,048,576"},
		{"the description", described(1024), described(1025), "error[E0653]: the description of template `many` comes to 1,025 bytes, but CloudFormation's limit is 1,024"},
	} {
		t.Run(c.what, func(t *testing.T) {
			for _, d := range (Target{}).Check(resolved(t, c.in)) {
				assert.NotEqual(t, diag.Error, d.Severity, d.Message)
				assert.NotContains(t, c.want, "note", d.Message)
			}
			assert.Equal(t, []string{c.want}, told(t, c.over))
		})
	}
	assert.Empty(t, Target{NoQuotas: true}.Check(resolved(t, topics(501, ""))))
}

func TestEmitTwiceGivesTheSameBytes(t *testing.T) {
	g := &graph.Graph{Resources: []*graph.Resource{stream("b", "extended_s3_configuration", s3("buffering_size", 5)), stream("a", "extended_s3_configuration", s3())}}
	rg := resolved(t, g)
	var first, second bytes.Buffer
	require.NoError(t, Target{}.Emit(rg, &first))
	require.NoError(t, Target{}.Emit(rg, &second))
	assert.Equal(t, first.String(), second.String())
	assert.NotContains(t, first.String(), "null")
}
