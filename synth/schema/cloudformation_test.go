package schema

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPascal(t *testing.T) {
	for name, want := range map[string]string{
		"raw_ingestion": "RawIngestion", "raw-ingestion": "RawIngestion", "s3_x": "S3X", "aB": "AB", "_a__b": "AB", "x1y": "X1y", "": "",
	} {
		assert.Equal(t, want, Pascal(name))
	}
}

func TestCloudFormationOfTypes(t *testing.T) {
	c := Load()
	stream := c.CloudFormation(c.Resource("aws_kinesis_firehose_delivery_stream"))
	require.NotNil(t, stream)
	assert.Equal(t, "AWS::KinesisFirehose::DeliveryStream", stream.Type)
	for path, want := range map[string]Mapping{
		"name":        {Kind: MapProperty, To: "DeliveryStreamName"},
		"destination": {Kind: MapNothing},
		"region":      {Kind: MapMissing},
		"timeouts":    {Kind: MapTerraform},
		"extended_s3_configuration.s3_backup_configuration.buffering_size": {Kind: MapProperty, To: "BufferingHints.SizeInMBs"},
		"extended_s3_configuration.file_extension":                         {Kind: MapProperty, To: "FileExtension"},
	} {
		got := stream.Mapping(path)
		assert.Equal(t, want.Kind, got.Kind, path)
		if want.Kind == MapProperty {
			assert.Equal(t, want.To, got.To, path)
		}
	}
	assert.Equal(t, &Out{Attr: "name"}, stream.Find("name"))
	assert.Equal(t, &Out{Attr: "arn", Kind: OutGetAtt, Text: "Arn"}, stream.Find("arn"))
	assert.Nil(t, stream.Find("destination"))

	database := c.CloudFormation(c.Resource("aws_glue_catalog_database"))
	assert.Equal(t, []string{"DatabaseInput", "Name"}, database.Path(database.Mapping("name"), ""))
	assert.Equal(t, []string{"CatalogId"}, database.Path(database.Mapping("catalog_id"), ""))
	assert.Equal(t, []string{"Principal"}, database.Path(database.Mapping("create_table_default_permission.principal"), "create_table_default_permission"))

	here := c.CloudFormation(c.DataSource("aws_region"))
	require.NotNil(t, here)
	assert.Equal(t, &Out{Attr: "name", Kind: OutPseudo, Text: "AWS::Region"}, here.Find("name"))
	assert.Nil(t, c.CloudFormation(c.Resource("aws_vpc")), "a type without a section")
	assert.Nil(t, c.CloudFormation(c.DataSource("aws_vpc")))
}

func TestCloudFormationSectionsThatDoNotFit(t *testing.T) {
	for name, c := range map[string]struct{ section, want string }{
		"an unknown member":    {`cloudformation "A::B::C" { properties = { a = { too = "B" } } }`, `types/x.hcl:3`},
		"a property not text":  {`cloudformation "A::B::C" { properties = { a = 1 } }`, `types/x.hcl`},
		"a reference not text": {`cloudformation "A::B::C" { references = { a = 1 } }`, `a text is needed`},
		"an unknown argument":  {`cloudformation "A::B::C" { property = {} }`, `types/x.hcl:3`},
	} {
		t.Run(name, func(t *testing.T) {
			page := "type \"aws_x\" {\n  summary = \"\"\n  " + c.section + "\n  example = \"\"\n}\n"
			_, err := ReadLibrary(fstest.MapFS{"types/x.hcl": {Data: []byte(page)}})
			require.Error(t, err)
			assert.Contains(t, err.Error(), c.want)
		})
	}
}
