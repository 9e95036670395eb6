# What CloudFormation has instead of members that many types have, and of data
# sources. The counterpart of a type stands on its own page.

every_type {
  properties = {
    id       = { missing = "" }
    region   = { missing = "a stack makes its resources in the Region that it is deployed to" }
    tags_all = { missing = "give `tags`" }
    timeouts = { terraform = "CloudFormation has time limits of its own" }
  }
}

data "aws_caller_identity" {
  references = {
    account_id = "AWS::AccountId"
    id         = "AWS::AccountId"
  }
}

data "aws_partition" {
  references = {
    partition  = "AWS::Partition"
    id         = "AWS::Partition"
    dns_suffix = "AWS::URLSuffix"
  }
}

data "aws_region" {
  references = {
    region = "AWS::Region"
    name   = "AWS::Region"
    id     = "AWS::Region"
  }
}
