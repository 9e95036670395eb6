package synth

// compile makes the graphs of the templates of every file.
func (r *run) compile() {
	r.trace("compile")
}
