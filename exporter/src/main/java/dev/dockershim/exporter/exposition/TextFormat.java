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
        String name = Names.requireMetric(family.name());
        boolean counter = family.type() == MetricType.COUNTER;
        if (counter && !name.endsWith(TOTAL)) {
            throw new IllegalArgumentException("counter without " + TOTAL + ": " + name);
        }
        // A gauge keeps its name, even container_fs_inodes_total: OpenMetrics cuts the suffix off counters only.
        String metadataName = counter && openMetrics ? name.substring(0, name.length() - TOTAL.length()) : name;
        int start = out.length();
        out.appendAscii("# HELP ").appendAscii(metadataName).append(' ');
        out.appendEscaped(family.help(), openMetrics).append('\n');
        out.appendAscii("# TYPE ").appendAscii(metadataName).append(' ');
        out.appendAscii(family.type().word()).append('\n');
        int metadataEnd = out.length();
        family.writeSamples((labels, unscaled, scale) -> out.appendAscii(name)
                .append(labels)
                .append(' ')
                .appendDecimal(unscaled, scale)
                .append('\n'));
        if (out.length() == metadataEnd) {
            out.truncate(start);
        }
    }

    /** Ends the text. */
    void end() {
        if (openMetrics) {
            out.appendAscii("# EOF\n");
        }
    }
}
