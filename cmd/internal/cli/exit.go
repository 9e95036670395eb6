package cli

import (
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
)

// Exit statuses.
const (
	statusOK      = 0
	statusFailed  = 1  // the templates have errors, or the world failed
	statusDiffers = 2  // of commands that compare: there are differences
	statusUsage   = 64 // wrong use
	statusBug     = 70 // a bug of ours
)

// errFailed ends a command whose diagnostics have been told already.
var errFailed = errors.New("the templates have errors")

// errDiffers ends a command that compares and has told the differences.
var errDiffers = errors.New("there are differences")

// A usageError is wrong use of the command line.
type usageError struct{ message string }

func (e *usageError) Error() string { return e.message }

func usagef(format string, args ...any) error {
	return &usageError{fmt.Sprintf(format, args...)}
}

// Main runs the command line of the process and is its exit status.
func Main() int {
	collectLate()
	return system().run()
}

// run is Main in a given world. A panic is a bug of ours: a short report, with
// its trace under -v.
func (e *env) run() (status int) {
	defer func() {
		if cause := recover(); cause != nil {
			status = e.bug(cause)
		}
	}()
	root := newRoot(e)
	root.SetArgs(e.args)
	return e.status(root.Execute())
}

// status says why a command failed, unless that has been said, and what it exits with.
func (e *env) status(err error) int {
	var usage *usageError
	switch {
	case err == nil:
		return statusOK
	case errors.Is(err, errFailed):
		return statusFailed
	case errors.Is(err, errDiffers):
		return statusDiffers
	case errors.As(err, &usage):
		fmt.Fprintf(e.stderr, "firehose-dsl: %s\n", oneLine(usage.message))
		return statusUsage
	}
	fmt.Fprintf(e.stderr, "firehose-dsl: %s\n", oneLine(err.Error()))
	return statusFailed
}

func (e *env) bug(cause any) int {
	fmt.Fprintf(e.stderr, "firehose-dsl: a bug in this program, not in your templates: %s\n", oneLine(fmt.Sprint(cause)))
	if e.verbose {
		fmt.Fprintf(e.stderr, "%s\n%s", versionLine(), debug.Stack())
		return statusBug
	}
	fmt.Fprintln(e.stderr, "please report it with the template and the output of the same command with -v")
	return statusBug
}

// oneLine keeps what came from outside from steering a terminal; a list of
// lines that we made ourselves stays one.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && (r < ' ' || r >= 0x7f && r < 0xa0) {
			return '?'
		}
		return r
	}, s)
}
