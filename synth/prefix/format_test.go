package prefix

import (
	_ "embed"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// java17 is what OpenJDK 17 answers: pattern, instant, zone, and =TEXT, ! for a
// pattern that it refuses, or ? for one that has no text then. It is written
// by `go test -tags confirm -run Java ./cmd/internal/confirm -update`.
//
//go:embed testdata/java17.tsv
var java17 string

func TestFormatAgreesWithJava(t *testing.T) {
	n := 0
	for line := range strings.Lines(java17) {
		row := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		require.Len(t, row, 4)
		n++
		text, err := Format(row[0], clock(t, row[1], row[2]))
		if want, ok := strings.CutPrefix(row[3], "="); ok {
			require.NoError(t, err, row)
			assert.Equal(t, want, text, row)
			assert.LessOrEqual(t, minFormatted(row[0]), utf8.RuneCountInString(want), row)
			continue
		}
		assert.Error(t, err, row)
	}
	assert.Greater(t, n, 500)
}

// The letters that the service refuses are those that have no field. V alone is
// one of them, since it comes in pairs; p alone pads nothing.
func TestRefusedLettersAreThoseOfTheService(t *testing.T) {
	refused := ""
	for _, letter := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" {
		if wrong := Parse("!{timestamp:" + string(letter) + "}").Wrong; len(wrong) > 0 && wrong[0].Rule == "FH225" {
			refused += string(letter)
		}
	}
	assert.Equal(t, "CIJPRTUVbfijloprt", refused)
}

// The traps of dates: what is written, what it gives on 29 December 2025, and
// the rule that tells it.
func TestTrapsGiveWhatTheirRulesSay(t *testing.T) {
	at := clock(t, "2025-12-29T18:05:09.123456789Z", "UTC")
	for _, c := range []struct{ pattern, gives, rule string }{
		{"YYYY/MM/dd", "2026/12/29", "FH236"},
		{"yyyy/mm/dd", "2025/05/29", "FH239"},
		{"yyyy/MM/DD", "2025/12/363", "FH237"},
		{"yyyy/MM/dd/hh", "2025/12/29/06", "FH238"},
		{"HH:MM", "18:12", "FH239"},
		{"HHmmSS", "180512", "FH239"},
		{"yyyy-'W'ww", "2025-W01", ""},
		{"YYYY-'W'ww", "2026-W01", ""},
	} {
		text, err := Format(c.pattern, at)
		require.NoError(t, err)
		assert.Equal(t, c.gives, text)
		rule := ""
		for _, w := range Parse("!{timestamp:" + c.pattern + "}").Wrong {
			rule = w.Rule
		}
		assert.Equal(t, c.rule, rule, c.pattern)
	}
}

func TestFormatSaysWhyThereIsNoText(t *testing.T) {
	for pattern, want := range map[string]string{
		"yyyy-MM-ddTHH": "`T` is no field of a date", "ddd": "`ddd` is no field of a date", "y'": "a quote is never closed",
		"y]": "`]` closes nothing", "y#": "`#` is reserved", "pMM": "`12` is longer than its pad of 1",
		"ppHHmm": "a padded number stands directly before another number",
	} {
		_, err := Format(pattern, clock(t, "2025-12-29T18:05:09Z", "UTC"))
		assert.EqualError(t, err, want, pattern)
	}
}

func TestZonesAreThoseOfTheService(t *testing.T) {
	areas := map[string]int{}
	for name := range ZoneNames() {
		area, _, _ := strings.Cut(name, "/")
		areas[area]++
		zone := FindZone(name)
		require.NotNil(t, zone, name)
		assert.Equal(t, name, zone.Name)
	}
	assert.Equal(t, map[string]int{
		"UTC": 1, "Africa": 48, "America": 73, "Antarctica": 5, "Asia": 64, "Atlantic": 10, "Australia": 8, "Europe": 40, "Indian": 11, "Pacific": 35,
	}, areas)
	for _, name := range []string{"Asia/Kolkata", "Europe/Kyiv", "EST", "GMT", "Etc/UTC", "America/Toronto", "utc", "UTC\tUTC", "Tokyo"} {
		assert.Nil(t, FindZone(name), name)
	}
	assert.Equal(t, "UTC", FindZone("").Name)
}

func clock(t testing.TB, instant, zone string) Clock {
	t.Helper()
	at, err := time.Parse(time.RFC3339Nano, instant)
	require.NoError(t, err)
	z := FindZone(zone)
	require.NotNil(t, z, zone)
	return z.At(at)
}
