rule "FH207" {
  name = "two-kinds-of-object-encryption"
  severity = "error"
  target = "cloudformation"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "`EncryptionConfiguration` has a key or says `NoEncryption`, not both."
  unchecked = "CloudFormation documents have one of the two, made from `kms_key_arn`"
  source    = "cdk-preflight pf-firehose-s3-encryption-exclusive (recorded refusal, September 2026); CloudFormation registry schema"
}
