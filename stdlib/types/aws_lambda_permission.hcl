type "aws_lambda_permission" {
  summary  = "Who may invoke a Lambda function."
  replaces = ["action", "event_source_token", "function_name", "function_url_auth_type", "principal", "principal_org_id", "qualifier", "source_account", "source_arn", "statement_id", "statement_id_prefix"] # ForceNew in the provider

  cloudformation "AWS::Lambda::Permission" {
    replaces = ["action", "event_source_token", "function_name", "function_url_auth_type", "invoked_via_function_url", "principal", "principal_org_id", "source_account", "source_arn"] # createOnly in its schema
    properties = {
      principal_org_id    = "PrincipalOrgID"
      qualifier           = { missing = "write the qualifier behind the name: `function_name: \"NAME:QUALIFIER\"`" }
      statement_id        = { terraform = "CloudFormation makes the id of the statement up" }
      statement_id_prefix = { terraform = "CloudFormation makes the id of the statement up" }
    }
    references = {
      function_name = "written"
    }
  }

  example = <<-RUBY
    template :allowed do
      clean = aws_lambda_function(:clean, {
        function_name: "clean",
        role: function_role.arn,
        s3_bucket: "functions",
        s3_key: "clean.zip",
        handler: "index.handler",
        runtime: "nodejs22.x"
      })
      aws_lambda_permission(:firehose, {
        action: "lambda:InvokeFunction",
        function_name: clean.function_name,
        principal: "firehose.amazonaws.com",
        source_account: aws.account_id
      })
    end
  RUBY
}
