type "aws_glue_schema" {
  summary  = "A schema of a registry."
  replaces = ["data_format", "registry_arn", "schema_name"] # ForceNew in the provider

  cloudformation "AWS::Glue::Schema" {
    replaces = ["data_format", "registry_arn", "schema_definition", "schema_name"] # createOnly in its schema
    properties = {
      schema_name       = "Name"
      schema_definition = { text = true }
      registry_arn      = "Registry.Arn"
      tags              = { pairs = ["Key", "Value"] }
    }
    references = {
      arn         = "Ref"
      id          = "Ref"
      schema_name = "written"
    }
  }

  example = <<-RUBY
    template :schemas do
      lake = aws_glue_registry(:lake, { registry_name: "lake" })
      aws_glue_schema(:events, {
        schema_name: "events",
        registry_arn: lake.arn,
        data_format: "JSON",
        compatibility: "BACKWARD",
        schema_definition: "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"type\": \"object\"}"
      })
    end
  RUBY
}
