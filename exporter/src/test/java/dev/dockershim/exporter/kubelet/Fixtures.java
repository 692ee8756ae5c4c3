package dev.dockershim.exporter.kubelet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Trimmed answers of real kubelets. */
final class Fixtures {

    private Fixtures() {}

    static byte[] bytes(String node, String file) {
        try (InputStream in = Fixtures.class.getResourceAsStream(node + "/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException(node + "/" + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static InputStream open(String node, String file) {
        return new ByteArrayInputStream(bytes(node, file));
    }

    static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
