type "aws_vpc_security_group_ingress_rule" {
  summary  = "What may reach the members of a security group."
  replaces = ["security_group_id"] # ForceNew in the provider

  cloudformation "AWS::EC2::SecurityGroupIngress" {
    replaces = ["cidr_ipv4", "cidr_ipv6", "from_port", "ip_protocol", "prefix_list_id", "referenced_security_group_id", "security_group_id", "to_port"] # createOnly in its schema
    properties = {
      security_group_id            = "GroupId"
      cidr_ipv4                    = "CidrIp"
      referenced_security_group_id = "SourceSecurityGroupId"
      prefix_list_id               = "SourcePrefixListId"
      tags                         = { missing = "AWS::EC2::SecurityGroupIngress takes no tags" }
    }
    references = {
      id                     = "Ref"
      security_group_rule_id = "Ref"
      security_group_id      = "written"
    }
  }

  example = <<-RUBY
    template :opened do
      aws_vpc_security_group_ingress_rule(:https, {
        security_group_id: "sg-0123456789abcdef0",
        ip_protocol: "tcp",
        from_port: 443,
        to_port: 443,
        cidr_ipv4: "10.0.0.0/16"
      })
    end
  RUBY
}
