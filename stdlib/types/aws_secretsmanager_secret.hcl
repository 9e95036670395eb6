type "aws_secretsmanager_secret" {
  summary  = "A secret of Secrets Manager; its value is an `aws_secretsmanager_secret_version`."
  json     = ["policy"]
  replaces = ["name", "name_prefix"] # ForceNew in the provider

  cloudformation "AWS::SecretsManager::Secret" {
    replaces = ["name"] # createOnly in its schema
    properties = {
      name_prefix                    = { missing = "CloudFormation makes a name up by itself when `name` is left out" }
      policy                         = { missing = "give an `aws_secretsmanager_secret_policy`" }
      recovery_window_in_days        = { terraform = "CloudFormation always deletes with 30 days of grace" }
      force_overwrite_replica_secret = { terraform = "" }
      replica                        = "ReplicaRegions[]"
      "replica.region"               = "Region"
      tags                           = { pairs = ["Key", "Value"] }
    }
    references = {
      arn  = "Ref"
      id   = "Ref"
      name = "written"
    }
  }

  example = <<-RUBY
    template :secrets do
      secret = aws_secretsmanager_secret(:splunk, { name: "firehose/splunk" })
      aws_secretsmanager_secret_version(:splunk, { secret_id: secret.id, secret_string: splunk_credentials.value })
    end
  RUBY
}
