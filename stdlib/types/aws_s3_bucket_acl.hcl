type "aws_s3_bucket_acl" {
  summary  = "The canned access control list of an S3 bucket."
  replaces = ["bucket"] # ForceNew in the provider

  cloudformation "" {
    properties = {
      bucket                = { nothing = true } # the one that it is a part of
      expected_bucket_owner = { missing = "a stack has the buckets of its own account: leave it out" }

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
      access_control_policy = { missing = "AWS::S3::Bucket knows canned lists only: give `acl`, or an `aws_s3_bucket_policy`" }
    }
    fold "bucket" {
      type  = "aws_s3_bucket"
      into  = "AccessControl"
      value = "acl"
    }
    references = {
      bucket = "written"
      id     = "written bucket"
    }
  }

  example = <<-RUBY
    template :listed do
      lake = aws_s3_bucket(:lake, { bucket: "lake-raw-example" })
      aws_s3_bucket_ownership_controls(:lake, { bucket: lake.id, rule: { object_ownership: "BucketOwnerPreferred" } })
      aws_s3_bucket_acl(:lake, { bucket: lake.id, acl: "log-delivery-write" })
    end
  RUBY
}
