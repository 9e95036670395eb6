rule "FH252" {
  name = "file-extension-hides-compression"
  severity = "warning"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration"]
  at = ["file_extension"]
  also = { "compression_format" = "compressed so" }
  with = {
    converted = self.data_format_conversion_configuration != null && try(self.data_format_conversion_configuration.enabled, true)
    format = converted ? (self.data_format_conversion_configuration.output_format_configuration.serializer.orc_ser_de != null ? ".orc" : ".parquet") : { GZIP = ".gz", ZIP = ".zip", Snappy = ".snappy", HADOOP_SNAPPY = ".snappy" }[self.compression_format]
  }

  case "hidden" {
    when = present(self.file_extension) && format != null && !(self.compression_format == "HADOOP_SNAPPY" && endswith(self.file_extension, ".hsnappy"))
    require = endswith(self.file_extension, format)
    message = "objects end in `${self.file_extension}`, which hides that they are `${format}`"
    help = "keep it: `${converted ? format : "${self.file_extension}${format}"}`"
  }

  case "pretended" {
    when = present(self.file_extension) && !converted && (self.compression_format == null || self.compression_format == "UNCOMPRESSED")
    require = !matches(self.file_extension, "[.](gz|zip|h?snappy)$")
    message = "objects end in `${self.file_extension}`, but they are not compressed"
    help = "write `compression_format`, or leave the suffix out"
  }

  why    = "`file_extension` replaces the extension that the service gives by itself, by which readers know the format."
  source = "Firehose API model 2015-08-04; Amazon Data Firehose developer guide, object name"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          compression_format: "GZIP",
          file_extension: ".json" # here
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          compression_format: "GZIP",
          file_extension: ".json.gz"
        }
      })
    end
  RUBY
}
