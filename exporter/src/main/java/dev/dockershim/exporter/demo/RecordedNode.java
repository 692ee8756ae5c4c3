package dev.dockershim.exporter.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What a real node answered, recorded once: files as the kubelet, the runtime and the kernel gave them.
 *
 * @param name name of the recording, such as {@code containerd-1.36}
 * @param directory directory of its files on the class path
 */
public record RecordedNode(String name, String directory) implements NodeFiles {

    /** The nodes that come with the program, the first one being the ordinary case. */
    public static final List<String> NAMES = List.of(
            "containerd-1.36",
            "containerd23",
            "cri-dockerd-1.36",
            "dockershim",
            "draining",
            "migrated",
            "migrated-work-left",
            "unknown");

    private static final String DIRECTORY = "/demo/nodes/";

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
        return new RecordedNode(name, DIRECTORY + name);
    }

    /** What other nodes of the demo are made of: a directory beside theirs. */
    static RecordedNode recording(String name) {
        return new RecordedNode(name, DIRECTORY + name);
    }

    /** Whether its containers are run by dockershim: its kubelet serves the thirteen series itself. */
    public boolean isOnDockershim() {
        return "dockershim".equals(scenario().host());
    }

    /** What sets it apart from what was recorded. */
    Scenario scenario() {
        byte[] own = readOrNull(directory, "scenario.json");
        return own == null ? Scenario.NONE : Scenario.parse(own);
    }

    /** Whether the node has that file, of its own or of the recording that it is made from. */
    @Override
    public boolean has(String file) {
        return find(file) != null;
    }

    /** The bytes of one file; a file that is kept compressed is expanded. */
    @Override
    public byte[] read(String file) {
        byte[] found = find(file);
        if (found == null) {
            throw new IllegalArgumentException(name + " has no " + file);
        }
        return found;
    }

    private byte @Nullable [] find(String file) {
        byte[] own = readOrNull(directory, file);
        String base = own == null ? scenario().base() : null;
        return base == null ? own : readOrNull(DIRECTORY + base, file);
    }

    private static byte @Nullable [] readOrNull(String directory, String file) {
        String path = directory + "/" + file;
        try (InputStream plain = RecordedNode.class.getResourceAsStream(path)) {
            if (plain != null) {
                return plain.readAllBytes();
            }
            try (InputStream compressed = RecordedNode.class.getResourceAsStream(path + ".gz")) {
                return compressed == null ? null : new GZIPInputStream(compressed).readAllBytes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
