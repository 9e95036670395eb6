// Applies date patterns: a line of standard input is a pattern, an instant and a
// zone, parted by tabs; the answer is =TEXT, ! when the pattern is refused, or ?
// when there is no text for it.

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

public class Patterns {
    public static void main(String[] args) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split("\t", -1);
            out.println(answer(words[0], Instant.parse(words[1]).atZone(ZoneId.of(words[2]))));
        }
        out.flush();
    }

    static String answer(String pattern, ZonedDateTime time) {
        DateTimeFormatter formatter;
        try {
            formatter = DateTimeFormatter.ofPattern(pattern, Locale.US);
        } catch (IllegalArgumentException | ClassCastException refused) {
            return "!";
        }
        try {
            return "=" + formatter.format(time);
        } catch (RuntimeException failed) {
            return "?";
        }
    }
}
