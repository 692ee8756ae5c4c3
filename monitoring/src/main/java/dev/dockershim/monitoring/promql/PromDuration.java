package dev.dockershim.monitoring.promql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Prometheus writes them, such as {@code 1h30m}. A day has 24 hours, a year 365 days. */
public final class PromDuration {

    private static final Pattern SYNTAX = Pattern.compile(
            "(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m(?!s))?(?:(\\d+)s)?(?:(\\d+)ms)?");
    private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
    private static final long[] MILLIS = {
        365L * 86_400_000, 7L * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000, 1,
    };

    private PromDuration() {}

    /**
     * Milliseconds.
     *
     * @throws IllegalArgumentException if it is no duration, or a longer one than 64 bits hold
     */
    public static long millis(String text) {
        Matcher parts = SYNTAX.matcher(text);
        if (text.isEmpty() || !parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no duration");
        }
        try {
            long millis = 0;
            for (int i = 0; i < MILLIS.length; i++) {
                String number = parts.group(i + 1);
                if (number != null) {
                    millis = Math.addExact(millis, Math.multiplyExact(Long.parseLong(number), MILLIS[i]));
                }
            }
            return millis;
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is too long", e);
        }
    }

    /** The text; weeks and years only if it is a whole number of them, as Prometheus does. */
    public static String text(long millis) {
        if (millis == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        long rest = millis;
        for (int i = 0; i < MILLIS.length; i++) {
            boolean onlyExact = i < 3;
            if (rest >= MILLIS[i] && (!onlyExact || rest % MILLIS[i] == 0)) {
                text.append(rest / MILLIS[i]).append(UNITS[i]);
                rest %= MILLIS[i];
            }
        }
        return text.toString();
    }
}
