rule "FH260" {
  name = "time-zone-the-service-does-not-know"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration"]
  at = ["custom_time_zone"]
  with = {
    zones = time_zones()
    instead = { "Africa/Asmara" = "Africa/Asmera", "America/Argentina/Buenos_Aires" = "America/Buenos_Aires", "America/Detroit" = "America/New_York", "America/Indiana/Indianapolis" = "America/Indianapolis", "America/Nuuk" = "America/Godthab", "America/Toronto" = "America/New_York", "Asia/Ho_Chi_Minh" = "Asia/Saigon", "Asia/Kathmandu" = "Asia/Katmandu", "Asia/Kolkata" = "Asia/Calcutta", "Asia/Macau" = "Asia/Macao", "Asia/Makassar" = "Asia/Ujung_Pandang", "Asia/Yangon" = "Asia/Rangoon", "Atlantic/Faroe" = "Atlantic/Faeroe", "CST" = "America/Chicago", "EST" = "America/New_York", "Etc/GMT" = "UTC", "Etc/UTC" = "UTC", "Europe/Bratislava" = "Europe/Prague", "Europe/Kyiv" = "Europe/Kiev", "Europe/Zagreb" = "Europe/Belgrade", "GMT" = "UTC", "MST" = "America/Denver", "PST" = "America/Los_Angeles", "Pacific/Chuuk" = "Pacific/Truk", "Pacific/Kanton" = "Pacific/Enderbury", "Pacific/Pohnpei" = "Pacific/Ponape" }[self.custom_time_zone]
    near = try(instead, nearest(self.custom_time_zone, zones))
  }
  when = present(self.custom_time_zone) && length(self.custom_time_zone) <= 50
  require = contains(zones, self.custom_time_zone)
  message = "`custom_time_zone` is `${self.custom_time_zone}`, which is none that the service takes"
  help = "${near == null ? "" : "write `${near}`"}"

  why    = "The service has a list of its own: areas with towns, in the names of some years ago, and `UTC`. The pattern of the API model has no `-`, yet names with one are taken."
  source = "Amazon Data Firehose developer guide, object name; cdk-preflight pf-firehose-custom-time-zone (recorded refusal, September 2026)"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          custom_time_zone: "Asia/Kolkata" # here
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
          custom_time_zone: "Asia/Calcutta"
        }
      })
    end
  RUBY
}
