package dev.dockershim.exporter.exposition;

/**
 * Writes families in one of the two text formats.
 *
 * <p>Sources: Prometheus documentation, "Exposition formats"; OpenMetrics 1.0.0, section "Text format". The caller sees
 * to it that no family comes twice.
 */
final class TextFormat {

    private static final String TOTAL = "_total";

    private final ByteText out;
    private final boolean openMetrics;

    TextFormat(ByteText out, ExpositionFormat format) {
        this.out = out;
        this.openMetrics = format.isOpenMetrics();
    }

    /**
     * Writes a family with its metadata, or nothing if it has no samples.
     *
     * @throws IllegalArgumentException if its name is none, or is a counter's without {@code _total}
     */
    void write(MetricFamily family) {
        String name = family.name();
        int start = out.length();
        writeMetadata(name, family.help(), family.type());
        int metadataEnd = out.length();
        family.writeSamples((labels, unscaled, scale) -> writeSample(name, labels, unscaled, scale));
        if (out.length() == metadataEnd) {
            out.truncate(start);
        }
    }

    /**
     * Writes the HELP and the TYPE line.
     *
     * @throws IllegalArgumentException if the name is none, or is a counter's without {@code _total}
     */
    void writeMetadata(String name, String help, MetricType type) {
        boolean counter = requireName(name, type) == MetricType.COUNTER;
        // A gauge keeps its name, even container_fs_inodes_total: OpenMetrics cuts the suffix off counters only.
        String metadataName = counter && openMetrics ? name.substring(0, name.length() - TOTAL.length()) : name;
        out.appendAscii("# HELP ").appendAscii(metadataName).append(' ');
        out.appendEscaped(help, openMetrics).append('\n');
        out.appendAscii("# TYPE ").appendAscii(metadataName).append(' ');
        out.appendAscii(type.word()).append('\n');
    }

    /** Writes one sample of a family whose name is known to be one. */
    void writeSample(String name, byte[] labels, long unscaled, int scale) {
        out.appendAscii(name)
                .append(labels)
                .append(' ')
                .appendDecimal(unscaled, scale)
                .append('\n');
    }

    /** As above, without an array of the labels. */
    void writeSample(String name, LabelBlock labels, long unscaled, int scale) {
        out.appendAscii(name);
        labels.appendTo(out);
        out.append(' ').appendDecimal(unscaled, scale).append('\n');
    }

    /** Returns the type, or throws IllegalArgumentException if no family of that type can have that name. */
    static MetricType requireName(String name, MetricType type) {
        Names.requireMetric(name);
        if (type == MetricType.COUNTER && !name.endsWith(TOTAL)) {
            throw new IllegalArgumentException("counter without " + TOTAL + ": " + name);
        }
        return type;
    }

    /** Ends the text. */
    void end() {
        if (openMetrics) {
            out.appendAscii("# EOF\n");
        }
    }
}
