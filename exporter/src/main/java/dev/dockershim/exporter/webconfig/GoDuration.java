package dev.dockershim.exporter.webconfig;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go's {@code time.ParseDuration} reads them: {@code 1s}, {@code 1m30s}, {@code 1.5h}, {@code 0}. */
final class GoDuration {

    private static final Map<String, Long> UNITS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "μs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);
    private static final Pattern PART =
            Pattern.compile("([0-9]{1,19}(?:[.][0-9]{0,19})?|[.][0-9]{1,19})(ns|us|µs|μs|ms|s|m|h)");
    private static final Pattern WHOLE = Pattern.compile("[-+]?(" + PART.pattern() + "){1,16}");

    private GoDuration() {}

    /**
     * In nanoseconds.
     *
     * @throws IllegalArgumentException if it is none, or takes more than 64 bits
     */
    static long nanos(String text) {
        if (text.equals("0") || text.equals("+0") || text.equals("-0")) {
            return 0;
        }
        if (!WHOLE.matcher(text).matches()) {
            throw new IllegalArgumentException("no duration");
        }
        BigDecimal sum = BigDecimal.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            sum = sum.add(
                    new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(UNITS.getOrDefault(part.group(2), 0L))));
        }
        try {
            long nanos = sum.toBigInteger().longValueExact();
            return text.startsWith("-") ? -nanos : nanos;
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("too long a duration", e);
        }
    }
}
