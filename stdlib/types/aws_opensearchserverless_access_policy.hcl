type "aws_opensearchserverless_access_policy" {
  summary  = "Who may read and write the collections of OpenSearch Serverless."
  json     = ["policy"]
  replaces = ["name", "type"] # ForceNew in the provider

  cloudformation "AWS::OpenSearchServerless::AccessPolicy" {
    replaces = ["name", "type"] # createOnly in its schema
    properties = {
      policy = { text = true }
    }
    references = {
      id   = "written name"
      name = "written"
    }
  }

  example = <<-RUBY
    template :rules do
      aws_opensearchserverless_access_policy(:events, {
        name: "events",
        type: "data",
        policy: [{
          Rules: [{ ResourceType: "index", Resource: ["index/events/*"], Permission: ["aoss:WriteDocument", "aoss:CreateIndex", "aoss:UpdateIndex"] }],
          Principal: [delivery_role.arn]
        }]
      })
    end
  RUBY
}
