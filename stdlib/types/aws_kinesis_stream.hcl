type "aws_kinesis_stream" {
  summary  = "A Kinesis data stream: an ordered log of records, read by shards."
  replaces = ["name"] # ForceNew in the provider

  example = <<-RUBY
    template :source do
      aws_kinesis_stream(:events, {
        name: "events",
        shard_count: 2,
        retention_period: 48,
        encryption_type: "KMS",
        kms_key_id: "alias/aws/kinesis"
      })
    end
  RUBY
}
