rule "FH275" {
  name = "backup-block-malformed"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.*.s3_backup_configuration"]

  why       = "A backup block keeps all rules of prefixes, and has no error prefix of its own unless one is written."
  unchecked = "the rules of every S3 block tell it of a backup block too, FH201 to FH240"
  source    = "Amazon Data Firehose developer guide, custom prefixes"
}
