type "aws_opensearchserverless_collection" {
  summary  = "A collection of OpenSearch Serverless: what a stream of that destination writes to."
  replaces = ["name", "type", "standby_replicas"] # ForceNew in the provider

  cloudformation "AWS::OpenSearchServerless::Collection" {
    replaces = ["collection_group_name", "name", "standby_replicas", "tags", "type"] # createOnly in its schema
    properties = {
      tags              = { pairs = ["Key", "Value"] }
      encryption_config = { missing = "give an `aws_opensearchserverless_security_policy` of the type encryption" }
      vector_options    = { to = "VectorOptions", one = true }
    }
    references = {
      arn                 = "GetAtt Arn"
      collection_endpoint = "GetAtt CollectionEndpoint"
      dashboard_endpoint  = "GetAtt DashboardEndpoint"
      kms_key_arn         = "GetAtt KmsKeyArn"
      id                  = "Ref"
      name                = "written"
    }
  }

  example = <<-RUBY
    template :searched do
      encryption = aws_opensearchserverless_security_policy(:events, {
        name: "events",
        type: "encryption",
        policy: { Rules: [{ ResourceType: "collection", Resource: ["collection/events"] }], AWSOwnedKey: true }
      })
      aws_opensearchserverless_collection(:events, { name: "events", type: "TIMESERIES", depends_on: [encryption] })
    end
  RUBY
}
