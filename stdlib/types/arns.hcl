# Kinds of ARN that an attribute may ask for. Patterns keep to what RE2, Java and
# ECMAScript read alike. Any partition: aws, aws-cn, aws-us-gov, aws-iso-b, …

arn "any" {
  words   = "an ARN"
  pattern = "^arn:aws(-[a-z]+)*:[a-z0-9-]+:[a-z0-9*-]*:[a-z0-9*-]*:.+$"
  accepts = [
    "arn:aws:s3:::lake",
    "arn:aws-cn:s3:::lake",
    "arn:aws:iam::aws:policy/ReadOnlyAccess",
    "arn:aws:glue:*:*:catalog",
  ]
  refuses = [
    "lake",
    "arn:aws",
    "arn:aws:s3",
  ]
  source = "IAM user guide, Amazon Resource Names"
}

arn "role" {
  words   = "the ARN of an IAM role"
  pattern = "^arn:aws(-[a-z]+)*:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]+$"
  accepts = [
    "arn:aws:iam::123456789012:role/firehose",
    "arn:aws-cn:iam::123456789012:role/team/fire.hose_x+=,@-",
  ]
  refuses = [
    "arn:aws:iam::123456789012:user/firehose",
    "arn:aws:s3:::lake",
    "firehose",
    "arn:aws:iam::123456789012:role/",
  ]
  source = "Firehose API model 2015-08-04, RoleARN"
}

arn "policy" {
  words   = "the ARN of an IAM policy"
  pattern = "^arn:aws(-[a-z]+)*:iam::([0-9]{12}|aws):policy/[A-Za-z0-9_+=,.@/-]+$"
  accepts = [
    "arn:aws:iam::123456789012:policy/p",
    "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
  ]
  refuses = [
    "ReadOnlyAccess",
    "arn:aws:iam::123456789012:role/p",
  ]
  source = "IAM user guide, identifiers"
}

arn "bucket" {
  words   = "the ARN of an S3 bucket"
  pattern = "^arn:aws(-[a-z]+)*:s3:::[A-Za-z0-9_.-]{1,255}$"
  accepts = [
    "arn:aws:s3:::lake",
    "arn:aws-us-gov:s3:::my.lake-1",
  ]
  refuses = [
    "lake",
    "arn:aws:iam::123456789012:role/lake",
    "s3://lake",
    "arn:aws:s3:::lake/*",
    "arn:aws:s3:::lake/raw/",
  ]
  source = "Firehose API model 2015-08-04, BucketARN"
}

arn "stream" {
  words   = "the ARN of a Kinesis data stream"
  pattern = "^arn:aws(-[a-z]+)*:kinesis:[a-z0-9-]+:[0-9]{12}:stream/[A-Za-z0-9_.-]+$"
  accepts = [
    "arn:aws:kinesis:us-east-1:123456789012:stream/events",
    "arn:aws-cn:kinesis:cn-north-1:123456789012:stream/e.v_e-1",
  ]
  refuses = [
    "events",
    "arn:aws:firehose:us-east-1:123456789012:deliverystream/events",
    "arn:aws:s3:::lake",
  ]
  source = "Firehose API model 2015-08-04, KinesisStreamARN"
}

arn "delivery_stream" {
  words   = "the ARN of a Firehose stream"
  pattern = "^arn:aws(-[a-z]+)*:firehose:[a-z0-9-]+:[0-9]{12}:deliverystream/[A-Za-z0-9_.-]+$"
  accepts = [
    "arn:aws:firehose:us-east-1:123456789012:deliverystream/events",
  ]
  refuses = [
    "arn:aws:kinesis:us-east-1:123456789012:stream/events",
    "events",
  ]
  source = "Firehose API model 2015-08-04, DeliveryStreamARN"
}

arn "cluster" {
  words   = "the ARN of an MSK cluster"
  pattern = "^arn:aws(-[a-z]+)*:kafka:[a-z0-9-]+:[0-9]{12}:cluster/[A-Za-z0-9_./-]+$"
  accepts = [
    "arn:aws:kafka:us-east-1:123456789012:cluster/orders/1234abcd-12ab-34cd-56ef-1234567890ab-5",
  ]
  refuses = [
    "orders",
    "arn:aws:kinesis:us-east-1:123456789012:stream/orders",
  ]
  source = "Firehose API model 2015-08-04, MSKClusterARN; service authorization reference, MSK"
}

arn "domain" {
  words   = "the ARN of an OpenSearch domain"
  pattern = "^arn:aws(-[a-z]+)*:es:[a-z0-9-]+:[0-9]{12}:domain/[a-z][a-z0-9-]{2,27}$"
  accepts = [
    "arn:aws:es:eu-west-1:123456789012:domain/logs",
    "arn:aws-us-gov:es:us-gov-west-1:123456789012:domain/a-1",
  ]
  refuses = [
    "logs",
    "arn:aws:aoss:eu-west-1:123456789012:collection/logs",
    "https://search-logs.example.com",
    "arn:aws:es:eu-west-1:123456789012:domain/logs/*",
  ]
  source = "Firehose API model 2015-08-04, AmazonopensearchserviceDomainARN"
}

arn "collection" {
  words   = "the ARN of an OpenSearch Serverless collection"
  pattern = "^arn:aws(-[a-z]+)*:aoss:[a-z0-9-]+:[0-9]{12}:collection/[a-z0-9-]+$"
  accepts = [
    "arn:aws:aoss:eu-west-1:123456789012:collection/07tjusf2h91cunochc",
  ]
  refuses = [
    "arn:aws:es:eu-west-1:123456789012:domain/logs",
    "logs",
  ]
  source = "service authorization reference, OpenSearch Serverless"
}

arn "lambda" {
  words   = "the ARN of a Lambda function, with or without a version or alias"
  pattern = "^arn:aws(-[a-z]+)*:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]+(:([$]LATEST|[A-Za-z0-9_-]+))?$"
  accepts = [
    "arn:aws:lambda:us-east-1:123456789012:function:clean",
    "arn:aws:lambda:us-east-1:123456789012:function:clean:$LATEST",
    "arn:aws-cn:lambda:cn-north-1:123456789012:function:clean_1:live",
    "arn:aws:lambda:us-east-1:123456789012:function:clean:7",
  ]
  refuses = [
    "clean",
    "arn:aws:iam::123456789012:role/clean",
    "arn:aws:lambda:us-east-1:123456789012:layer:clean:1",
  ]
  source = "Lambda API reference, FunctionName"
}

arn "key" {
  words   = "the ARN of a KMS key, not of an alias"
  pattern = "^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$"
  accepts = [
    "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    "arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab",
  ]
  refuses = [
    "1234abcd-12ab-34cd-56ef-1234567890ab",
    "arn:aws:kms:us-east-1:123456789012:alias/lake",
    "arn:aws:iam::123456789012:role/key",
  ]
  source = "KMS developer guide, key identifiers"
}

arn "key_or_alias" {
  words   = "the ARN of a KMS key or alias"
  pattern = "^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:(key|alias)/[A-Za-z0-9_+=,.@/-]+$"
  accepts = [
    "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    "arn:aws:kms:us-east-1:123456789012:alias/lake",
  ]
  refuses = [
    "alias/lake",
    "arn:aws:iam::123456789012:role/key",
  ]
  source = "Firehose API model 2015-08-04, AWSKMSKeyARN"
}

arn "log_group" {
  words   = "the ARN of a CloudWatch Logs group"
  pattern = "^arn:aws(-[a-z]+)*:logs:[a-z0-9-]+:[0-9]{12}:log-group:[A-Za-z0-9_./#-]+(:[*])?$"
  accepts = [
    "arn:aws:logs:us-east-1:123456789012:log-group:/aws/kinesisfirehose/raw",
    "arn:aws:logs:us-east-1:123456789012:log-group:/aws/kinesisfirehose/raw:*",
  ]
  refuses = [
    "/aws/kinesisfirehose/raw",
    "arn:aws:s3:::lake",
  ]
  source = "CloudWatch Logs API reference, logGroupName; service authorization reference"
}

arn "topic" {
  words   = "the ARN of an SNS topic"
  pattern = "^arn:aws(-[a-z]+)*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}([.]fifo)?$"
  accepts = [
    "arn:aws:sns:us-east-1:123456789012:alerts",
    "arn:aws:sns:us-east-1:123456789012:alerts.fifo",
  ]
  refuses = [
    "alerts",
    "arn:aws:sqs:us-east-1:123456789012:alerts/x",
  ]
  source = "SNS API reference, CreateTopic"
}

arn "secret" {
  words   = "the ARN of a secret in Secrets Manager"
  pattern = "^arn:aws(-[a-z]+)*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+$"
  accepts = [
    "arn:aws:secretsmanager:us-east-1:123456789012:secret:redshift/firehose-AbCdEf",
  ]
  refuses = [
    "redshift/firehose",
    "arn:aws:ssm:us-east-1:123456789012:parameter/p",
  ]
  source = "Firehose API model 2015-08-04, SecretARN"
}

arn "glue_catalog" {
  words   = "the ARN of a Glue data catalog, not of a database or table"
  pattern = "^arn:aws(-[a-z]+)*:glue:[a-z0-9-]+:[0-9]{12}:catalog(/[a-z0-9_-]+){0,2}$"
  accepts = [
    "arn:aws:glue:us-east-1:123456789012:catalog",
    "arn:aws:glue:us-east-1:123456789012:catalog/s3tablescatalog/lake",
  ]
  refuses = [
    "arn:aws:glue:us-east-1:123456789012:database/lake",
    "lake",
  ]
  source = "Firehose API model 2015-08-04, GlueDataCatalogARN"
}

arn "glue" {
  words   = "the ARN of a Glue catalog, database or table"
  pattern = "^arn:aws(-[a-z]+)*:glue:[a-z0-9*-]+:[0-9*]+:(catalog|database|table)(/.+)?$"
  accepts = [
    "arn:aws:glue:us-east-1:123456789012:catalog",
    "arn:aws:glue:us-east-1:123456789012:table/lake/raw",
  ]
  refuses = [
    "lake/raw",
    "arn:aws:s3:::lake",
  ]
  source = "service authorization reference, Glue"
}
