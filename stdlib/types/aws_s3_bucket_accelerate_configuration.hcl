type "aws_s3_bucket_accelerate_configuration" {
  summary  = "Takes the way through the edge to an S3 bucket."
  replaces = ["bucket"] # ForceNew in the provider

  cloudformation "" {
    properties = {
      bucket                = { nothing = true } # the one that it is a part of
      expected_bucket_owner = { missing = "a stack has the buckets of its own account: leave it out" }
      status                = "AccelerationStatus"
    }
    fold "bucket" {
      type = "aws_s3_bucket"
      into = "AccelerateConfiguration"
    }
    references = {
      bucket = "written"
      id     = "written bucket"
    }
  }

  example = <<-RUBY
    template :fast do
      lake = aws_s3_bucket(:lake, { bucket: "lake-raw-example" })
      aws_s3_bucket_accelerate_configuration(:lake, { bucket: lake.id, status: "Enabled" })
    end
  RUBY
}
