# What a Firehose stream needs of IAM: who may do what to what, by source,
# destination and feature.
#
# A `permission` holds of every block that `on` matches (a path of the stream's
# type; "" is the stream itself) and in which `when` holds. Words of `when`: a
# value; "*" the member is there; "-" it is not; "!x" it is not there, or is not x.
#
# `to` says whose policy it is: of the role that the block names (role, the
# default), of who may assume that role (trust), of a producer, of who deploys,
# or of the bucket, domain, collection, cluster or key itself.
#
# Members are named by their path from the block: parent and root go up,
# parameter.X is a processor's parameter, x@y is member y of the resource that x
# refers to, x@type/z.y member y of the resource of that type whose z refers to
# it as well. In braces they are put into a text, with | for what stands in when
# a member is absent and 'text' for the text itself:
#   {partition} {region} {account}   of the deployment
#   {role}                           the role that the block names
#   {static prefix}                  what stands before the first expression
#   {key kms_key_arn}                the ARN of the key that an ARN, id or alias names
#   {topic msk_cluster_arn}          cluster/name/uuid, of a topic or group in it
#   {domain cluster_endpoint}        the ARN of the domain that answers there
#   {bucket x@location}              the ARN of the bucket of an s3:// address
#   {collection collection_endpoint} the ARN, or the name, of a collection
#
# An advisory permission is given, but its lack is not told: no source demands it.
# Guide: Amazon Data Firehose developer guide, controlling access, 2023 and today.
# FDM: terraform-aws-kinesis-firehose, the module of the community.

# Who may assume a role.

permission "T1" {
  to        = "trust"
  sid       = "AssumeRole"
  on        = ["**"]
  when      = { own_role = "*" }
  principal = { Service = "firehose.amazonaws.com" }
  actions   = ["sts:AssumeRole"]
  condition "StringEquals" "sts:ExternalId" { values = ["{account}"] }
  source = "Guide; the condition keeps a confused deputy out (guide of 2023)"
}
permission "T2" {
  to     = "trust"
  sid    = "AssumeRole"
  on     = ["msk_source_configuration.authentication_configuration"]
  principal = { Service = "firehose.amazonaws.com" }
  actions   = ["sts:AssumeRole"]
  source = "Guide; FDM leaves the condition out for an MSK source"
}

# S3: data, errors and backup.

permission "S1" {
  sid       = "ReachBucket"
  on        = ["extended_s3_configuration", "**.s3_configuration"]
  actions   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
  resources = ["{bucket_arn}"]
  source    = "Guide; service authorization reference, Amazon S3: these are about the bucket"
}
permission "S1" {
  sid       = "WriteObjects"
  on        = ["extended_s3_configuration", "**.s3_configuration"]
  actions   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
  resources = ["{bucket_arn}/*"]
  source    = "Guide; service authorization reference, Amazon S3: these are about its objects"
}
permission "S1" {
  sid       = "ReachBucket"
  on        = ["**.s3_backup_configuration"]
  when      = { "parent.s3_backup_mode" = "Enabled" }
  actions   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
  resources = ["{bucket_arn}"]
  source    = "Guide"
}
permission "S1" {
  sid       = "WriteObjects"
  on        = ["**.s3_backup_configuration"]
  when      = { "parent.s3_backup_mode" = "Enabled" }
  actions   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
  resources = ["{bucket_arn}/*"]
  source    = "Guide"
}
permission "S2" {
  sid       = "OwnObjects"
  on        = ["extended_s3_configuration", "**.s3_configuration", "**.s3_backup_configuration"]
  when      = { other_account = "bucket_arn" }
  actions   = ["s3:PutObjectAcl"]
  resources = ["{bucket_arn}/*"]
  source    = "Guide of 2023, bucket of another account"
}
permission "S2" {
  to        = "bucket"
  sid       = "ReachBucket"
  on        = ["extended_s3_configuration", "**.s3_configuration", "**.s3_backup_configuration"]
  when      = { other_account = "bucket_arn" }
  of        = "{bucket_arn}"
  principal = { AWS = "{role}" }
  actions   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
  resources = ["{bucket_arn}"]
  source    = "Guide of 2023, bucket of another account"
}
permission "S2" {
  to        = "bucket"
  sid       = "WriteObjects"
  on        = ["extended_s3_configuration", "**.s3_configuration", "**.s3_backup_configuration"]
  when      = { other_account = "bucket_arn" }
  of        = "{bucket_arn}"
  principal = { AWS = "{role}" }
  actions   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject", "s3:PutObjectAcl"]
  resources = ["{bucket_arn}/*"]
  source    = "Guide of 2023, bucket of another account"
}
permission "S3" {
  sid       = "EncryptObjects"
  on        = ["extended_s3_configuration", "**.s3_configuration", "**.s3_backup_configuration"]
  when      = { kms_key_arn = "*" }
  actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
  resources = ["{key kms_key_arn}"]
  condition "StringEquals" "kms:ViaService" { values = ["s3.{region}.amazonaws.com"] }
  condition "StringLike" "kms:EncryptionContext:aws:s3:arn" {
    values = ["{bucket_arn}/{static prefix}*", "{bucket_arn}/{static error_output_prefix}*"]
  }
  source = "Guide of 2023; FDM"
}
permission "S3" {
  sid       = "EncryptObjects"
  on        = ["extended_s3_configuration", "**.s3_configuration", "**.s3_backup_configuration"]
  when = {
    kms_key_arn                                                                                                                                            = "-"
    "bucket_arn@aws_s3_bucket_server_side_encryption_configuration/bucket.rule.apply_server_side_encryption_by_default.kms_master_key_id" = "*"
  }
  actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
  resources = ["{key bucket_arn@aws_s3_bucket_server_side_encryption_configuration/bucket.rule.apply_server_side_encryption_by_default.kms_master_key_id}"]
  condition "StringEquals" "kms:ViaService" { values = ["s3.{region}.amazonaws.com"] }
  source = "Guide of 2023; the bucket encrypts by itself with a key of the customer"
}

# Logs.

permission "L1" {
  sid       = "WriteLogs"
  on        = ["**.cloudwatch_logging_options"]
  when      = { enabled = "true" }
  actions   = ["logs:PutLogEvents"]
  resources = ["arn:{partition}:logs:{region}:{account}:log-group:{log_group_name}:log-stream:{log_stream_name|'*'}"]
  source    = "Guide of 2023; FDM"
}

# Processors and format conversion.

permission "F1" {
  sid       = "TransformRecords"
  on        = ["**.processors"]
  when      = { type = "Lambda", "parent.enabled" = "!false" }
  actions   = ["lambda:GetFunctionConfiguration", "lambda:InvokeFunction"]
  resources = ["{parameter.LambdaArn}"]
  source    = "Guide of 2023; FDM"
}
permission "G1" {
  sid       = "ReadSchema"
  on        = ["**.schema_configuration"]
  when      = { "parent.enabled" = "!false" }
  actions   = ["glue:GetTable", "glue:GetTableVersion", "glue:GetTableVersions"]
  resources = [
    "arn:{partition}:glue:{region}:{catalog_id|account}:catalog",
    "arn:{partition}:glue:{region}:{catalog_id|account}:database/{database_name}",
    "arn:{partition}:glue:{region}:{catalog_id|account}:table/{database_name}/{table_name}",
  ]
  source = "Guide; FDM"
}
permission "G2" {
  sid       = "ReadRegisteredSchema"
  on        = ["**.schema_configuration"]
  when      = { "parent.enabled" = "!false", "table_name@storage_descriptor.schema_reference" = "*" }
  actions   = ["glue:GetSchemaVersion"]
  resources = ["*"]
  source    = "Guide"
}

# Sources.

permission "K1" {
  sid       = "ReadSource"
  on        = ["kinesis_source_configuration"]
  actions   = ["kinesis:DescribeStream", "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"]
  resources = ["{kinesis_stream_arn}"]
  source    = "Guide of 2023; FDM"
}
permission "K2" {
  sid       = "DecryptSource"
  on        = ["kinesis_source_configuration"]
  when      = { "kinesis_stream_arn@encryption_type" = "KMS", "kinesis_stream_arn@kms_key_id" = "!alias/aws/kinesis" }
  actions   = ["kms:Decrypt"]
  resources = ["{key kinesis_stream_arn@kms_key_id}"]
  condition "StringEquals" "kms:ViaService" { values = ["kinesis.{region}.amazonaws.com"] }
  condition "StringLike" "kms:EncryptionContext:aws:kinesis:arn" { values = ["{kinesis_stream_arn}"] }
  source = "FDM"
}
permission "M1" {
  sid       = "ReachCluster"
  on        = ["msk_source_configuration.authentication_configuration"]
  actions   = ["kafka-cluster:Connect", "kafka:DescribeCluster", "kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers"]
  resources = ["{parent.msk_cluster_arn}"]
  source    = "Guide; FDM"
}
permission "M2" {
  sid       = "ReadTopic"
  on        = ["msk_source_configuration.authentication_configuration"]
  actions   = ["kafka-cluster:DescribeTopic", "kafka-cluster:DescribeTopicDynamicConfiguration", "kafka-cluster:ReadData"]
  resources = ["arn:{partition}:kafka:{region}:{account}:topic/{topic parent.msk_cluster_arn}/{parent.topic_name}"]
  source    = "Guide; FDM"
}
permission "M3" {
  sid       = "ReadGroups"
  on        = ["msk_source_configuration.authentication_configuration"]
  actions   = ["kafka-cluster:DescribeGroup"]
  resources = ["arn:{partition}:kafka:{region}:{account}:group/{topic parent.msk_cluster_arn}/*"]
  source    = "Guide; FDM"
}
permission "M4" {
  to        = "cluster"
  sid       = "ConnectFirehose"
  on        = ["msk_source_configuration.authentication_configuration"]
  when      = { connectivity = "PRIVATE" }
  of        = "{parent.msk_cluster_arn}"
  principal = { Service = "firehose.amazonaws.com" }
  actions   = ["kafka:CreateVpcConnection", "kafka:DescribeCluster", "kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers"]
  resources = ["{parent.msk_cluster_arn}"]
  source    = "Guide; only CreateVpcConnection is sourced in full"
}

# Search.

permission "O1" {
  sid       = "IndexDocuments"
  on        = ["opensearch_configuration", "elasticsearch_configuration"]
  actions   = ["es:DescribeDomain", "es:DescribeDomainConfig", "es:DescribeDomains", "es:ESHttpPost", "es:ESHttpPut"]
  resources = ["{domain_arn|domain cluster_endpoint}", "{domain_arn|domain cluster_endpoint}/*"]
  source    = "Guide of 2023; FDM"
}
permission "O2" {
  sid     = "ReadDomain"
  on      = ["opensearch_configuration", "elasticsearch_configuration"]
  actions = ["es:ESHttpGet"]
  resources = [
    "{domain_arn|domain cluster_endpoint}/_all/_settings",
    "{domain_arn|domain cluster_endpoint}/_cluster/stats",
    "{domain_arn|domain cluster_endpoint}/{index_name}*/_mapping/{type_name|'*'}",
    "{domain_arn|domain cluster_endpoint}/_nodes",
    "{domain_arn|domain cluster_endpoint}/_nodes/stats",
    "{domain_arn|domain cluster_endpoint}/_nodes/*/stats",
    "{domain_arn|domain cluster_endpoint}/_stats",
    "{domain_arn|domain cluster_endpoint}/{index_name}*/_stats",
  ]
  source = "Guide of 2023; FDM"
}
permission "O3" {
  to        = "domain"
  sid       = "ReadDomain"
  on        = ["opensearch_configuration", "elasticsearch_configuration"]
  when      = { domain_arn = "-", cluster_endpoint = "*" }
  of        = "{domain cluster_endpoint}"
  principal = { AWS = "{role}" }
  actions   = ["es:ESHttpGet"]
  resources = [
    "{domain cluster_endpoint}/_all/_settings",
    "{domain cluster_endpoint}/_cluster/stats",
    "{domain cluster_endpoint}/{index_name}*/_mapping/{type_name|'*'}",
    "{domain cluster_endpoint}/_nodes",
    "{domain cluster_endpoint}/_nodes/stats",
    "{domain cluster_endpoint}/_nodes/*/stats",
    "{domain cluster_endpoint}/_stats",
    "{domain cluster_endpoint}/{index_name}*/_stats",
  ]
  source = "Guide of 2023, domain of another account: such a stream names the endpoint"
}
permission "A1" {
  sid       = "ReachCollection"
  on        = ["opensearchserverless_configuration"]
  actions   = ["aoss:APIAccessAll"]
  resources = ["{collection collection_endpoint}"]
  source    = "Guide; FDM"
}
permission "A2" {
  to        = "collection"
  sid       = "WriteDocuments"
  on        = ["opensearchserverless_configuration"]
  of        = "{collection collection_endpoint}"
  principal = { AWS = "{role}" }
  actions   = ["aoss:CreateIndex", "aoss:UpdateIndex", "aoss:WriteDocument"]
  resources = ["index/{collection_name collection_endpoint}/{index_name}"]
  source    = "Guide; the guide of 2023 has no UpdateIndex"
}
permission "V1" {
  sid = "AttachToVpc"
  on  = ["**.vpc_config"]
  actions = [
    "ec2:CreateNetworkInterface", "ec2:CreateNetworkInterfacePermission", "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets",
    "ec2:DescribeVpcAttribute", "ec2:DescribeVpcs",
  ]
  resources = ["*"]
  source    = "Firehose API model, VpcConfiguration; guide of 2023; FDM"
}

# Iceberg tables. Redshift, Splunk, HTTP endpoints and Snowflake are reached
# with credentials of their own: beyond S3, logs, Lambda and the secret they
# need nothing, and neither does PrivateLink. The provider has no databases as
# sources; beyond their secret nothing is known that they need.

permission "I1" {
  sid     = "UpdateTables"
  on      = ["iceberg_configuration.destination_table_configuration"]
  actions = ["glue:GetDatabase", "glue:GetTable", "glue:UpdateTable"]
  resources = [
    "{parent.catalog_arn}",
    "arn:{partition}:glue:{region}:{account}:database/{database_name}",
    "arn:{partition}:glue:{region}:{account}:table/{database_name}/{table_name}",
  ]
  source = "Guide; FDM"
}
permission "I1" {
  sid     = "UpdateTables"
  on      = ["iceberg_configuration"]
  when    = { destination_table_configuration = "-" }
  actions = ["glue:GetDatabase", "glue:GetTable", "glue:UpdateTable"]
  resources = [
    "{catalog_arn}",
    "arn:{partition}:glue:{region}:{account}:database/*",
    "arn:{partition}:glue:{region}:{account}:table/*/*",
  ]
  source = "Guide; which tables they are a Lambda function or query decides for each record"
}
permission "I2" {
  sid       = "ReachTables"
  on        = ["iceberg_configuration.destination_table_configuration"]
  when      = { "parent.catalog_arn" = "!~s3tablescatalog", "table_name@storage_descriptor.location" = "*" }
  actions   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
  resources = ["{bucket table_name@storage_descriptor.location}"]
  source    = "Guide, for the bucket of a table"
}
permission "I2" {
  sid       = "WriteTables"
  on        = ["iceberg_configuration.destination_table_configuration"]
  when      = { "parent.catalog_arn" = "!~s3tablescatalog", "table_name@storage_descriptor.location" = "*" }
  actions   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
  resources = ["{bucket table_name@storage_descriptor.location}/*"]
  source    = "Guide, for the bucket of a table"
}
permission "I2" {
  sid       = "DeleteDataFiles"
  on        = ["iceberg_configuration"]
  when      = { catalog_arn = "!~s3tablescatalog" }
  advisory  = true
  actions   = ["s3:DeleteObject"]
  resources = ["{bucket destination_table_configuration.table_name@storage_descriptor.location|s3_configuration.bucket_arn}/*"]
  source    = "No page of AWS asks for it; rows that change leave data files to delete"
}
permission "I3" {
  sid     = "UpdateTableBuckets"
  on      = ["iceberg_configuration"]
  when    = { catalog_arn = "~s3tablescatalog" }
  actions = ["glue:GetDatabase", "glue:GetTable", "glue:UpdateTable"]
  resources = [
    "arn:{partition}:glue:{region}:{account}:catalog/s3tablescatalog",
    "arn:{partition}:glue:{region}:{account}:catalog/s3tablescatalog/*",
    "arn:{partition}:glue:{region}:{account}:database/s3tablescatalog/*",
    "arn:{partition}:glue:{region}:{account}:table/s3tablescatalog/*",
  ]
  source = "Guide, tables in S3 Tables"
}
permission "I3" {
  sid       = "ReadTableData"
  on        = ["iceberg_configuration"]
  when      = { catalog_arn = "~s3tablescatalog" }
  actions   = ["lakeformation:GetDataAccess"]
  resources = ["*"]
  source    = "Guide, tables in S3 Tables"
}

# Secrets.

permission "X1" {
  sid       = "ReadSecret"
  on        = ["**.secrets_manager_configuration"]
  when      = { enabled = "!false" }
  actions   = ["secretsmanager:GetSecretValue"]
  resources = ["{secret_arn}"]
  source    = "Guide, using Secrets Manager; FDM"
}
permission "X2" {
  sid       = "DecryptSecret"
  on        = ["**.secrets_manager_configuration"]
  when      = { enabled = "!false", "secret_arn@kms_key_id" = "*" }
  actions   = ["kms:Decrypt"]
  resources = ["{key secret_arn@kms_key_id}"]
  condition "StringEquals" "kms:ViaService" { values = ["secretsmanager.{region}.amazonaws.com"] }
  source = "Guide, using Secrets Manager; FDM"
}

# The key of the stream itself. The service works with a grant that it makes
# with the rights of the caller: the role needs nothing.

permission "E1" {
  to        = "key"
  sid       = "GrantToFirehose"
  on        = ["server_side_encryption"]
  when      = { enabled = "true", key_type = "CUSTOMER_MANAGED_CMK", key_arn = "*" }
  of        = "{key key_arn}"
  principal = { AWS = "arn:{partition}:iam::{account}:root" }
  actions   = ["kms:CreateGrant", "kms:DescribeKey", "kms:RevokeGrant"]
  resources = ["*"]
  condition "StringEquals" "kms:ViaService" { values = ["firehose.{region}.amazonaws.com"] }
  source = "Firehose API model, DeliveryStreamEncryptionConfigurationInput"
}

# Producers, and who deploys.

permission "P1" {
  to        = "producer"
  sid       = "PutRecords"
  on        = [""]
  when      = { kinesis_source_configuration = "-", msk_source_configuration = "-" }
  actions   = ["firehose:PutRecord", "firehose:PutRecordBatch"]
  resources = ["arn:{partition}:firehose:{region}:{account}:deliverystream/{name}"]
  source    = "Guide of 2023"
}
permission "D1" {
  to  = "deployer"
  sid = "ManageStream"
  on  = [""]
  actions = [
    "firehose:CreateDeliveryStream", "firehose:DeleteDeliveryStream", "firehose:DescribeDeliveryStream",
    "firehose:ListTagsForDeliveryStream", "firehose:StartDeliveryStreamEncryption",
    "firehose:StopDeliveryStreamEncryption", "firehose:TagDeliveryStream", "firehose:UntagDeliveryStream",
    "firehose:UpdateDestination",
  ]
  resources = ["arn:{partition}:firehose:{region}:{account}:deliverystream/{name}"]
  source    = "CloudFormation registry schema, handlers; TagDeliveryStream already when the stream is made with tags"
}
permission "D2" {
  to        = "deployer"
  sid       = "PassRoles"
  on        = ["**"]
  when      = { own_role = "*" }
  actions   = ["iam:GetRole", "iam:PassRole"]
  resources = ["{role}"]
  source    = "CloudFormation registry schema, handlers"
}
permission "D3" {
  to        = "deployer"
  sid       = "GrantKey"
  on        = ["server_side_encryption"]
  when      = { enabled = "true", key_type = "CUSTOMER_MANAGED_CMK", key_arn = "*" }
  actions   = ["kms:CreateGrant", "kms:DescribeKey", "kms:RevokeGrant"]
  resources = ["{key key_arn}"]
  source    = "CloudFormation registry schema, handlers; Firehose API model"
}
