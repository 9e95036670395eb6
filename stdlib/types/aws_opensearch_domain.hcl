type "aws_opensearch_domain" {
  summary  = "An OpenSearch domain: what a stream of that destination writes to."
  json     = ["access_policies"]
  replaces = ["domain_name"] # ForceNew in the provider

  reference "cognito_options.role_arn" { arn = "role" }
  reference "log_publishing_options.cloudwatch_log_group_arn" { arn = "any" }
  reference "advanced_security_options.master_user_options.master_user_arn" { arn = "any" }

  cloudformation "AWS::OpenSearchService::Domain" {
    replaces = ["domain_name"] # createOnly in its schema
    properties = {
      ip_address_type                                                 = "IPAddressType"
      aiml_options                                                    = "AIMLOptions"
      "aiml_options.natural_language_query_generation_options"        = { missing = "AWS::OpenSearchService::Domain does not know it" }
      ebs_options                                                     = "EBSOptions"
      "ebs_options.ebs_enabled"                                       = "EBSEnabled"
      vpc_options                                                     = "VPCOptions"
      encrypt_at_rest                                                 = "EncryptionAtRestOptions"
      node_to_node_encryption                                         = "NodeToNodeEncryptionOptions"
      log_publishing_options                                          = { to = "LogPublishingOptions", keyed = "log_type" }
      "log_publishing_options.log_type"                               = { nothing = true } # the name that the options stand under
      "log_publishing_options.cloudwatch_log_group_arn"               = "CloudWatchLogsLogGroupArn"
      auto_tune_options                                               = { missing = "AWS::OpenSearchService::Domain has no Auto-Tune" }
      "advanced_security_options.jwt_options"                         = "JWTOptions"
      "advanced_security_options.jwt_options.jwks_url"                = { missing = "give the key as `public_key`" }
      "advanced_security_options.master_user_options.master_user_arn" = "MasterUserARN"
      advanced_security_options                                       = "AdvancedSecurityOptions"
      "cluster_config.multi_az_with_standby_enabled"                  = "MultiAZWithStandbyEnabled"
      "domain_endpoint_options.enforce_https"                         = "EnforceHTTPS"
      "domain_endpoint_options.tls_security_policy"                   = "TLSSecurityPolicy"
      "identity_center_options.enabled_api_access"                    = "EnabledAPIAccess"
      "identity_center_options.identity_center_instance_arn"          = "IdentityCenterInstanceARN"
      tags                                                            = { pairs = ["Key", "Value"] }
    }
    references = {
      arn         = "GetAtt Arn"
      id          = "GetAtt Arn"
      domain_id   = "GetAtt Id"
      domain_name = "Ref"
      endpoint    = "GetAtt DomainEndpoint"
      endpoint_v2 = "GetAtt DomainEndpointV2"
    }
  }

  example = <<-RUBY
    template :searched do
      aws_opensearch_domain(:events, {
        domain_name: "events",
        engine_version: "OpenSearch_2.19",
        cluster_config: { instance_type: "r7g.large.search", instance_count: 2 },
        ebs_options: { ebs_enabled: true, volume_type: "gp3", volume_size: 100 },
        encrypt_at_rest: { enabled: true }
      })
    end
  RUBY
}
