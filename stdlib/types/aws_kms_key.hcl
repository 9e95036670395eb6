type "aws_kms_key" {
  summary  = "A KMS key."
  json     = ["policy"]
  replaces = ["customer_master_key_spec", "key_usage", "multi_region"] # ForceNew in the provider

  cloudformation "AWS::KMS::Key" {
    properties = {
      policy                   = "KeyPolicy"
      is_enabled               = "Enabled"
      customer_master_key_spec = "KeySpec"
      deletion_window_in_days  = "PendingWindowInDays"
      custom_key_store_id      = { missing = "" }
      xks_key_id               = { missing = "" }
      tags                     = { pairs = ["Key", "Value"] }
    }
    references = {
      arn    = "GetAtt Arn"
      id     = "Ref"
      key_id = "Ref"
    }
  }

  example = <<-RUBY
    template :keys do
      aws_kms_key(:lake, {
        description: "Records in the lake",
        enable_key_rotation: true,
        policy: {
          Version: "2012-10-17",
          Statement: [{
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::123456789012:root" },
            Action: "kms:*",
            Resource: "*"
          }]
        }
      })
    end
  RUBY
}
