arn "any" {
  words   = "an ARN"
  pattern = "^arn:aws[a-z-]*:[a-z0-9-]+:.+$"
  accepts = []
  refuses = []
  source  = ""
}
