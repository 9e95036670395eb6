package diag

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNearest(t *testing.T) {
	names := strings.Fields("name tags arn shard_count primary_stream synth schema")
	for name, want := range map[string]string{
		"nmae": "name", "nam": "name", "names": "name", "name": "", "tag": "tags", "x": "", "": "",
		"shard_cuont": "shard_count", "shards": "", "primary_steam": "primary_stream", "synht": "synth", "ran": "arn",
	} {
		assert.Equal(t, want, Nearest(name, names), name)
	}
}

func TestDistance(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "abc", 3}, {"abc", "abc", 0}, {"abc", "acb", 1}, {"abcd", "badc", 2}, {"kitten", "sitting", 3}, {"ca", "abc", 3}} {
		assert.Equal(t, test.want, distance(test.a, test.b), "%s %s", test.a, test.b)
		assert.Equal(t, test.want, distance(test.b, test.a), "%s %s", test.b, test.a)
	}
}
