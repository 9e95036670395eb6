# Firehose delivery role with least privilege
firehose_delivery_role = aws_iam_role(:firehose_delivery, {
  name: "firehose-delivery-role",
  assume_role_policy: {
    Version: "2012-10-17",
    Statement: [{
      Effect: "Allow",
      Principal: {
        Service: "firehose.amazonaws.com"
      },
      Action: "sts:AssumeRole"
    }]
  }
})

# S3 permissions for delivery
firehose_s3_policy = aws_iam_policy(:firehose_s3_access, {
  name: "firehose-s3-delivery-policy",
  policy: {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: [
          "s3:AbortMultipartUpload",
          "s3:GetBucketLocation", 
          "s3:GetObject",
          "s3:ListBucket",
          "s3:ListBucketMultipartUploads",
          "s3:PutObject"
        ],
        Resource: [
          data_bucket.arn,
          "#{data_bucket.arn}/*"
        ]
      }
    ]
  }
})

# Glue catalog permissions for format conversion
firehose_glue_policy = aws_iam_policy(:firehose_glue_access, {
  name: "firehose-glue-catalog-policy", 
  policy: {
    Version: "2012-10-17",
    Statement: [{
      Effect: "Allow",
      Action: [
        "glue:GetDatabase",
        "glue:GetTable",
        "glue:GetTableVersion",
        "glue:GetTableVersions"
      ],
      Resource: [
        "arn:aws:glue:*:*:catalog",
        "arn:aws:glue:*:*:database/analytics_catalog",
        "arn:aws:glue:*:*:table/analytics_catalog/*"
      ]
    }]
  }
})
