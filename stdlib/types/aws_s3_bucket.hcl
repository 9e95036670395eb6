type "aws_s3_bucket" {
  summary  = "An S3 bucket."
  json     = ["policy", "website.routing_rules"]
  replaces = ["bucket", "bucket_prefix"] # ForceNew in the provider

  reference "replication_configuration.role" { arn = "role" }
  reference "replication_configuration.rules.destination.bucket" { arn = "bucket" }

  cloudformation "AWS::S3::Bucket" {
    replaces = ["bucket", "bucket_namespace", "bucket_prefix", "object_lock_enabled"] # createOnly in its schema
    properties = {
      bucket              = "BucketName"
      bucket_prefix       = "BucketNamePrefix"
      acceleration_status = "AccelerateConfiguration.AccelerationStatus"
      acl = {
        to = "AccessControl"
        words = {
          private                     = "Private"
          "public-read"               = "PublicRead"
          "public-read-write"         = "PublicReadWrite"
          "authenticated-read"        = "AuthenticatedRead"
          "aws-exec-read"             = "AwsExecRead"
          "log-delivery-write"        = "LogDeliveryWrite"
          "bucket-owner-read"         = "BucketOwnerRead"
          "bucket-owner-full-control" = "BucketOwnerFullControl"
        }
      }
      tags          = { pairs = ["Key", "Value"] }
      force_destroy = { terraform = "CloudFormation never deletes a bucket that holds objects" }
      policy        = { missing = "give an `aws_s3_bucket_policy`" }
      grant         = { missing = "" }
      request_payer = { missing = "" }

      cors_rule                   = "CorsConfiguration.CorsRules[]"
      "cors_rule.expose_headers"  = "ExposedHeaders"
      "cors_rule.max_age_seconds" = "MaxAge"

      lifecycle_rule                                          = "LifecycleConfiguration.Rules[]"
      "lifecycle_rule.enabled"                                = { to = "Status", words = { true = "Enabled", false = "Disabled" } }
      "lifecycle_rule.tags"                                   = { to = "TagFilters", pairs = ["Key", "Value"] }
      "lifecycle_rule.abort_incomplete_multipart_upload_days" = "AbortIncompleteMultipartUpload.DaysAfterInitiation"
      "lifecycle_rule.expiration"                             = "."
      "lifecycle_rule.expiration.date"                        = "ExpirationDate"
      "lifecycle_rule.expiration.days"                        = "ExpirationInDays"
      "lifecycle_rule.noncurrent_version_expiration.days"     = "NoncurrentDays"
      "lifecycle_rule.noncurrent_version_transition"          = "NoncurrentVersionTransitions[]"
      "lifecycle_rule.noncurrent_version_transition.days"     = "TransitionInDays"
      "lifecycle_rule.transition"                             = "Transitions[]"
      "lifecycle_rule.transition.date"                        = "TransitionDate"
      "lifecycle_rule.transition.days"                        = "TransitionInDays"

      logging                 = "LoggingConfiguration"
      "logging.target_bucket" = "DestinationBucketName"
      "logging.target_prefix" = "LogFilePrefix"

      replication_configuration                       = "ReplicationConfiguration"
      "**.rules.delete_marker_replication_status"     = "DeleteMarkerReplication.Status"
      "**.rules.destination.account_id"               = "Account"
      "**.rules.destination.replica_kms_key_id"       = "EncryptionConfiguration.ReplicaKmsKeyID"
      "**.rules.destination.metrics.minutes"          = "EventThreshold.Minutes"
      "**.rules.destination.replication_time.minutes" = "Time.Minutes"
      "**.rules.filter.tags"                          = { missing = "" }
      "**.sse_kms_encrypted_objects.enabled"          = { to = "Status", words = { true = "Enabled", false = "Disabled" } }

      server_side_encryption_configuration                           = "BucketEncryption"
      "server_side_encryption_configuration.rule"                    = "ServerSideEncryptionConfiguration[]"
      "**.apply_server_side_encryption_by_default"                   = "ServerSideEncryptionByDefault"
      "**.apply_server_side_encryption_by_default.kms_master_key_id" = "KMSMasterKeyID"
      "**.apply_server_side_encryption_by_default.sse_algorithm"     = "SSEAlgorithm"

      versioning              = "VersioningConfiguration"
      "versioning.enabled"    = { to = "Status", words = { true = "Enabled", false = "Suspended" } }
      "versioning.mfa_delete" = { missing = "", omit = ["false"] }

      website                            = "WebsiteConfiguration"
      "website.redirect_all_requests_to" = "RedirectAllRequestsTo.HostName"
      "website.routing_rules"            = { missing = "" }
    }
    references = {
      arn                         = "GetAtt Arn"
      id                          = "Ref"
      bucket                      = "Ref"
      bucket_domain_name          = "GetAtt DomainName"
      bucket_regional_domain_name = "GetAtt RegionalDomainName"
      bucket_region               = "AWS::Region"
    }
  }

  example = <<-RUBY
    template :storage do
      aws_s3_bucket(:lake, { bucket: "lake-raw", tags: { Team: "data" } })
    end
  RUBY
}
