package dev.dockershim.exporter.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * What a real node answered, recorded once: files as the kubelet, the runtime and the kernel gave them.
 *
 * @param name name of the recording, such as {@code containerd-1.36}
 * @param directory directory of its files on the class path
 */
public record RecordedNode(String name, String directory) {

    /** The recordings that come with the program, the first one being the ordinary case. */
    public static final List<String> NAMES = List.of("containerd-1.36", "containerd23", "cri-dockerd-1.36");

    /**
     * The recording of that name.
     *
     * @throws IllegalArgumentException with one line that names those there are
     */
    public static RecordedNode named(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException(
                    "--demo.node: '" + name + "' is no recorded node, there are: " + String.join(", ", NAMES));
        }
        return new RecordedNode(name, "/demo/nodes/" + name);
    }

    /** Whether the recording has that file. */
    public boolean has(String file) {
        return RecordedNode.class.getResource(directory + "/" + file) != null
                || RecordedNode.class.getResource(directory + "/" + file + ".gz") != null;
    }

    /** The bytes of one file; a file that is kept compressed is expanded. */
    public byte[] read(String file) {
        try (InputStream plain = RecordedNode.class.getResourceAsStream(directory + "/" + file)) {
            if (plain != null) {
                return plain.readAllBytes();
            }
            try (InputStream compressed = RecordedNode.class.getResourceAsStream(directory + "/" + file + ".gz")) {
                if (compressed == null) {
                    throw new IllegalArgumentException(name + " has no " + file);
                }
                return new GZIPInputStream(compressed).readAllBytes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
