type "aws_security_group" {
  summary  = "A security group of a VPC; its rules are resources of their own."
  replaces = ["description", "name", "name_prefix", "vpc_id"] # ForceNew in the provider

  cloudformation "AWS::EC2::SecurityGroup" {
    replaces = ["description", "name", "vpc_id"] # createOnly in its schema
    properties = {
      description            = { to = "GroupDescription", default = "Managed by Terraform" }
      name                   = "GroupName"
      name_prefix            = { missing = "CloudFormation makes a name up by itself when `name` is left out" }
      egress                 = { missing = "give `aws_vpc_security_group_egress_rule` resources" }
      ingress                = { missing = "give `aws_vpc_security_group_ingress_rule` resources" }
      revoke_rules_on_delete = { terraform = "" }
      tags                   = { pairs = ["Key", "Value"] }
    }
    references = {
      id     = "GetAtt GroupId"
      name   = "written"
      vpc_id = "GetAtt VpcId"
      arn    = "arn:$${AWS::Partition}:ec2:$${AWS::Region}:$${AWS::AccountId}:security-group/$${.GroupId}"
    }
  }

  example = <<-RUBY
    template :search_network do
      group = aws_security_group(:delivery, { name: "firehose-delivery", description: "Streams that deliver into the VPC", vpc_id: "vpc-0123456789abcdef0" })
      aws_vpc_security_group_egress_rule(:https, {
        security_group_id: group.id,
        ip_protocol: "tcp",
        from_port: 443,
        to_port: 443,
        cidr_ipv4: "10.0.0.0/16"
      })
    end
  RUBY
}
