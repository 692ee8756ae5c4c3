package dev.dockershim.exporter.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Flow.Subscription;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InflatedBodyTest {

    private static final byte[] TEXT =
            "container_fs_usage_bytes{container=\"app\"} 1\n".repeat(100).getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 1_000_000})
    void yieldsWhatWasCompressedHoweverItComes(int pieceBytes) throws Exception {
        assertThat(inflate(gzip(TEXT), pieceBytes)).isEqualTo(TEXT);
        assertThat(inflate(gzip(new byte[0]), pieceBytes)).isEmpty();
    }

    @Test
    void yieldsMoreThanABufferHolds() throws Exception {
        byte[] noise = new byte[300_000];
        new Random(1).nextBytes(noise);

        assertThat(inflate(gzip(noise), 1000)).isEqualTo(noise);
    }

    /** All that RFC 1952 allows in a header. */
    @Test
    void passesOverWhatTheHeaderMayHold() throws Exception {
        ByteArrayOutputStream member = new ByteArrayOutputStream();
        member.write(new byte[] {0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3});
        member.write(new byte[] {3, 0, 'x', 'y', 'z'});
        member.write("file\0".getBytes(StandardCharsets.US_ASCII));
        member.write("comment\0".getBytes(StandardCharsets.US_ASCII));
        member.write(new byte[] {0, 0});
        Deflater deflater = new Deflater(6, true);
        deflater.setInput(TEXT);
        deflater.finish();
        byte[] deflated = new byte[10_000];
        member.write(deflated, 0, deflater.deflate(deflated));
        deflater.end();
        CRC32 crc = new CRC32();
        crc.update(TEXT);
        writeInt(member, crc.getValue());
        writeInt(member, TEXT.length);

        assertThat(inflate(member.toByteArray(), 5)).isEqualTo(TEXT);
    }

    /** A kubelet that closes early must never look as if it had said all. */
    @Test
    void whatIsCutAnywhereFails() {
        byte[] whole = gzip(TEXT);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> inflate(cut, 50)).as("%d bytes", length).isInstanceOf(IOException.class);
        }
    }

    @Test
    void whatIsChangedOrFollowedByMoreFails() {
        byte[] whole = gzip(TEXT);
        byte[] wrongSum = whole.clone();
        wrongSum[whole.length - 6] ^= 1;
        byte[] wrongLength = whole.clone();
        wrongLength[whole.length - 1] ^= 1;
        for (byte[] bad : List.of(wrongSum, wrongLength, Arrays.copyOf(whole, whole.length + 1), TEXT, new byte[] {
            0x1f, (byte) 0x8b, 9, 0, 0, 0, 0, 0, 0, 0, 0
        })) {
            assertThatThrownBy(() -> inflate(bad, 1000)).isInstanceOf(IOException.class);
        }
    }

    private static void writeInt(ByteArrayOutputStream out, long value) {
        for (int shift = 0; shift < 32; shift += 8) {
            out.write((int) (value >> shift));
        }
    }

    private static byte[] gzip(byte[] text) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return compressed.toByteArray();
    }

    private static byte[] inflate(byte[] compressed, int pieceBytes) throws IOException, InterruptedException {
        PulledBody body = new PulledBody();
        body.onSubscribe(new Subscription() {
            private int at;

            @Override
            public void request(long n) {
                if (at < compressed.length) {
                    int count = Math.min(pieceBytes, compressed.length - at);
                    ByteBuffer piece = ByteBuffer.wrap(compressed, at, count);
                    at += count;
                    body.onNext(List.of(piece));
                } else {
                    body.onComplete();
                }
            }

            @Override
            public void cancel() {}
        });
        InflatedBody inflated = new InflatedBody(body);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] to = new byte[777];
        try {
            for (int n = inflated.read(to); n >= 0; n = inflated.read(to)) {
                all.write(to, 0, n);
            }
        } finally {
            inflated.end();
        }
        return all.toByteArray();
    }
}
