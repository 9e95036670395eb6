type "aws_glue_crawler" {
  summary  = "Finds tables in data that lie in S3 and elsewhere."
  json     = ["configuration"]
  replaces = ["name"] # ForceNew in the provider

  cloudformation "AWS::Glue::Crawler" {
    replaces = ["name"] # createOnly in its schema
    properties = {
      schedule                  = "Schedule.ScheduleExpression"
      security_configuration    = "CrawlerSecurityConfiguration"
      catalog_target            = "Targets.CatalogTargets[]"
      delta_target              = "Targets.DeltaTargets[]"
      dynamodb_target           = "Targets.DynamoDBTargets[]"
      hudi_target               = "Targets.HudiTargets[]"
      iceberg_target            = "Targets.IcebergTargets[]"
      jdbc_target               = "Targets.JdbcTargets[]"
      mongodb_target            = "Targets.MongoDBTargets[]"
      s3_target                 = "Targets.S3Targets[]"
      configuration             = { text = true }
      lineage_configuration     = { missing = "AWS::Glue::Crawler has no lineage: leave it out" }
      "mongodb_target.scan_all" = { missing = "AWS::Glue::Crawler scans MongoDB as a whole: leave it out", omit = ["true"] }
    }
    references = {
      id   = "Ref"
      name = "Ref"
    }
  }

  example = <<-RUBY
    template :found do
      aws_glue_crawler(:lake, {
        name: "lake",
        role: crawler_role.arn,
        database_name: "lake",
        schedule: "cron(15 2 * * ? *)",
        s3_target: [{ path: "s3://lake-raw/raw/" }]
      })
    end
  RUBY
}
