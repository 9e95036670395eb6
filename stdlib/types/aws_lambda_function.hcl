type "aws_lambda_function" {
  summary  = "A Lambda function."
  replaces = ["function_name", "package_type"] # ForceNew in the provider

  reference "role" { arn = "role" }
  reference "kms_key_arn" { arn = "key_or_alias" }
  reference "dead_letter_config.target_arn" { arn = "any" }
  reference "file_system_config.arn" { arn = "any" }
  reference "layers" { arn = "any" }

  cloudformation "AWS::Lambda::Function" {
    replaces = ["function_name", "package_type", "tenancy_config"] # createOnly in its schema
    properties = {
      filename          = { missing = "the code has to lie in an S3 bucket or an image: give `s3_bucket` and `s3_key`, or `image_uri`" }
      image_uri         = "Code.ImageUri"
      s3_bucket         = "Code.S3Bucket"
      s3_key            = "Code.S3Key"
      s3_object_version = "Code.S3ObjectVersion"
      source_code_hash  = { terraform = "CloudFormation looks at the place of the code, not at the code" }
      code_sha256       = { terraform = "CloudFormation looks at the place of the code, not at the code" }

      source_kms_key_arn                             = "Code.SourceKMSKeyArn"
      publish                                        = { missing = "a version is a resource of its own in CloudFormation", omit = ["false"] }
      publish_to                                     = { to = "PublishToLatestPublished", words = { LATEST_PUBLISHED = "true" } }
      reserved_concurrent_executions                 = { omit = ["-1"] } # as much as the account has
      file_system_config                             = "FileSystemConfigs[]"
      tags                                           = { pairs = ["Key", "Value"] }
      "durable_config.retention_period"              = "RetentionPeriodInDays"
      "**.execution_environment_memory_gib_per_vcpu" = "ExecutionEnvironmentMemoryGiBPerVCpu"

      skip_destroy                         = { retain = true }
      replace_security_groups_on_destroy   = { terraform = "" }
      replacement_security_group_ids       = { terraform = "" }
      use_resource_timeout_for_propagation = { terraform = "" }
    }
    references = {
      arn           = "GetAtt Arn"
      id            = "Ref"
      function_name = "Ref"
      invoke_arn    = "arn:$${AWS::Partition}:apigateway:$${AWS::Region}:lambda:path/2015-03-31/functions/$${.Arn}/invocations"
    }
  }

  example = <<-RUBY
    template :functions do
      aws_lambda_function(:clean, {
        function_name: "clean",
        role: function_role.arn,
        s3_bucket: "functions",
        s3_key: "clean.zip",
        handler: "index.handler",
        runtime: "nodejs22.x",
        timeout: 60,
        environment: { variables: { STAGE: "production" } }
      })
    end
  RUBY
}
