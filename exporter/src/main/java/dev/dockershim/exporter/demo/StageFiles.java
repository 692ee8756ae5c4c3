package dev.dockershim.exporter.demo;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a node of the migration answers at a stage: a recording with the node's own name, and what differs from it. */
final class StageFiles implements NodeFiles {

    /** The name that the recorded nodes have in common. */
    private static final String RECORDED_NAME = "node-a";

    /** Containers' rows of the thirteen; those of a cgroup's own I/O are not among them, nor are the machine's. */
    private static final Pattern CONTAINER_FS = Pattern.compile(
            "(?m)^container_fs_(?!reads_total|writes_total|reads_bytes|writes_bytes)\\w+\\{container=\"[^\"]+\".*\n");

    private static final Pattern CONTAINER_ID = Pattern.compile("\\b([0-9a-f]{32})([0-9a-f]{32})\\b");

    private final String node;
    private final MigrationStage stage;
    private final RecordedNode recorded;

    StageFiles(String node, MigrationStage stage) {
        this.node = node;
        this.stage = stage;
        this.recorded = RecordedNode.recording(stage.recording());
    }

    @Override
    public String name() {
        return node;
    }

    @Override
    public boolean has(String file) {
        return own(file) != null || recorded.has(file);
    }

    @Override
    public byte[] read(String file) {
        return text(file).getBytes(StandardCharsets.UTF_8);
    }

    private @Nullable String own(String file) {
        return stage.answers() == null ? null : stage.answers().get(file);
    }

    private String text(String file) {
        if (file.equals("kubelet-version")) {
            return stage.kubelet();
        }
        String own = own(file);
        if (own != null) {
            return own;
        }
        String text = new String(recorded.read(file), StandardCharsets.UTF_8).replace(RECORDED_NAME, node);
        if (stage.anew()) {
            text = CONTAINER_ID.matcher(text).replaceAll("$2$1");
        }
        return file.equals("metrics-cadvisor.prom") && !stage.servesContainerFs()
                ? CONTAINER_FS.matcher(text).replaceAll("")
                : text;
    }
}
