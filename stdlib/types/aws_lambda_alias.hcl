type "aws_lambda_alias" {
  summary  = "A name for a version of a Lambda function."
  replaces = ["function_name", "name"] # ForceNew in the provider

  cloudformation "AWS::Lambda::Alias" {
    replaces = ["function_name", "name"] # createOnly in its schema
    properties = {
      "routing_config.additional_version_weights" = { to = "AdditionalVersionWeights", pairs = ["FunctionVersion", "FunctionWeight"] }
    }
    references = {
      arn           = "Ref"
      id            = "Ref"
      name          = "written"
      function_name = "written"
    }
  }

  example = <<-RUBY
    template :named do
      live = aws_lambda_alias(:live, { name: "live", function_name: "clean", function_version: "3" })
      output :live, live.arn
    end
  RUBY
}
