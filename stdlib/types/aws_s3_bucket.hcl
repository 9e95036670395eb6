type "aws_s3_bucket" {
  summary  = "An S3 bucket."
  json     = ["policy", "website.routing_rules"]
  replaces = ["bucket", "bucket_prefix"] # ForceNew in the provider

  reference "replication_configuration.role" { arn = "role" }
  reference "replication_configuration.rules.destination.bucket" { arn = "bucket" }

  example = <<-RUBY
    template :storage do
      aws_s3_bucket(:lake, { bucket: "lake-raw", tags: { Team: "data" } })
    end
  RUBY
}
