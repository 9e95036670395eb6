type "aws_msk_cluster_policy" {
  summary  = "Lets Firehose, or another account, connect to an MSK cluster."
  json     = ["policy"]
  replaces = ["cluster_arn"] # ForceNew in the provider

  reference "cluster_arn" { arn = "cluster" }

  cloudformation "AWS::MSK::ClusterPolicy" {
    replaces = ["cluster_arn"] # createOnly in its schema
    references = {
      cluster_arn     = "written"
      current_version = "GetAtt CurrentVersion"
      id              = "Ref"
    }
  }

  example = <<-RUBY
    template :shared do
      aws_msk_cluster_policy(:events, {
        cluster_arn: events_cluster.arn,
        policy: {
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: { Service: "firehose.amazonaws.com" }, Action: "kafka:CreateVpcConnection", Resource: events_cluster.arn }]
        }
      })
    end
  RUBY
}
