package check

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

func TestATextWithReferencesMatchesWhatItMayBecome(t *testing.T) {
	const arn = `^arn:.*:iam::[0-9]{12}:role/[A-Za-z0-9_/-]+$`
	for _, c := range []struct {
		before, after, pattern string
		want                   bool
	}{
		{"", "", arn, true},
		{"arn:aws:iam::", ":role/x", arn, true},
		{"arn:aws:iam::", ":user/x", arn, false},
		{"arn:aws:iam::123456789012:role/", "", arn, true},
		{"arn:aws:iam::12345:role/", "", arn, true},
		{"arn:aws:iam::12345:role/", ":x", arn, false},
		{"role-", "", arn, false},
		{"", "-suffix", `^a`, true},
		{"b", "", `^a`, false},
		{"", "b", `a$`, false},
		{"b", "", `a$`, true},
		{"x", "y", `z`, true},
		{"https://", ":8088", `^https://[^/:]+:[0-9]{1,5}(/.*)?$`, true},
		{"http://", ":8088", `^https://[^/:]+:[0-9]{1,5}(/.*)?$`, false},
		{"a", "b", `^a\bb$`, true},
		{"a b", "", `^\S*$`, false},
		{"a", "b", `(`, true},
	} {
		s := value.NewString(c.before)
		s.Append(value.SpliceString(&value.Ref{}))
		s.Append(value.NewString(c.after))
		assert.Equal(t, c.want, mayMatch(s, c.pattern), "%s…%s against %s", c.before, c.after, c.pattern)
	}
}
