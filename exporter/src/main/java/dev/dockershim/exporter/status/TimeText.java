package dev.dockershim.exporter.status;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time for people. */
final class TimeText {

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private TimeText() {}

    /** The time with its age, in a {@code time} element. */
    static void write(Html html, Instant at, Instant now) {
        html.raw("<time datetime=\"")
                .raw(at.toString())
                .raw("\">")
                .raw(UTC.format(at))
                .raw("</time>, ");
        html.text(age(at, now));
    }

    /** How long ago, in one or two units. A clock that was set back makes no negative ages. */
    static String age(Instant at, Instant now) {
        String span = span(at, now);
        return span.equals("0 s") ? "just now" : span + " ago";
    }

    /** For how long, in one or two units. */
    static String span(Instant at, Instant now) {
        Duration age = Duration.between(at, now);
        if (age.isNegative()) {
            return "0 s";
        }
        if (age.toMinutes() == 0) {
            return age.toSeconds() + " s";
        }
        if (age.toHours() == 0) {
            return age.toMinutes() + " min";
        }
        if (age.toDays() == 0) {
            return age.toHours() + " h " + age.toMinutesPart() + " min";
        }
        return age.toDays() + " d " + age.toHoursPart() + " h";
    }
}
