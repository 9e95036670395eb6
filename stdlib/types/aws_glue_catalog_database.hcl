type "aws_glue_catalog_database" {
  summary  = "A database of the Glue data catalog."
  replaces = ["name", "catalog_id"] # ForceNew in the provider

  example = <<-RUBY
    template :catalog do
      aws_glue_catalog_database(:lake, { name: "lake", description: "Tables over the lake" })
    end
  RUBY
}
