type "aws_glue_catalog_table" {
  summary  = "A table of the Glue data catalog; format conversion takes its columns from one."
  replaces = ["name", "database_name", "catalog_id"] # ForceNew in the provider

  cloudformation "AWS::Glue::Table" {
    replaces = ["catalog_id", "database_name", "name"] # createOnly in its schema
    below = "TableInput"
    properties = {
      catalog_id    = { to = "/CatalogId", default = "$${AWS::AccountId}" }
      database_name = "/DatabaseName"

      open_table_format_input          = "/OpenTableFormatInput"
      "**.sort_order.fields"           = "Fields[]"
      "**.partition_spec.fields"       = "Fields[]"
      "**.schema.fields"               = "Fields[]"
      "**.iceberg_input.**.sort_order" = "WriteOrder"
      "**.fields.initial_default"      = { missing = "" }
      "**.fields.write_default"        = { missing = "" }

      partition_index                           = { missing = "AWS::Glue::Table has no partition indexes" }
      "partition_keys.parameters"               = { missing = "" }
      "storage_descriptor.additional_locations" = { missing = "" }
      "storage_descriptor.columns.parameters"   = { missing = "" }
      "storage_descriptor.ser_de_info"          = "SerdeInfo"

      "view_definition.last_refresh_type"      = { missing = "" }
      "view_definition.refresh_seconds"        = { missing = "" }
      "view_definition.sub_object_version_ids" = { missing = "" }
      "view_definition.view_version_id"        = { missing = "" }
      "view_definition.view_version_token"     = { missing = "" }
    }
    references = {
      # Ref gives an opaque id.
      name = "written"
      arn  = "arn:$${AWS::Partition}:glue:$${AWS::Region}:$${AWS::AccountId}:table/$${database_name}/$${name}"
      id   = "$${AWS::AccountId}:$${database_name}:$${name}"
    }
  }

  example = <<-RUBY
    template :catalog do
      lake = aws_glue_catalog_database(:lake, { name: "lake" })
      aws_glue_catalog_table(:raw, {
        name: "raw",
        database_name: lake.name,
        table_type: "EXTERNAL_TABLE",
        storage_descriptor: {
          location: "s3://lake-raw/raw/",
          columns: [
            { name: "id", type: "string" },
            { name: "amount", type: "double" }
          ]
        }
      })
    end
  RUBY
}
