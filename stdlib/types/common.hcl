# What holds of attributes of every type, with a page or without.

common {
  # Texts that hold a JSON document: a hash or array given for one becomes JSON.
  # A bare name is meant in every type; type.path in one; -type.path excepts.
  # Names and types: provider schema 6.66.0. That they hold JSON: the provider's
  # own JSON checks and examples, general knowledge.
  json = [
    # IAM policies and resource policies
    "access_policies", "access_policy", "assume_role_policy", "base_policy_document",
    "delivery_destination_policy", "inline_policy", "kms_policy_document", "policy", "policy_body", "policy_document",
    "policy_template", "repository_policy", "resource_policy", "s3_policy_document", "session_policy",
    "sts_policy_document", "permission_policy", "web_app_endpoint_policy",
    "-aws_iot_policy_attachment.policy", "-aws_ses_receipt_filter.policy",
    # queues, topics and events
    "archive_policy", "delivery_policy", "event_pattern", "filter_policy", "redrive_allow_policy", "redrive_policy", "replay_policy",
    "aws_cloudwatch_event_target.input", "aws_lambda_invocation.input", "aws_scheduler_schedule.target.input",
    "aws_lambda_event_source_mapping.filter_criteria.filter.pattern", "aws_pipes_pipe.source_parameters.filter_criteria.filter.pattern",
    # containers and batch
    "autoscaling_policy", "configurations_json", "container_definitions", "container_properties", "ecs_properties", "lifecycle_policy",
    "node_properties",
    "aws_emr_cluster.configurations", "aws_emr_security_configuration.configuration", "aws_eks_addon.configuration_values",
    "aws_amplify_app.build_spec", "aws_codebuild_project.source.buildspec", "aws_codebuild_project.secondary_sources.buildspec",
    # APIs, documents and dashboards
    "authentication_profile_content", "dashboard_body", "desired_state", "items_json", "managed_service_data", "manifest",
    "manifest_json", "ocsf_finding_criteria_json", "properties_json", "routing_rules", "rule_definition", "rule_json", "rules_json",
    "schema_definition", "service_json", "template_body", "additional_model_request_fields", "input_parameters",
    "aws_api_gateway_rest_api.body", "aws_api_gateway_rest_api_put.body", "aws_apigatewayv2_api.body",
    "aws_api_gateway_documentation_part.properties", "aws_api_gateway_model.schema", "aws_apigatewayv2_model.schema",
    "aws_appconfig_configuration_profile.validator.content", "aws_appconfig_hosted_configuration_version.content",
    "aws_codecommit_approval_rule_template.content", "aws_cognito_managed_login_branding.settings",
    "aws_connect_contact_flow.content", "aws_connect_contact_flow_module.content", "aws_dynamodb_table_item.item",
    "aws_glue_crawler.configuration", "aws_grafana_workspace.configuration", "aws_route53_traffic_policy.document",
    "aws_schemas_schema.content", "aws_secretsmanager_secret_version.secret_string",
    "aws_servicecatalog_constraint.parameters", "aws_servicecatalogappregistry_attribute_group.attributes",
    "aws_sfn_state_machine.definition", "aws_ssm_document.content", "aws_ssm_parameter.value",
    "aws_s3control_object_lambda_access_point.configuration.transformation_configuration.content_transformation.aws_lambda.function_payload",
    # database migration
    "aws_dms_replication_config.replication_settings", "aws_dms_replication_config.supplemental_settings",
    "replication_task_settings", "table_mappings",
  ]

  # The first that fits holds; a type's page goes before.
  reference "**.role_arn" { arn = "role" }
  reference "**.*_role_arn" { arn = "role" }
  reference "**.bucket_arn" { arn = "bucket" }
  reference "**.kinesis_stream_arn" { arn = "stream" }
  reference "**.function_arn" { arn = "lambda" }
  reference "**.lambda_arn" { arn = "lambda" }
  reference "**.lambda_function_arn" { arn = "lambda" }
  reference "**.kms_key_arn" { arn = "key_or_alias" }
  reference "**.sns_topic_arn" { arn = "topic" }
  reference "**.topic_arn" { arn = "topic" }
  reference "**.secret_arn" { arn = "secret" }
  reference "**.log_group_arn" { arn = "log_group" }
  reference "**.policy_arn" { arn = "policy" }
  reference "**.*_arn" { arn = "any" }
}
