type "aws_lambda_function" {
  summary  = "A Lambda function."
  replaces = ["function_name", "package_type"] # ForceNew in the provider

  reference "role" { arn = "role" }
  reference "kms_key_arn" { arn = "key_or_alias" }
  reference "dead_letter_config.target_arn" { arn = "any" }
  reference "file_system_config.arn" { arn = "any" }
  reference "layers" { arn = "any" }

  example = <<-RUBY
    template :functions do
      aws_lambda_function(:clean, {
        function_name: "clean",
        role: function_role.arn,
        filename: "clean.zip",
        handler: "index.handler",
        runtime: "nodejs22.x",
        timeout: 60,
        environment: { variables: { STAGE: "production" } }
      })
    end
  RUBY
}
