type "aws_s3_bucket_versioning" {
  summary = "Whether an S3 bucket keeps all versions of an object."

  cloudformation "" {
    properties = {
      bucket                                = { nothing = true } # the one that it is a part of
      expected_bucket_owner                 = { missing = "" }
      mfa                                   = { missing = "" }
      versioning_configuration              = "."
      "versioning_configuration.mfa_delete" = { missing = "", omit = ["Disabled"] }
    }
    fold "bucket" {
      type = "aws_s3_bucket"
      into = "VersioningConfiguration"
    }
    references = { bucket = "written", id = "written bucket" }
  }

  example = <<-RUBY
    template :versioned do
      lake = aws_s3_bucket(:lake, { bucket: "lake-raw" })
      aws_s3_bucket_versioning(:lake, { bucket: lake.id, versioning_configuration: { status: "Enabled" } })
    end
  RUBY
}
