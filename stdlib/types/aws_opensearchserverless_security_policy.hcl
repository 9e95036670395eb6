type "aws_opensearchserverless_security_policy" {
  summary  = "How collections of OpenSearch Serverless are encrypted, or from where they are reached."
  json     = ["policy"]
  replaces = ["name", "type"] # ForceNew in the provider

  cloudformation "AWS::OpenSearchServerless::SecurityPolicy" {
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
      aws_opensearchserverless_security_policy(:events, {
        name: "events",
        type: "encryption",
        policy: { Rules: [{ ResourceType: "collection", Resource: ["collection/events"] }], AWSOwnedKey: true }
      })
    end
  RUBY
}
