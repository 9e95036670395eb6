package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth"
)

func TestAPageShowsFiguresBesideTheirLimits(t *testing.T) {
	p := &page{machine: machine{processor: "A Processor", count: 2, goVersion: "go1.26.0", ruby: "ruby 3.1.2"}}
	p.bound("%.1f ms", "`version`", 5.02, 6)
	p.bound("%.2f", "beside MRI", 0.51, 0.5)
	p.begin("Nothing", "", "what")
	p.begin("Whole processes", "Medians.", costHead...).cost("`version`", figure{cpu: 5_020_000, wall: time.Second, peak: 2048}, "more")
	assert.Equal(t, strings.Join([]string{
		"Measured on 2 × A Processor, with go1.26.0 and ruby 3.1.2. Times are processor time unless a head says otherwise.",
		"", "## Figures that have a limit", "",
		"| figure | measured | limit | within |", "| --- | ---: | ---: | ---: |",
		"| `version` | 5.0 ms | 6.0 ms | yes |", "| beside MRI | 0.51 | 0.50 | **no** |",
		"", "## Whole processes", "", "Medians.", "",
		"| what | cpu | wall | peak |", "| --- | ---: | ---: | ---: |", "| `version` | 5ms | 1s | 2.0 MiB | more |", "",
	}, "\n"), p.text()[strings.Index(p.text(), "Measured"):])
}

func TestWithoutRubyAPageSaysSo(t *testing.T) {
	assert.Contains(t, (&page{}).text(), "no Ruby")
	assert.Equal(t, "–", millions(perSecond(0)))
	assert.Equal(t, "–", shareOf(1, 0))
	assert.Equal(t, "10.00", millions(perSecond(100*time.Millisecond)))
}

// What is measured are templates, and as many calls as the page says.
func TestProgramsOfCallsAreTemplates(t *testing.T) {
	texts := []string{program("", 3)}
	for _, c := range calls {
		text := program(c.code, 3)
		assert.Equal(t, callsPerTurn, strings.Count(text, "    "+c.code+"\n"), c.method)
		texts = append(texts, text)
	}
	for _, text := range texts {
		r := synth.Run(synth.Job{Files: []*source.File{source.NewFile("calls.rb", []byte(text))}})
		assert.Empty(t, r.Diags, text)
	}
}

// docs/speed.md is a page of this program: each method and each loop is there.
func TestThePageInTheDocumentationIsWhole(t *testing.T) {
	text, err := os.ReadFile(filepath.FromSlash("../../../docs/speed.md"))
	require.NoError(t, err, "`make speed` writes it")
	empty := (&page{}).text()
	assert.True(t, strings.HasPrefix(string(text), empty[:strings.Index(empty, "Measured on")]), "`make speed` writes it anew")
	for _, c := range calls {
		assert.Contains(t, string(text), "| `"+c.method+"` | ")
	}
	for _, l := range plainLoops {
		assert.Contains(t, string(text), "ten million turns of `"+l.method+"`")
	}
}
