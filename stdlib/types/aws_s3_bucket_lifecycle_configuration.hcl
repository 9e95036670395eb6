type "aws_s3_bucket_lifecycle_configuration" {
  summary = "When objects of an S3 bucket move to other storage classes and when they go."

  cloudformation "" {
    properties = {
      bucket                                               = { nothing = true } # the one that it is a part of
      expected_bucket_owner                                = { missing = "" }
      transition_default_minimum_object_size               = "TransitionDefaultMinimumObjectSize"
      rule                                                 = "Rules[]"
      "rule.abort_incomplete_multipart_upload"             = "AbortIncompleteMultipartUpload"
      "rule.expiration"                                    = "."
      "rule.expiration.date"                               = "ExpirationDate"
      "rule.expiration.days"                               = "ExpirationInDays"
      "rule.filter"                                        = "."
      "rule.filter.and"                                    = "."
      "rule.filter.tag"                                    = "TagFilters[]"
      "rule.filter.and.tags"                               = { to = "TagFilters", pairs = ["Key", "Value"] }
      "rule.noncurrent_version_expiration"                 = "NoncurrentVersionExpiration"
      "rule.noncurrent_version_transition"                 = "NoncurrentVersionTransitions[]"
      "rule.noncurrent_version_transition.noncurrent_days" = "TransitionInDays"
      "rule.transition"                                    = "Transitions[]"
      "rule.transition.date"                               = "TransitionDate"
      "rule.transition.days"                               = "TransitionInDays"
    }
    fold "bucket" {
      type = "aws_s3_bucket"
      into = "LifecycleConfiguration"
    }
    references = { bucket = "written", id = "written bucket" }
  }

  example = <<-RUBY
    template :ageing do
      lake = aws_s3_bucket(:lake, { bucket: "lake-raw" })
      aws_s3_bucket_lifecycle_configuration(:lake, {
        bucket: lake.id,
        rule: [{
          id: "errors",
          status: "Enabled",
          filter: { prefix: "errors/" },
          expiration: { days: 30 }
        }]
      })
    end
  RUBY
}
