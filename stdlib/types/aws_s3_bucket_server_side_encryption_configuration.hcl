type "aws_s3_bucket_server_side_encryption_configuration" {
  summary = "How objects of an S3 bucket are encrypted."

  cloudformation "" {
    properties = {
      bucket                                                           = { nothing = true } # the one that it is a part of
      expected_bucket_owner                                            = { missing = "" }
      rule                                                             = "ServerSideEncryptionConfiguration[]"
      "rule.blocked_encryption_types"                                  = "BlockedEncryptionTypes.EncryptionType"
      "rule.apply_server_side_encryption_by_default"                   = "ServerSideEncryptionByDefault"
      "rule.apply_server_side_encryption_by_default.kms_master_key_id" = "KMSMasterKeyID"
      "rule.apply_server_side_encryption_by_default.sse_algorithm"     = "SSEAlgorithm"
    }
    fold "bucket" {
      type = "aws_s3_bucket"
      into = "BucketEncryption"
    }
    references = { bucket = "written", id = "written bucket" }
  }

  example = <<-RUBY
    template :encrypted do
      lake = aws_s3_bucket(:lake, { bucket: "lake-raw" })
      aws_s3_bucket_server_side_encryption_configuration(:lake, {
        bucket: lake.id,
        rule: {
          bucket_key_enabled: true,
          apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms", kms_master_key_id: lake_key.arn }
        }
      })
    end
  RUBY
}
