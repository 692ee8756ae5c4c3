package dev.dockershim.exporter.exposition;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A text of gauges that is kept compressed and never held as a whole: of a cluster of 5,000 nodes it has some 36 MB.
 * Something can be put after it without compressing it anew. Immutable.
 *
 * <p>Gauges are written alike in both formats, so that one text does for all.
 */
public final class DeflatedText {

    /** Nothing. */
    public static final DeflatedText EMPTY = new DeflatedText(List.of(), 0, 0, Set.of());

    /** RFC 1952: deflate, no name, no time, fastest, of an unknown system. */
    private static final byte[] GZIP_HEAD = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 4, (byte) 0xff};

    private static final int BUFFER_BYTES = 16 * 1024;

    private final List<byte[]> pieces;
    private final long length;
    private final int crc;
    private final Set<String> names;

    private DeflatedText(List<byte[]> pieces, long length, int crc, Set<String> names) {
        this.pieces = List.copyOf(pieces);
        this.length = length;
        this.crc = crc;
        this.names = Set.copyOf(names);
    }

    /**
     * Renders and compresses gauges.
     *
     * @param families in any order; written sorted by name, those without samples left out
     * @throws IllegalArgumentException if two families share a name, or one would be written otherwise in one of the
     *     formats: it is no gauge, or its HELP has quotes
     */
    public static DeflatedText of(Collection<? extends MetricFamily> families) {
        List<MetricFamily> sorted = new ArrayList<>(families);
        sorted.sort(Comparator.comparing(MetricFamily::name));
        Set<String> names = new LinkedHashSet<>();
        try (DeflatingStream out = new DeflatingStream()) {
            for (MetricFamily family : sorted) {
                if (!names.add(family.name())) {
                    throw new IllegalArgumentException("two families of one name: " + family.name());
                }
                if (family.type() != MetricType.GAUGE || family.help().indexOf('"') >= 0) {
                    throw new IllegalArgumentException("not the same in both formats: " + family.name());
                }
                write(family, out);
            }
            out.flush();
            return new DeflatedText(out.pieces(), out.length(), out.crc(), names);
        }
    }

    private static void write(MetricFamily family, OutputStream out) {
        FamilyWriter lines =
                new FamilyWriter(family.name(), family.help(), family.type(), ExpositionFormat.TEXT_0_0_4, out);
        family.writeSamples(new SampleWriter() {
            private boolean begun;

            @Override
            public void sample(byte[] labels, long unscaled, int scale) {
                begin();
                lines.sample(labels, unscaled, scale);
            }

            @Override
            public void sample(LabelBlock labels, long unscaled, int scale) {
                begin();
                lines.sample(labels, unscaled, scale);
            }

            private void begin() {
                if (!begun) {
                    begun = true;
                    lines.writeMetadata();
                }
            }
        });
    }

    /** Names of its families, those without samples too. */
    Set<String> names() {
        return names;
    }

    /** How long the text is, in bytes. */
    public long length() {
        return length;
    }

    /** How many bytes it takes, compressed. */
    public long deflatedLength() {
        return pieces.stream().mapToLong(piece -> piece.length).sum();
    }

    /**
     * This text and another after it, as one gzip member, which every client takes. The arrays are shared: they must not
     * be changed.
     */
    public List<byte[]> gzipWith(byte[] after) {
        List<byte[]> all = new ArrayList<>(pieces.size() + 2);
        all.add(GZIP_HEAD);
        all.addAll(pieces);
        try (DeflatingStream end = new DeflatingStream()) {
            end.write(after, 0, after.length);
            end.finish();
            all.addAll(end.pieces());
        }
        int whole = Crc32.extend(crc, after);
        all.add(littleEndian(whole, (int) (length + after.length)));
        return all;
    }

    /** Writes the text as it is, in pieces. */
    public void writeTo(OutputStream out) throws IOException {
        Inflater inflater = new Inflater(true);
        try {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (byte[] piece : pieces) {
                inflater.setInput(piece);
                for (int count = inflater.inflate(buffer); count > 0; count = inflater.inflate(buffer)) {
                    out.write(buffer, 0, count);
                }
            }
        } catch (DataFormatException e) {
            throw new IllegalStateException("what was compressed is broken", e);
        } finally {
            inflater.end();
        }
    }

    private static byte[] littleEndian(int... numbers) {
        byte[] bytes = new byte[4 * numbers.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (numbers[i / 4] >>> (8 * (i % 4)));
        }
        return bytes;
    }
}
