type "aws_kinesis_stream" {
  summary  = "A Kinesis data stream: an ordered log of records, read by shards."
  replaces = ["name"] # ForceNew in the provider

  cloudformation "AWS::Kinesis::Stream" {
    replaces = ["name"] # createOnly in its schema
    properties = {
      arn                       = { missing = "" }
      retention_period          = "RetentionPeriodHours"
      shard_level_metrics       = "DesiredShardLevelMetrics"
      encryption_type           = { to = "StreamEncryption.EncryptionType", omit = ["NONE"] }
      kms_key_id                = "StreamEncryption.KeyId"
      max_record_size_in_kib    = "MaxRecordSizeInKiB"
      warm_throughput_mib_ps    = "WarmThroughputMiBps"
      enforce_consumer_deletion = { terraform = "" }
      tags                      = { pairs = ["Key", "Value"] }
    }
    references = {
      arn  = "GetAtt Arn"
      id   = "GetAtt Arn"
      name = "Ref"
    }
  }

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
