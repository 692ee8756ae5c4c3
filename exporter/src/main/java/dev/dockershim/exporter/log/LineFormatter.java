package dev.dockershim.exporter.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/** One record, one line: time, level, logger and message, fields of its own, and the stack of an exception where there is one. */
abstract class LineFormatter extends Formatter {

    @Override
    public final String format(LogRecord record) {
        StringBuilder line = new StringBuilder(160);
        begin(line);
        field(
                line,
                "ts",
                Instant.ofEpochMilli(record.getMillis())
                        .truncatedTo(ChronoUnit.MILLIS)
                        .toString(),
                true);
        field(line, "level", level(record.getLevel()), false);
        field(line, "logger", shortName(record.getLoggerName()), false);
        field(line, "msg", formatMessage(record), false);
        fields(line, record.getParameters());
        if (record.getThrown() != null) {
            StringWriter stack = new StringWriter();
            record.getThrown().printStackTrace(new PrintWriter(stack));
            field(line, "stack", stack.toString(), false);
        }
        end(line);
        return line.append('\n').toString();
    }

    /** A record's only parameter may be a map, whose entries are then fields of their own. */
    private void fields(StringBuilder line, @Nullable Object @Nullable [] parameters) {
        if (parameters != null && parameters.length == 1 && parameters[0] instanceof Map<?, ?> fields) {
            fields.forEach((key, value) -> field(line, String.valueOf(key), String.valueOf(value), false));
        }
    }

    abstract void begin(StringBuilder line);

    abstract void field(StringBuilder line, String key, String value, boolean first);

    abstract void end(StringBuilder line);

    /** Appends {@code value} with quotes around it and everything escaped that would end the string or the line. */
    static void quote(StringBuilder line, String value) {
        line.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> line.append("\\\"");
                case '\\' -> line.append("\\\\");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (breaksLines(c) || (Character.isSurrogate(c) && !isPaired(value, i))) {
                        line.append(String.format("\\u%04x", (int) c));
                    } else {
                        line.append(c);
                    }
                }
            }
        }
        line.append('"');
    }

    /** Control characters, those of terminals above 0x80 too, and Unicode's own line ends. */
    private static boolean breaksLines(char c) {
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
    }

    private static boolean isPaired(String value, int index) {
        return Character.isHighSurrogate(value.charAt(index))
                ? index + 1 < value.length() && Character.isLowSurrogate(value.charAt(index + 1))
                : index > 0 && Character.isHighSurrogate(value.charAt(index - 1));
    }

    private static String level(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return "error";
        }
        if (value >= Level.WARNING.intValue()) {
            return "warn";
        }
        return value >= Level.INFO.intValue() ? "info" : "debug";
    }

    private static String shortName(String logger) {
        return logger == null ? "" : logger.substring(logger.lastIndexOf('.') + 1);
    }
}
