type "aws_cloudwatch_log_group" {
  summary  = "A group of CloudWatch log streams."
  replaces = ["name", "name_prefix"] # ForceNew in the provider

  example = <<-RUBY
    template :logs do
      aws_cloudwatch_log_group(:raw, { name: "/aws/kinesisfirehose/raw", retention_in_days: 30 })
    end
  RUBY
}
