type "aws_msk_cluster" {
  summary  = "An MSK cluster: a source of streams."
  replaces = ["cluster_name", "broker_node_group_info.client_subnets", "encryption_info.encryption_at_rest_kms_key_arn"] # ForceNew in the provider

  cloudformation "AWS::MSK::Cluster" {
    replaces = ["broker_node_group_info.az_distribution", "broker_node_group_info.client_subnets", "broker_node_group_info.security_groups", "cluster_name", "encryption_info.encryption_at_rest_kms_key_arn", "encryption_info.encryption_in_transit.in_cluster"] # createOnly in its schema
    properties = {
      "broker_node_group_info.az_distribution"         = "BrokerAZDistribution"
      "**.ebs_storage_info"                            = "EBSStorageInfo"
      "**.certificate_authority_arns"                  = "CertificateAuthorityArnList"
      "**.cloudwatch_logs"                             = "CloudWatchLogs"
      "client_authentication.unauthenticated"          = "Unauthenticated.Enabled"
      "**.sasl.iam"                                    = "Iam.Enabled"
      "**.sasl.scram"                                  = "Scram.Enabled"
      "**.vpc_connectivity.client_authentication.tls"  = "Tls.Enabled"
      "encryption_info.encryption_at_rest_kms_key_arn" = "EncryptionAtRest.DataVolumeKMSKeyId"
    }
    references = {
      arn             = "Ref"
      id              = "Ref"
      cluster_name    = "written"
      current_version = "GetAtt CurrentVersion"
    }
  }

  example = <<-RUBY
    template :source do
      aws_msk_cluster(:events, {
        cluster_name: "events",
        kafka_version: "3.8.x",
        number_of_broker_nodes: 2,
        broker_node_group_info: {
          instance_type: "express.m7g.large",
          client_subnets: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
          security_groups: ["sg-0123456789abcdef0"]
        },
        client_authentication: { sasl: { iam: true } }
      })
    end
  RUBY
}
