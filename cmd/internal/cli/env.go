// Package cli is the command line: it reads words, calls package synth, and
// says what came of it.
//
// Each command has a file of its own and one line in root.go. Standard output
// carries what was asked for and nothing else; everything said about it goes
// to standard error. [Main] is the only place where a bug of ours is caught.
package cli

import (
	"io"
	"os"

	"golang.org/x/term"
)

// An env is the world that a command sees.
type env struct {
	args    []string
	stdin   io.Reader
	stdout  io.Writer
	stderr  io.Writer
	color   bool // standard error is a terminal that takes colours
	verbose bool // -v
}

func system() *env {
	return &env{
		args: os.Args[1:], stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
		color: wantsColor(os.Getenv, func() bool { return term.IsTerminal(int(os.Stderr.Fd())) }),
	}
}

// wantsColor follows no-color.org: any NO_COLOR that is not empty turns colours off.
func wantsColor(getenv func(string) string, terminal func() bool) bool {
	return getenv("NO_COLOR") == "" && getenv("TERM") != "dumb" && terminal()
}
