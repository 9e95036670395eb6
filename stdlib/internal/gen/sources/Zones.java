// Writes what OpenJDK 17 knows of the time zones that Firehose accepts, from
// 2000 to 2069, one a line. To write the data of the standard library anew:
//
//     cut -f1 stdlib/zones/zones.tsv > names
//     java stdlib/internal/gen/sources/Zones.java < names > stdlib/zones/zones.tsv
//
// Columns, parted by tabs: the zone; its names in en-US as z, zzzz in standard
// time, the same two in daylight saving time, and v, vvvv; then its changes.
// A change is [+-]HHMM, with * in daylight saving time, and /MINUTES since the
// change before in base 36; the first entry is what held at the beginning. Names
// that never apply are empty. A zone that changes as one above does has = and the
// name of that in place of the changes.

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

public class Zones {
    static final Instant START = Instant.parse("2000-01-01T00:00:00Z");
    static final Instant END = Instant.parse("2070-01-01T00:00:00Z");

    public static void main(String[] args) throws Exception {
        Map<String, String> known = new HashMap<>(); // by changes, the first zone that has them
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String name = in.readLine(); name != null; name = in.readLine()) {
            ZoneId zone = ZoneId.of(name);
            List<Instant> states = states(zone.getRules());
            String changes = changes(zone.getRules(), states);
            String first = known.putIfAbsent(changes, name);
            boolean shorter = first != null && first.length() < changes.length();
            System.out.println(name + "\t" + names(zone, states) + "\t" + (shorter ? "=" + first : changes));
        }
    }

    static List<Instant> states(ZoneRules rules) {
        List<Instant> out = new ArrayList<>();
        for (Instant at = START; at.isBefore(END); at = next(rules, at)) out.add(at);
        return out;
    }

    // next is the first instant after at with another state: another offset, or the
    // same as standard time, which lies between two of the former.
    static Instant next(ZoneRules rules, Instant at) {
        ZoneOffsetTransition change = rules.nextTransition(at);
        Instant high = change == null ? END : change.getInstant();
        for (Instant day = at; day.isBefore(high); day = day.plus(Duration.ofDays(1))) {
            if (!state(rules, day).equals(state(rules, at))) return bisect(rules, at, day);
        }
        return high;
    }

    static Instant bisect(ZoneRules rules, Instant low, Instant high) {
        String before = state(rules, low);
        while (Duration.between(low, high).getSeconds() > 1) {
            Instant middle = low.plusSeconds(Duration.between(low, high).getSeconds() / 2);
            if (state(rules, middle).equals(before)) low = middle;
            else high = middle;
        }
        return high;
    }

    static String state(ZoneRules rules, Instant at) {
        String offset = rules.getOffset(at).getId().replace(":", "").replace("Z", "+0000");
        return offset + (rules.isDaylightSavings(at) ? "*" : "");
    }

    static String changes(ZoneRules rules, List<Instant> states) {
        StringBuilder out = new StringBuilder(state(rules, START));
        for (int i = 1; i < states.size(); i++) {
            Duration since = Duration.between(states.get(i - 1), states.get(i));
            if (since.toSecondsPart() != 0) throw new IllegalStateException("a change within a minute");
            out.append(' ').append(state(rules, states.get(i))).append('/').append(Long.toString(since.toMinutes(), 36));
        }
        return out.toString();
    }

    static String names(ZoneId zone, List<Instant> states) {
        Instant standard = null, daylight = null;
        for (Instant at : states) {
            if (zone.getRules().isDaylightSavings(at)) daylight = at;
            else standard = at;
        }
        return String.join("\t", name(zone, "z", standard), name(zone, "zzzz", standard),
            name(zone, "z", daylight), name(zone, "zzzz", daylight), name(zone, "v", START), name(zone, "vvvv", START));
    }

    static String name(ZoneId zone, String pattern, Instant at) {
        return at == null ? "" : DateTimeFormatter.ofPattern(pattern, Locale.US).format(at.atZone(zone));
    }
}
