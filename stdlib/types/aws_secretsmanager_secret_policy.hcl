type "aws_secretsmanager_secret_policy" {
  summary  = "Who may read a secret of Secrets Manager."
  json     = ["policy"]
  replaces = ["secret_arn"] # ForceNew in the provider

  cloudformation "AWS::SecretsManager::ResourcePolicy" {
    replaces = ["secret_arn"] # createOnly in its schema
    properties = {
      policy     = "ResourcePolicy"
      secret_arn = "SecretId"
    }
    references = {
      id         = "written secret_arn"
      secret_arn = "written"
    }
  }

  example = <<-RUBY
    template :shared do
      secret = aws_secretsmanager_secret(:partner, { name: "firehose/partner" })
      aws_secretsmanager_secret_policy(:partner, {
        secret_arn: secret.arn,
        block_public_policy: true,
        policy: {
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: { Service: "firehose.amazonaws.com" }, Action: "secretsmanager:GetSecretValue", Resource: "*" }]
        }
      })
    end
  RUBY
}
