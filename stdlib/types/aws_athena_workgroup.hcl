type "aws_athena_workgroup" {
  summary  = "A workgroup of Athena: where results of queries go and what they may cost."
  replaces = ["name"] # ForceNew in the provider

  cloudformation "AWS::Athena::WorkGroup" {
    replaces = ["name"] # createOnly in its schema
    properties = {
      configuration                                                             = "WorkGroupConfiguration"
      "configuration.enforce_workgroup_configuration"                           = "EnforceWorkGroupConfiguration"
      "configuration.publish_cloudwatch_metrics_enabled"                        = "PublishCloudWatchMetricsEnabled"
      "configuration.result_configuration.encryption_configuration.kms_key_arn" = "KmsKey"
      "configuration.enable_minimum_encryption_configuration"                   = { missing = "AWS::Athena::WorkGroup has no least encryption: enforce the configuration" }
      "configuration.identity_center_configuration"                             = { missing = "AWS::Athena::WorkGroup does not know IAM Identity Center" }
      "configuration.query_results_s3_access_grants_configuration"              = { missing = "AWS::Athena::WorkGroup does not know access grants" }
      "**.cloud_watch_logging_configuration.log_type"                           = { missing = "leave it out: all types are logged" }
      force_destroy                                                             = "RecursiveDeleteOption"
      tags                                                                      = { pairs = ["Key", "Value"] }
    }
    references = {
      id   = "Ref"
      name = "Ref"
    }
  }

  example = <<-RUBY
    template :asked do
      aws_athena_workgroup(:lake, {
        name: "lake",
        configuration: { result_configuration: { output_location: "s3://lake-results/" } }
      })
    end
  RUBY
}
