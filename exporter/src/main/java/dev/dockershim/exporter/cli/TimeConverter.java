package dev.dockershim.exporter.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time such as {@code 90s}, {@code 1m} or {@code 2h}, within its bounds. */
abstract class TimeConverter implements ITypeConverter<Duration> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,5})([smh])");

    private final String shortest;
    private final String longest;
    private final boolean orZero;

    /** With bounds in the same form, and with 0 or without. */
    TimeConverter(String shortest, String longest, boolean orZero) {
        this.shortest = shortest;
        this.longest = longest;
        this.orZero = orZero;
    }

    @Override
    public Duration convert(String value) {
        Duration time = value.equals("0") ? Duration.ZERO : parse(value);
        boolean within = time.compareTo(parse(shortest)) >= 0 && time.compareTo(parse(longest)) <= 0;
        if (within || (orZero && time.isZero())) {
            return time;
        }
        throw new TypeConversionException("'" + value + (orZero ? "' is neither 0 nor" : "' is not") + " a time from "
                + shortest + " to " + longest + ", such as " + (orZero ? "1m" : shortest));
    }

    /** Something out of any bounds if it is no time. */
    private static Duration parse(String value) {
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches()) {
            return Duration.ofSeconds(-1);
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }
}
