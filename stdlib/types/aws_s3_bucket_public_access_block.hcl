type "aws_s3_bucket_public_access_block" {
  summary = "What keeps an S3 bucket from being public."

  cloudformation "" {
    properties = {
      bucket       = { nothing = true } # the one that it is a part of
      skip_destroy = { terraform = "" }
    }
    fold "bucket" {
      type = "aws_s3_bucket"
      into = "PublicAccessBlockConfiguration"
    }
    references = { bucket = "written", id = "written bucket" }
  }

  example = <<-RUBY
    template :closed do
      lake = aws_s3_bucket(:lake, { bucket: "lake-raw" })
      aws_s3_bucket_public_access_block(:lake, {
        bucket: lake.id,
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true
      })
    end
  RUBY
}
