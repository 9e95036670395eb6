type "aws_secretsmanager_secret_version" {
  summary  = "The value of a secret of Secrets Manager."
  replaces = ["secret_id"] # ForceNew in the provider

  cloudformation "" {
    needs = ["secret_string"]
    properties = {
      secret_id                = { nothing = true } # the one that it is a part of
      secret_binary            = { missing = "give the text as `secret_string`" }
      secret_string_wo         = { missing = "give `secret_string`: a parameter of CloudFormation is not kept either" }
      secret_string_wo_version = { missing = "give `secret_string`" }
      version_stages           = { missing = "CloudFormation only makes the current version" }
    }
    fold "secret_id" {
      type  = "aws_secretsmanager_secret"
      into  = "SecretString"
      value = "secret_string"
    }
    references = {
      arn       = "written secret_id"
      secret_id = "written"
    }
  }

  example = <<-RUBY
    template :secrets do
      secret = aws_secretsmanager_secret(:partner, { name: "firehose/partner" })
      aws_secretsmanager_secret_version(:partner, { secret_id: secret.id, secret_string: partner_credentials.value })
    end
  RUBY
}
