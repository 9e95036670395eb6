type "aws_s3_bucket_website_configuration" {
  summary  = "Serves an S3 bucket as a web site."
  json     = ["routing_rules"]
  replaces = ["bucket"] # ForceNew in the provider

  cloudformation "" {
    properties = {
      bucket                = { nothing = true } # the one that it is a part of
      expected_bucket_owner = { missing = "a stack has the buckets of its own account: leave it out" }

      error_document           = "."
      "error_document.key"     = "ErrorDocument"
      index_document           = "."
      "index_document.suffix"  = "IndexDocument"
      routing_rule             = "RoutingRules[]"
      "routing_rule.condition" = "RoutingRuleCondition"
      "routing_rule.redirect"  = "RedirectRule"
      routing_rules            = { missing = "give `routing_rule` blocks" }
    }
    fold "bucket" {
      type = "aws_s3_bucket"
      into = "WebsiteConfiguration"
    }
    references = {
      bucket = "written"
      id     = "written bucket"
    }
  }

  example = <<-RUBY
    template :site do
      pages = aws_s3_bucket(:pages, { bucket: "lake-pages-example" })
      aws_s3_bucket_website_configuration(:pages, {
        bucket: pages.id,
        index_document: { suffix: "index.html" },
        routing_rule: [{ condition: { key_prefix_equals: "old/" }, redirect: { replace_key_prefix_with: "new/" } }]
      })
    end
  RUBY
}
