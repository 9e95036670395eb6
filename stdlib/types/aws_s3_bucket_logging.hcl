type "aws_s3_bucket_logging" {
  summary  = "Where the access log of an S3 bucket goes."
  replaces = ["bucket"] # ForceNew in the provider

  cloudformation "" {
    properties = {
      bucket                = { nothing = true } # the one that it is a part of
      expected_bucket_owner = { missing = "a stack has the buckets of its own account: leave it out" }

      target_bucket                                 = "DestinationBucketName"
      target_prefix                                 = "LogFilePrefix"
      target_grant                                  = { missing = "AWS::S3::Bucket grants nothing on log objects: give the target an `aws_s3_bucket_policy`" }
      target_object_key_format                      = "TargetObjectKeyFormat"
      "target_object_key_format.partitioned_prefix" = "PartitionedPrefix"
      "target_object_key_format.simple_prefix"      = "SimplePrefix"
    }
    fold "bucket" {
      type = "aws_s3_bucket"
      into = "LoggingConfiguration"
    }
    references = {
      bucket = "written"
      id     = "written bucket"
    }
  }

  example = <<-RUBY
    template :logged do
      logs = aws_s3_bucket(:logs, { bucket: "lake-logs-example" })
      lake = aws_s3_bucket(:lake, { bucket: "lake-raw-example" })
      aws_s3_bucket_logging(:lake, { bucket: lake.id, target_bucket: logs.id, target_prefix: "lake/" })
    end
  RUBY
}
