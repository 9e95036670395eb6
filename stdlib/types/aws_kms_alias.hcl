type "aws_kms_alias" {
  summary = "Another name of a KMS key."

  cloudformation "AWS::KMS::Alias" {
    replaces = ["name"] # createOnly in its schema
    needs = ["name"]
    properties = {
      name        = "AliasName"
      name_prefix = { missing = "CloudFormation wants the whole `name`" }
    }
    references = {
      name = "Ref"
      id   = "Ref"
      arn  = "arn:$${AWS::Partition}:kms:$${AWS::Region}:$${AWS::AccountId}:$${.}"
    }
  }

  example = <<-RUBY
    template :named_key do
      key = aws_kms_key(:lake, { description: "Records in the lake", enable_key_rotation: true })
      aws_kms_alias(:lake, { name: "alias/lake", target_key_id: key.key_id })
    end
  RUBY
}
