type "aws_opensearchserverless_vpc_endpoint" {
  summary  = "Reaches the collections of OpenSearch Serverless from a VPC."
  replaces = ["name", "vpc_id"] # ForceNew in the provider

  cloudformation "AWS::OpenSearchServerless::VpcEndpoint" {
    replaces = ["name", "vpc_id"] # createOnly in its schema
    references = {
      id     = "Ref"
      name   = "written"
      vpc_id = "written"
    }
  }

  example = <<-RUBY
    template :reached do
      aws_opensearchserverless_vpc_endpoint(:events, { name: "events", vpc_id: "vpc-0123456789abcdef0", subnet_ids: ["subnet-0123456789abcdef0"] })
    end
  RUBY
}
