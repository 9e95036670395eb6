package prefix

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Format applies a date pattern to what a clock shows, as OpenJDK 17 does in the
// locale en-US: text fields are English, weeks begin on Sunday. The error says
// why Java has no text for it.
func Format(pattern string, c Clock) (string, error) {
	all, fault := items(pattern)
	if fault != nil && !fault.lenient {
		return "", fmt.Errorf("%s", fault.what)
	}
	var b strings.Builder
	for _, it := range all {
		text, err := c.item(it)
		if err != nil {
			return "", err
		}
		b.WriteString(text)
	}
	return b.String(), nil
}

func (c Clock) item(it item) (string, error) {
	if it.letter == 0 {
		return it.text, nil
	}
	if _, ok := it.legal(); !ok {
		return "", fmt.Errorf("`%s` is no field of a date", it.written())
	}
	text := c.field(it.letter, it.count)
	if it.pad == 0 {
		return text, nil
	}
	if len(text) > it.pad {
		return "", fmt.Errorf("`%s` is longer than its pad of %d", text, it.pad)
	}
	return strings.Repeat(" ", it.pad-len(text)) + text, nil
}

// field is the text of one field whose count is legal.
func (c Clock) field(letter byte, count int) string {
	switch letter {
	case 'y', 'u', 'Y':
		return year(c.number(letter), count)
	case 'G':
		return style(count, "AD", "Anno Domini", "A")
	case 'Q', 'q', 'M', 'L', 'E', 'e', 'c':
		return c.named(letter, count)
	case 'a':
		return c.wall.Format("PM")
	case 'B':
		return c.period(count)
	case 'S':
		return fmt.Sprintf("%09d", c.wall.Nanosecond())[:count]
	case 'V':
		return c.Zone.Name
	case 'z', 'v':
		return c.zoneName(letter, count)
	case 'O', 'X', 'x', 'Z':
		return c.offset(letter, count)
	}
	return padded(c.number(letter), count)
}

func padded(n, width int) string { return fmt.Sprintf("%0*d", width, n) }

// year writes a year, of which two letters keep two digits.
func year(n, count int) string {
	if count == 2 {
		n %= 100
	}
	return padded(n, count)
}

// number is the value of a field, of those that have names as well.
func (c Clock) number(letter byte) int {
	t := c.wall
	switch letter {
	case 'y', 'u':
		return t.Year()
	case 'Y':
		return endOfWeek(t).Year()
	case 'Q', 'q':
		return (int(t.Month())-1)/3 + 1
	case 'M', 'L':
		return int(t.Month())
	case 'w':
		return (endOfWeek(t).YearDay() + 6) / 7
	case 'W':
		return (t.Day() + int(time.Saturday-t.Weekday()) + 6) / 7
	case 'D':
		return t.YearDay()
	case 'd':
		return t.Day()
	case 'F':
		return (t.Day()-1)%7 + 1
	case 'g':
		return int(t.Unix()/86400) + modifiedJulian1970
	case 'E', 'e', 'c':
		return int(t.Weekday()) + 1
	}
	return c.timeOfDay(letter)
}

// modifiedJulian1970 is the modified Julian day of 1 January 1970.
const modifiedJulian1970 = 40587

// endOfWeek is the Saturday of a day's week. In the en-US calendar the week of
// 1 January is the first of its year, so the Saturday tells the year.
func endOfWeek(t time.Time) time.Time {
	return t.AddDate(0, 0, int(time.Saturday-t.Weekday()))
}

// timeOfDay is the value of a field of the time of day.
func (c Clock) timeOfDay(letter byte) int {
	t := c.wall
	second := t.Hour()*3600 + t.Minute()*60 + t.Second()
	switch letter {
	case 'H':
		return t.Hour()
	case 'k':
		return (t.Hour()+23)%24 + 1
	case 'K':
		return t.Hour() % 12
	case 'h':
		return (t.Hour()+11)%12 + 1
	case 'm':
		return t.Minute()
	case 's':
		return t.Second()
	case 'n':
		return t.Nanosecond()
	case 'A':
		return second*1e3 + t.Nanosecond()/1e6
	case 'N':
		return second*1e9 + t.Nanosecond()
	}
	return 0
}

// named is a field that is a number with one or two letters, else a name.
func (c Clock) named(letter byte, count int) string {
	n := c.number(letter)
	if count < 3 && letter != 'E' {
		return padded(n, count)
	}
	full := c.wall.Weekday().String()
	switch letter {
	case 'M', 'L':
		full = c.wall.Month().String()
	case 'Q', 'q':
		ordinal := []string{"1st", "2nd", "3rd", "4th"}[n-1]
		return style(count, fmt.Sprintf("Q%d", n), ordinal+" quarter", strconv.Itoa(n))
	}
	return style(count, full[:3], full, full[:1])
}

// style picks by count: up to three letters short, four full, five narrow.
func style(count int, short, full, narrow string) string {
	switch count {
	case 4:
		return full
	case 5:
		return narrow
	}
	return short
}

// period is the part of the day. Midnight and noon are minutes.
func (c Clock) period(count int) string {
	hour := c.wall.Hour()
	sharp := c.wall.Minute() == 0
	switch {
	case hour == 0 && sharp:
		return style(count, "midnight", "midnight", "mi")
	case hour == 12 && sharp:
		return style(count, "noon", "noon", "n")
	case hour >= 6 && hour < 12:
		return "in the morning"
	case hour >= 12 && hour < 18:
		return "in the afternoon"
	case hour >= 18 && hour < 21:
		return "in the evening"
	}
	return "at night"
}

// zoneName is the name of the zone: z as it is called at the time, v at all times.
func (c Clock) zoneName(letter byte, count int) string {
	names := c.Zone.standard
	switch {
	case letter == 'v':
		names = c.Zone.generic
	case c.daylight:
		names = c.Zone.daylight
	}
	if count == 4 {
		return names.full
	}
	return names.short
}

// offset is the distance from UTC: localized (GMT+5:30), or in digits. Since
// 2000 no zone of the service has seconds in it.
func (c Clock) offset(letter byte, count int) string {
	minutes := abs(c.minutes)
	hour, minute := minutes/60, minutes%60
	sign := "+"
	if c.minutes < 0 {
		sign = "-"
	}
	switch {
	case letter == 'O' || letter == 'Z' && count == 4:
		return localized(sign, hour, minute, count)
	case minutes == 0 && (letter == 'X' || letter == 'Z' && count == 5):
		return "Z"
	case letter != 'Z' && count == 1 && minute == 0:
		return fmt.Sprintf("%s%02d", sign, hour)
	case letter != 'Z' && count%2 == 1 && count > 1, letter == 'Z' && count == 5:
		return fmt.Sprintf("%s%02d:%02d", sign, hour, minute)
	}
	return fmt.Sprintf("%s%02d%02d", sign, hour, minute)
}

func localized(sign string, hour, minute, count int) string {
	switch {
	case hour == 0 && minute == 0:
		return "GMT"
	case count == 4:
		return fmt.Sprintf("GMT%s%02d:%02d", sign, hour, minute)
	case minute == 0:
		return fmt.Sprintf("GMT%s%d", sign, hour)
	}
	return fmt.Sprintf("GMT%s%d:%02d", sign, hour, minute)
}

func abs(n int) int { return max(n, -n) }
