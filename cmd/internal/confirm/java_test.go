//go:build confirm

package confirm

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/synth/prefix"
)

var updateTable = flag.Bool("update", false, "write the table of date patterns in synth/prefix/testdata anew")

// A triple is a pattern, an instant in RFC 3339 and a zone.
type triple [3]string

// TestDatePatternsAgreeWithJava applies generated date patterns here and with
// java.time. Both refuse the same, and what both accept gives the same text.
// Among the patterns is every letter, up to 22 times in a row.
func TestDatePatternsAgreeWithJava(t *testing.T) {
	need(t, "javac")
	triples := generate(rand.New(rand.NewPCG(2015, 10)))
	answers := java(t, triples)
	compared, disagree, all := 0, 0, jdk17(t)
	for i, tr := range triples {
		if !all && !stable(tr[0]) {
			continue
		}
		compared++
		ours, theirs := answer(t, tr), answers[i]
		if theirs == "?" && longYear.MatchString(tr[0]) {
			theirs = "!"
		}
		if ours != theirs {
			disagree++
			t.Errorf("%q: java says %q, we %q", tr, theirs, ours)
		}
		require.Less(t, disagree, 40)
	}
	t.Logf("%d triples compared", compared)
	require.GreaterOrEqual(t, compared, 5000)
	if *updateTable {
		writeTable(t, triples, answers)
	}
}

// TestEachZoneAgreesWithJava looks at the clocks of every zone that the service
// accepts on four days of each year.
func TestEachZoneAgreesWithJava(t *testing.T) {
	need(t, "javac")
	if !jdk17(t) {
		t.Skip("the names of zones are those of JDK 17, and this is another: nothing is confirmed")
	}
	var triples []triple
	for zone := range prefix.ZoneNames() {
		for year := 2015; year < 2040; year++ {
			for _, day := range []string{"01-15T12:00:00Z", "03-31T01:00:00Z", "07-15T12:00:00Z", "10-27T00:59:59Z"} {
				triples = append(triples, triple{"yyyy-MM-dd HH:mm z zzzz v vvvv xxx O VV", fmt.Sprintf("%d-%s", year, day), zone})
			}
		}
	}
	answers := java(t, triples)
	for i, tr := range triples {
		require.Equal(t, answers[i], answer(t, tr), tr)
	}
	t.Logf("%d clocks compared", len(triples))
}

// stable tells whether no field of a pattern depends on the version of the JDK.
func stable(pattern string) bool { return !strings.ContainsAny(pattern, "FzvBgY") }

func jdk17(t *testing.T) bool {
	return strings.Contains(run(t, ".", nil, "java", "-version"), ` version "17.`)
}

// answer is what we make of a triple, in the words of testdata/Patterns.java: a
// pattern that is legal and gives no text is ?, and one that is refused is !.
func answer(t *testing.T, tr triple) string {
	at, err := time.Parse(time.RFC3339Nano, tr[1])
	require.NoError(t, err)
	zone := prefix.FindZone(tr[2])
	require.NotNil(t, zone, tr[2])
	text, err := prefix.Format(tr[0], zone.At(at))
	switch {
	case err == nil:
		return "=" + text
	case refused(tr[0]):
		return "!"
	}
	return "?"
}

// refused tells whether the checks refuse a pattern.
func refused(pattern string) bool {
	return slices.ContainsFunc(prefix.Parse("!{timestamp:"+pattern+"}").Wrong, func(w prefix.Problem) bool {
		return w.Rule == "FH225" || w.Rule == "FH226" || w.Rule == "FH222"
	})
}

// longYear matches years of 11 to 18 digits, which compile in Java and then have
// no text; the checks refuse them.
var longYear = regexp.MustCompile(`y{11}|u{11}|Y{11}`)

// java gives the answer of each triple.
func java(t *testing.T, triples []triple) []string {
	t.Helper()
	var lines strings.Builder
	for _, tr := range triples {
		lines.WriteString(strings.Join(tr[:], "\t") + "\n")
	}
	cmd := exec.Command("java", "testdata/Patterns.java")
	cmd.Stdin = strings.NewReader(lines.String())
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	require.NoError(t, err, stderr.String())
	answers := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	require.Len(t, answers, len(triples))
	return answers
}

// generate makes triples: each letter up to 22 times, patterns of legal parts,
// and patterns of any characters.
func generate(r *rand.Rand) []triple {
	zones := slices.Collect(prefix.ZoneNames())
	with := func(pattern string) triple {
		return triple{pattern, instant(r), zones[r.IntN(len(zones))]}
	}
	var out []triple
	for _, letter := range letters {
		for n := 1; n <= 22; n++ {
			out = append(out, with(strings.Repeat(string(letter), n)))
		}
	}
	for range 5000 {
		out = append(out, with(sound(r)))
	}
	for range 1500 {
		out = append(out, with(anything(r)))
	}
	return out
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// sound is a pattern of one to six parts, each of them legal.
func sound(r *rand.Rand) string {
	fields := strings.Fields(`y yy yyy yyyy yyyyy yyyyyyyyyy u uu uuuu Y YY YYYY YYYYYY G GGGG GGGGG Q QQ QQQ QQQQ QQQQQ q qq qqq
		qqqq qqqqq M MM MMM MMMM MMMMM L LL LLL LLLL LLLLL w ww W D DD DDD d dd F g ggggggg E EE EEE EEEE EEEEE e ee eee eeee eeeee
		c ccc cccc ccccc a B BBBB BBBBB H HH k kk h hh K KK m mm s ss S SS SSS SSSSSS SSSSSSSSS n nnnn A AAAAAAAAAA N NNNNN VV v vvvv
		z zz zzz zzzz O OOOO X XX XXX XXXX XXXXX x xx xxx xxxx xxxxx Z ZZ ZZZ ZZZZ ZZZZZ pppd pppppppppppppppppppppppppppMMMM ppH pmm`)
	texts := []string{"/", "-", "_", ":", ".", " ", "T'", "'T'", "''", "'year='", "'it''s'", "''''", "é", "2015", "=", "[", "]", "~", "!", "<", ">"}
	var b strings.Builder
	depth := 0
	for range 1 + r.IntN(6) {
		b.WriteString(fields[r.IntN(len(fields))])
		text := texts[r.IntN(len(texts))]
		switch text {
		case "T'":
			text = "'T'"
		case "[":
			depth++
		case "]":
			if depth--; depth < 0 {
				text, depth = "/", 0
			}
		}
		b.WriteString(text)
	}
	return b.String() + strings.Repeat("]", depth)
}

// anything is up to eight characters, of which many patterns are refused. An
// opening bracket is closed: Java minds only the other.
func anything(r *rand.Rand) string {
	const alphabet = "yyMMddHHmsSQpV''[]#zEew-/ "
	var b strings.Builder
	for range 1 + r.IntN(8) {
		b.WriteByte(alphabet[r.IntN(len(alphabet))])
	}
	open := max(0, strings.Count(b.String(), "[")-strings.Count(b.String(), "]"))
	return b.String() + strings.Repeat("]", open)
}

// instant is one between 2000 and 2069: any, or near to where fields turn: new
// years, noon and midnight, and the days on which clocks are put on or back.
func instant(r *rand.Rand) string {
	year := 2000 + r.IntN(70)
	t := time.Date(year, 1, 1+r.IntN(365), 0, 0, 0, 0, time.UTC)
	switch r.IntN(4) {
	case 0:
		t = t.Add(time.Duration(r.IntN(86400)) * time.Second).Add(time.Duration(r.IntN(1e9)))
	case 1:
		t = time.Date(year, 12, 24+r.IntN(16), r.IntN(24), 0, 0, 0, time.UTC)
	case 2:
		t = t.Add(time.Duration(r.IntN(48)) * 30 * time.Minute)
	case 3:
		sunday := time.Date(year, []time.Month{3, 4, 10, 11}[r.IntN(4)], 1, 0, 0, 0, 0, time.UTC)
		sunday = sunday.AddDate(0, 0, int(7-sunday.Weekday())%7+7*r.IntN(5))
		t = sunday.Add(time.Duration(r.IntN(48)-12) * 30 * time.Minute).Add(-time.Duration(r.IntN(2)))
	}
	return t.Format(time.RFC3339Nano)
}

// writeTable writes a part of the triples with Java's answers for the tests that
// run without Java: every letter and count that is accepted, and each 20th
// of the others.
func writeTable(t *testing.T, triples []triple, answers []string) {
	t.Helper()
	var b strings.Builder
	for i, tr := range triples {
		alone := strings.Trim(tr[0], tr[0][:1]) == "" && strings.HasPrefix(answers[i], "=")
		if alone || i%20 == 0 {
			fmt.Fprintf(&b, "%s\t%s\n", strings.Join(tr[:], "\t"), answers[i])
		}
	}
	path := filepath.Join(repository, "synth/prefix/testdata/java17.tsv")
	require.NoError(t, os.WriteFile(path, []byte(b.String()), 0o644))
	assert.Greater(t, strings.Count(b.String(), "\n"), 300)
}
