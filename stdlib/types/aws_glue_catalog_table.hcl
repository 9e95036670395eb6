type "aws_glue_catalog_table" {
  summary  = "A table of the Glue data catalog; format conversion takes its columns from one."
  replaces = ["name", "database_name", "catalog_id"] # ForceNew in the provider

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
