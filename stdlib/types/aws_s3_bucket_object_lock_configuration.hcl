type "aws_s3_bucket_object_lock_configuration" {
  summary  = "How long objects of an S3 bucket cannot be deleted."
  replaces = ["bucket"] # ForceNew in the provider

  cloudformation "" {
    properties = {
      bucket                = { nothing = true } # the one that it is a part of
      expected_bucket_owner = { missing = "a stack has the buckets of its own account: leave it out" }

      object_lock_enabled = { default = "Enabled" }
      token               = { missing = "ask AWS Support for it only where the bucket exists already" }
    }
    fold "bucket" {
      type = "aws_s3_bucket"
      into = "ObjectLockConfiguration"
    }
    references = {
      bucket = "written"
      id     = "written bucket"
    }
  }

  example = <<-RUBY
    template :locked do
      lake = aws_s3_bucket(:lake, { bucket: "lake-raw-example", object_lock_enabled: true })
      aws_s3_bucket_object_lock_configuration(:lake, { bucket: lake.id, rule: { default_retention: { mode: "GOVERNANCE", days: 30 } } })
    end
  RUBY
}
