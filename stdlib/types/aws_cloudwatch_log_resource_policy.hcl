type "aws_cloudwatch_log_resource_policy" {
  summary  = "Which services may write to the log groups of an account."
  json     = ["policy_document"]
  replaces = ["policy_name"] # ForceNew in the provider

  cloudformation "AWS::Logs::ResourcePolicy" {
    replaces = ["policy_name"] # createOnly in its schema
    needs    = ["policy_name"]
    properties = {
      policy_document = { text = true }
      resource_arn    = { missing = "CloudFormation has the policy of the account only" }
    }
    references = {
      id          = "Ref"
      policy_name = "Ref"
    }
  }

  example = <<-RUBY
    template :allowed do
      aws_cloudwatch_log_resource_policy(:delivery, {
        policy_name: "delivery",
        policy_document: {
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: { Service: "delivery.logs.amazonaws.com" }, Action: "logs:PutLogEvents", Resource: "arn:#{aws.partition}:logs:#{aws.region}:#{aws.account_id}:log-group:/aws/vendedlogs/*" }]
        }
      })
    end
  RUBY
}
