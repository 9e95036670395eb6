type "aws_s3_bucket_cors_configuration" {
  summary  = "Which web pages may read an S3 bucket."
  replaces = ["bucket"] # ForceNew in the provider

  cloudformation "" {
    properties = {
      bucket                = { nothing = true } # the one that it is a part of
      expected_bucket_owner = { missing = "a stack has the buckets of its own account: leave it out" }

      cors_rule                   = "CorsRules[]"
      "cors_rule.expose_headers"  = "ExposedHeaders"
      "cors_rule.max_age_seconds" = "MaxAge"
    }
    fold "bucket" {
      type = "aws_s3_bucket"
      into = "CorsConfiguration"
    }
    references = {
      bucket = "written"
      id     = "written bucket"
    }
  }

  example = <<-RUBY
    template :asked do
      lake = aws_s3_bucket(:lake, { bucket: "lake-raw-example" })
      aws_s3_bucket_cors_configuration(:lake, {
        bucket: lake.id,
        cors_rule: [{ allowed_methods: ["GET"], allowed_origins: ["https://example.com"] }]
      })
    end
  RUBY
}
