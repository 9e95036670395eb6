type "aws_s3_bucket_policy" {
  summary = "The resource policy of an S3 bucket."

  cloudformation "AWS::S3::BucketPolicy" {
    replaces = ["bucket"] # createOnly in its schema
    properties = {
      policy = "PolicyDocument"
    }
    references = { bucket = "written", id = "written bucket" }
  }

  example = <<-RUBY
    template :shared do
      lake = aws_s3_bucket(:lake, { bucket: "lake-raw" })
      aws_s3_bucket_policy(:lake, {
        bucket: lake.id,
        policy: {
          Version: "2012-10-17",
          Statement: [{
            Sid: "TLS",
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: [lake.arn, "#{lake.arn}/*"],
            Condition: { Bool: { "aws:SecureTransport": "false" } }
          }]
        }
      })
    end
  RUBY
}
