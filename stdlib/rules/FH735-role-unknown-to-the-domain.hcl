rule "FH735" {
  name = "role-unknown-to-the-domain"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "With fine-grained access control the delivery role is mapped inside the domain, besides what IAM allows it."
  unchecked = "the mapping of roles stands in the domain, not in a template"
  source    = "advice"
}
