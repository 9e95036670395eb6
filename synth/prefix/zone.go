package prefix

import (
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/firehose-dsl/firehose-dsl/stdlib"
)

// The time zones that custom_time_zone may name, and what their clocks show.
// The service has a list of its own (developer guide, "Configure Amazon S3
// object name format"); offsets and names are OpenJDK 17's, so that the machine's own
// database changes nothing.

// The years of which the changes of zones are known.
const (
	FirstYear = 2000
	LastYear  = 2069
)

// A Zone is a time zone that the service accepts.
type Zone struct {
	Name string // Asia/Tokyo

	standard, daylight, generic zoneNames
	changes                     []change // in order; the first from the beginning
}

type zoneNames struct{ short, full string }

// A change is what holds from a minute on.
type change struct {
	from     int64 // minutes since 1970
	minutes  int   // east of UTC
	daylight bool
}

// A Clock is an instant as the clocks of a zone show it.
type Clock struct {
	Zone *Zone

	wall     time.Time // what the clock shows, as if it were UTC
	minutes  int       // east of UTC
	daylight bool
}

// ZoneNames are the names of the accepted zones, in order.
func ZoneNames() iter.Seq[string] {
	return func(yield func(string) bool) {
		for line := range strings.Lines(stdlib.Zones()) {
			if name, _, _ := strings.Cut(line, "\t"); !yield(name) {
				return
			}
		}
	}
}

// FindZone is the zone of a name, nil when the service does not accept it. The
// empty name is UTC.
func FindZone(name string) *Zone {
	if name == "" {
		name = "UTC"
	}
	columns := zoneLine(name)
	if columns == nil {
		return nil
	}
	changes := columns[7]
	if like, ok := strings.CutPrefix(changes, "="); ok {
		changes = zoneLine(like)[7]
	}
	return &Zone{
		Name:     name,
		standard: zoneNames{columns[1], columns[2]},
		daylight: zoneNames{columns[3], columns[4]},
		generic:  zoneNames{columns[5], columns[6]},
		changes:  readChanges(changes),
	}
}

// zoneLine is the columns of a zone, nil without.
func zoneLine(name string) []string {
	if strings.ContainsAny(name, "\t\n") {
		return nil
	}
	all := stdlib.Zones()
	at := strings.Index(all, "\n"+name+"\t") + 1
	if at == 0 && !strings.HasPrefix(all, name+"\t") {
		return nil
	}
	line, _, _ := strings.Cut(all[at:], "\n")
	return strings.Split(line, "\t")
}

// readChanges reads `+0100 +0200*/2mho …`: the offset, a star in daylight
// saving time, and the minutes since the change before in base 36.
func readChanges(text string) []change {
	var out []change
	at := time.Date(FirstYear, 1, 1, 0, 0, 0, 0, time.UTC).Unix() / 60
	for word := range strings.FieldsSeq(text) {
		state, since, _ := strings.Cut(word, "/")
		n, _ := strconv.ParseInt(since, 36, 64)
		at += n
		offset, daylight := strings.CutSuffix(state, "*")
		out = append(out, change{at, offsetMinutes(offset), daylight})
	}
	return out
}

// offsetMinutes reads +0530.
func offsetMinutes(text string) int {
	n, _ := strconv.Atoi(text)
	return n/100*60 + n%100
}

// At is what the zone's clocks show at an instant between the years FirstYear
// and LastYear.
func (z *Zone) At(t time.Time) Clock {
	now := z.changes[0]
	for _, c := range z.changes {
		if c.from*60 <= t.Unix() {
			now = c
		}
	}
	wall := t.UTC().Add(time.Duration(now.minutes) * time.Minute)
	return Clock{Zone: z, wall: wall, minutes: now.minutes, daylight: now.daylight}
}
