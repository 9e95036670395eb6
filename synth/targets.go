package synth

// Targets are the names of the targets that are built, in the order in which
// help texts list them.
func Targets() []string { return []string{"terraform"} }
