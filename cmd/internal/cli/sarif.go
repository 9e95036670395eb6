package cli

import (
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag/render"
	"github.com/firehose-dsl/firehose-dsl/synth/check"
)

// sarifTool is this program, and what it knows of its codes and of a project's.
func sarifTool(own []*check.Page) render.Tool {
	known := map[string]render.Rule{}
	for _, c := range diag.Codes() {
		known[c.ID] = render.Rule{Text: c.What, Severity: c.Severity, Help: helpOf(c.ID)}
	}
	for _, p := range check.Index() {
		known[p.ID] = render.Rule{Name: p.Name, Text: told(p), Severity: p.Severity, Help: helpOf(p.ID)}
	}
	for _, p := range own {
		known[p.ID] = render.Rule{Name: p.Name, Text: told(p), Severity: p.Severity, Help: p.Why}
	}
	return render.Tool{Name: "firehose-dsl", Version: version(), Rule: func(code string) render.Rule { return known[code] }}
}

func helpOf(code string) string { return "`firehose-dsl explain " + code + "` says more" }
