package dev.dockershim.exporter.exposition;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Writes the lines of one family into a stream as they come, for texts that nobody holds as a whole. What the stream
 * throws comes out as {@link UncheckedIOException}.
 */
public final class FamilyWriter implements SampleWriter {

    private final String name;
    private final String help;
    private final MetricType type;
    private final OutputStream out;
    private final ByteText line = new ByteText(512);
    private final TextFormat text;

    /**
     * A writer of one family.
     *
     * @param help for the HELP line, not escaped
     * @throws IllegalArgumentException if the name is none, or is a counter's without {@code _total}
     */
    public FamilyWriter(String name, String help, MetricType type, ExpositionFormat format, OutputStream out) {
        TextFormat.requireName(name, type);
        this.name = name;
        this.help = help;
        this.type = type;
        this.out = out;
        this.text = new TextFormat(line, format);
    }

    /** Writes the HELP and the TYPE line. */
    public void writeMetadata() {
        text.writeMetadata(name, help, type);
        writeLine();
    }

    @Override
    public void sample(byte[] labels, long unscaled, int scale) {
        text.writeSample(name, labels, unscaled, scale);
        writeLine();
    }

    @Override
    public void sample(LabelBlock labels, long unscaled, int scale) {
        text.writeSample(name, labels, unscaled, scale);
        writeLine();
    }

    private void writeLine() {
        try {
            line.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            line.clear();
        }
    }
}
