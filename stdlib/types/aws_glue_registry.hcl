type "aws_glue_registry" {
  summary  = "A registry of schemas."
  replaces = ["registry_name"] # ForceNew in the provider

  cloudformation "AWS::Glue::Registry" {
    replaces = ["registry_name"] # createOnly in its schema
    properties = {
      registry_name = "Name"
      tags          = { pairs = ["Key", "Value"] }
    }
    references = {
      arn           = "Ref"
      id            = "Ref"
      registry_name = "written"
    }
  }

  example = <<-RUBY
    template :schemas do
      aws_glue_registry(:lake, { registry_name: "lake" })
    end
  RUBY
}
