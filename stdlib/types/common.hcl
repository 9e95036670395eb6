common {
  json = ["policy", "assume_role_policy"]
}
