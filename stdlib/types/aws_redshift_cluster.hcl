type "aws_redshift_cluster" {
  summary  = "A Redshift cluster: what a stream of that destination loads into."
  replaces = ["availability_zone", "cluster_identifier", "cluster_subnet_group_name", "database_name", "master_username", "owner_account", "snapshot_identifier", "snapshot_cluster_identifier"] # ForceNew in the provider

  cloudformation "AWS::Redshift::Cluster" {
    replaces = ["cluster_identifier", "cluster_subnet_group_name", "database_name", "master_username", "owner_account", "snapshot_cluster_identifier", "snapshot_identifier"] # createOnly in its schema
    needs    = ["master_username"]
    properties = {
      availability_zone_relocation_enabled = "AvailabilityZoneRelocation"
      cluster_type                         = { to = "ClusterType", default = "single-node" }
      database_name                        = { to = "DBName", default = "dev" }
      encrypted                            = { to = "Encrypted", words = { true = "true", false = "false" } }
      master_password                      = "MasterUserPassword"
      master_password_wo                   = { missing = "give `master_password`, or `manage_master_password`" }
      master_password_wo_version           = { missing = "give `master_password`, or `manage_master_password`" }
      multi_az                             = "MultiAZ"
      default_iam_role_arn                 = { missing = "name the role in `COPY` statements" }
      snapshot_arn                         = { missing = "give `snapshot_identifier`" }
      apply_immediately                    = { terraform = "" }
      skip_final_snapshot                  = { terraform = "`lifecycle: { prevent_destroy: true }` keeps the cluster" }
      final_snapshot_identifier            = { terraform = "`lifecycle: { prevent_destroy: true }` keeps the cluster" }
      tags                                 = { pairs = ["Key", "Value"] }
    }
    references = {
      arn                        = "arn:$${AWS::Partition}:redshift:$${AWS::Region}:$${AWS::AccountId}:cluster:$${.}"
      id                         = "Ref"
      cluster_identifier         = "Ref"
      cluster_namespace_arn      = "GetAtt ClusterNamespaceArn"
      dns_name                   = "GetAtt Endpoint.Address"
      endpoint                   = "$${.Endpoint.Address}:$${.Endpoint.Port}"
      port                       = "GetAtt Endpoint.Port"
      master_password_secret_arn = "GetAtt MasterPasswordSecretArn"
    }
  }

  example = <<-RUBY
    template :warehouse do
      aws_redshift_cluster(:events, {
        cluster_identifier: "events",
        node_type: "ra3.large",
        master_username: "master",
        manage_master_password: true,
        encrypted: true
      })
    end
  RUBY
}
