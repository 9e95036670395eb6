type "aws_glue_catalog_database" {
  summary  = "A database of the Glue data catalog."
  replaces = ["name", "catalog_id"] # ForceNew in the provider

  cloudformation "AWS::Glue::Database" {
    replaces = ["catalog_id", "name"] # createOnly in its schema
    below = "DatabaseInput"
    properties = {
      catalog_id                      = { to = "/CatalogId", default = "$${AWS::AccountId}" }
      create_table_default_permission = "CreateTableDefaultPermissions[]"
      tags                            = { missing = "AWS::Glue::Database takes no tags" }
    }
    references = {
      arn  = "arn:$${AWS::Partition}:glue:$${AWS::Region}:$${AWS::AccountId}:database/$${.}"
      id   = "$${AWS::AccountId}:$${.}"
      name = "Ref"
    }
  }

  example = <<-RUBY
    template :catalog do
      aws_glue_catalog_database(:lake, { name: "lake", description: "Tables over the lake" })
    end
  RUBY
}
