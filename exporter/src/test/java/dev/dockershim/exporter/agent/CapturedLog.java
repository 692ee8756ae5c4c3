package dev.dockershim.exporter.agent;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the exporter logs, at every level, instead of where it goes otherwise. */
final class CapturedLog extends Handler implements AutoCloseable {

    private final Logger logger = Logger.getLogger("dev.dockershim");
    private final Logger grpc = Logger.getLogger("io.grpc");
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    CapturedLog() {
        setLevel(Level.ALL);
        logger.setLevel(Level.ALL);
        logger.setUseParentHandlers(false);
        logger.addHandler(this);
        grpc.setLevel(Level.OFF);
    }

    /** Messages of one level, in their order. */
    List<String> messages(Level level) {
        return records.stream()
                .filter(record -> record.getLevel().equals(level))
                .map(LogRecord::getMessage)
                .toList();
    }

    /** All of it, stacks included. */
    String everything() {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        records.forEach(record -> {
            writer.println(record.getMessage());
            if (record.getThrown() != null) {
                record.getThrown().printStackTrace(writer);
            }
        });
        return text.toString();
    }

    void clear() {
        records.clear();
    }

    @Override
    public void publish(LogRecord record) {
        records.add(record);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
        grpc.setLevel(null);
    }
}
