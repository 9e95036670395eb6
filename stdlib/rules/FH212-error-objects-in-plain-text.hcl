rule "FH212" {
  name = "error-objects-in-plain-text"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "Objects with failed records were seen in plain text under a key that ends in `.gz`; other accounts of the service expect gzip there. A reader tries to decompress them, and takes them for text when that fails."
  unchecked = "it is about who reads the objects"
  source    = "floci-io/floci captures, July 2026; conflicting"
}
