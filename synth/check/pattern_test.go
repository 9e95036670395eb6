package check

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Patterns answer as the regular expressions that they are, also where these
// are not run.
func TestPatternsAnswerAsTheirExpressions(t *testing.T) {
	sources := []string{
		`^[a-z]+$`, `^[a-z]*$`, `^[\p{L}\p{Z}\p{N}_.:/=+@%-]*$`, `^[^{}]*$`,
		`firehose`, `lambda|stream`, `convert|clean|deliver`, `(?i)firehose`, `^https://`, `^(https://)`, `^https://|^http://`, `^https://$`, `^[Xx]-`,
		`(lambda|function)[ _-](duration|time)`, `\S`, `^$`, `x?`, `https:/*`,
		`^[A-Za-z_][A-Za-z0-9_]*$`, `^[^-_+\p{Lu}\s,:"*+/\\|?#<>][^\p{Lu}\s]*$`, `^[a-c][a-z]+$`, `[{}]`, `^[fh]`, `(process|success|deliver|enrich)`, `^aws/.*firehose`,
		`conversion[ _-]?(error|fail)|fail(ed|ure|ures)?[ _-](of[ _-])?conversion`, `[a-z][0-9]?`, `(?i)[ab]`, `()`, `a|^b`, `[^\s\S]`, `^`, `$`, `\bfire`, `^(?:a|ab)$`,
	}
	texts := []string{
		"", " ", "a", "abc", "abc1", "é", "abc\n", "a b", "{", "firehose", "my-Firehose-1", "clean", "cleX", "lambda", "lambda_time", "function time",
		"stream", "https://", "https://x", "http://x", "xhttps://x", "X-Y", "\nhttps://x",
		"}", "_a1", "1a", "ä1", "conversion_fail", "failures of conversion", "failures-conversion", "successful", "aws/x/firehose", "b", "ab", "x-y",
	}
	for _, source := range sources {
		p, re := newPattern(source), regexp.MustCompile(source)
		for _, text := range texts {
			assert.Equal(t, re.MatchString(text), p.matches(text), "%q for %q", source, text)
		}
	}
}
