type "aws_s3_bucket_ownership_controls" {
  summary = "Who owns the objects that are put into an S3 bucket."

  cloudformation "" {
    properties = {
      bucket = { nothing = true } # the one that it is a part of
      rule   = "Rules[]"
    }
    fold "bucket" {
      type = "aws_s3_bucket"
      into = "OwnershipControls"
    }
    references = { bucket = "written", id = "written bucket" }
  }

  example = <<-RUBY
    template :owned do
      lake = aws_s3_bucket(:lake, { bucket: "lake-raw" })
      aws_s3_bucket_ownership_controls(:lake, { bucket: lake.id, rule: { object_ownership: "BucketOwnerEnforced" } })
    end
  RUBY
}
