package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.report.ReportFormat.Output;
import dev.dockershim.exporter.report.UpgradeQuestion.Assumption;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What the values of {@code report}'s flags may look like. */
final class ReportConverters {

    private ReportConverters() {}

    /** {@code 1.24}; a patch and what follows it do not matter. */
    static final class Minor implements ITypeConverter<Integer> {
        private static final Pattern FORM = Pattern.compile("v?1\\.(\\d{1,3})(\\.\\d.*)?");

        @Override
        public Integer convert(String value) {
            Matcher matcher = FORM.matcher(value);
            if (!matcher.matches()) {
                throw new TypeConversionException("'" + value + "' is no version such as 1.24");
            }
            return Integer.valueOf(matcher.group(1));
        }
    }

    /** {@code 30s}, {@code 5m}, {@code 1h}. */
    static final class Timeout implements ITypeConverter<Duration> {
        private static final Pattern FORM = Pattern.compile("(\\d{1,4})([smh])");
        private static final Duration LONGEST = Duration.ofHours(1);

        @Override
        public Duration convert(String value) {
            Matcher matcher = FORM.matcher(value);
            if (matcher.matches()) {
                long number = Long.parseLong(matcher.group(1));
                Duration duration = switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    default -> Duration.ofHours(number);
                };
                if (!duration.isZero() && duration.compareTo(LONGEST) <= 0) {
                    return duration;
                }
            }
            throw new TypeConversionException("'" + value + "' is no time from 1s to 1h, such as 5m");
        }
    }

    /** {@code removed-flag}, {@code cri-dockerd} and the like. */
    static final class Assume implements ITypeConverter<Assumption> {
        @Override
        public Assumption convert(String value) {
            return Arrays.stream(Assumption.values())
                    .filter(assumption -> assumption.label().equals(value))
                    .findAny()
                    .orElseThrow(() -> new TypeConversionException("'" + value + "' is none of "
                            + Arrays.stream(Assumption.values())
                                    .map(Assumption::label)
                                    .collect(Collectors.joining(", "))));
        }
    }

    /** {@code table}, {@code json}, {@code markdown}, {@code html}. */
    static final class Form implements ITypeConverter<Output> {
        @Override
        public Output convert(String value) {
            return LogOptions.choice(Output.class, value);
        }
    }
}
