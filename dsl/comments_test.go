package dsl

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

func TestCommentsAreWhatRubyTakesForThem(t *testing.T) {
	text := "# first\n" +
		"x = \"# no #{y # inside\n}\" # second \t\n" +
		"=begin\n# block\n=end\n" +
		"  # third\n" +
		"z = <<~A # fourth\n  # body\nA\n" +
		"w = x.\n  # fifth\n  y # sixth\n" +
		"__END__\n# data\n"
	var got []string
	for _, c := range Comments(source.NewFile("a.rb", []byte(text))) {
		got = append(got, c.Text())
	}
	assert.Equal(t, []string{"# first", "# inside", "# second", "# third", "# fourth", "# fifth", "# sixth"}, got)
}

func TestCommentsOfAFenceAreInTheDocument(t *testing.T) {
	text := "- text # no\n  ```ruby\n  =begin\n  # block\n  =end\n  x = 1 # yes\n  ```\n# no\n"
	f := source.NewFile("a.md", []byte(text))
	part := f.Part(22, len(text)-len("  ```\n# no\n"), "t", 2)
	got := Comments(part)
	if assert.Len(t, got, 1) {
		assert.Equal(t, "# yes", got[0].Text())
		assert.Equal(t, 6, f.Position(int(got[0].Start)).Line)
	}
}
