rule "FH708" {
  name = "password-in-plain-text"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.redshift_configuration"]

  why       = "Who reads the template or what is made of it reads the password. An input brings it, or a secret; CloudFormation also takes a dynamic reference `ssm-secure` here, and nowhere else in a stream."
  unchecked = "E0510 tells it, as of every secret"
  source    = "advice; cfn-lint's list of properties with dynamic references"
}
