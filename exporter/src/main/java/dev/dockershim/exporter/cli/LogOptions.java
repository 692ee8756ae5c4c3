package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.log.Logging;
import dev.dockershim.exporter.log.Logging.LogFormat;
import dev.dockershim.exporter.log.Logging.LogLevel;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** The flags of the log, the same for every command. */
final class LogOptions {

    private static final String LEVEL = "--log.level";

    @Option(
            names = LEVEL,
            paramLabel = "LEVEL",
            defaultValue = "info",
            converter = LevelConverter.class,
            description = "debug, info, warn or error. Default: info.")
    private LogLevel level = LogLevel.INFO;

    @Option(
            names = "--log.format",
            paramLabel = "FORMAT",
            defaultValue = "logfmt",
            converter = FormatConverter.class,
            description = "logfmt or json. Default: logfmt.")
    private LogFormat format = LogFormat.LOGFMT;

    void apply() {
        Logging.configure(level, format);
    }

    /** The same, with another level unless one is given. */
    void apply(LogLevel unlessGiven, ParseResult given) {
        boolean isGiven = given.hasMatchedOption(LEVEL) || System.getenv(EnvironmentDefaults.variable(LEVEL)) != null;
        Logging.configure(isGiven ? level : unlessGiven, format);
    }

    static <E extends Enum<E>> E choice(Class<E> type, String value) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
                return constant;
            }
        }
        StringBuilder choices = new StringBuilder();
        for (E constant : type.getEnumConstants()) {
            choices.append(choices.length() == 0 ? "" : ", ")
                    .append(constant.name().toLowerCase(Locale.ROOT));
        }
        throw new TypeConversionException("'" + value + "' is none of " + choices);
    }

    static final class LevelConverter implements ITypeConverter<LogLevel> {
        @Override
        public LogLevel convert(String value) {
            return choice(LogLevel.class, value);
        }
    }

    static final class FormatConverter implements ITypeConverter<LogFormat> {
        @Override
        public LogFormat convert(String value) {
            return choice(LogFormat.class, value);
        }
    }
}
