package dev.dockershim.exporter.demo;

import dev.dockershim.exporter.host.FileSystems;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A recorded node's file systems, whatever this machine's are: the one that its kubelet told of. */
final class RecordedFileSystems implements FileSystems {

    private final long capacityBytes;
    private final Inodes inodes;
    private final boolean seesDirectories;

    RecordedFileSystems(NodeFiles node) {
        JsonNode fileSystem = JsonMapper.shared()
                .readTree(node.read("stats-summary.json"))
                .path("node")
                .path("fs");
        this.capacityBytes = fileSystem.path("capacityBytes").asLong(-1);
        this.inodes = new Inodes(
                fileSystem.path("inodes").asLong(-1),
                fileSystem.path("inodesFree").asLong(-1));
        this.seesDirectories = !node.has("pod-mountinfo");
    }

    @Override
    public long capacityBytes(String path) {
        return capacityBytes;
    }

    @Override
    public @Nullable Inodes inodes(String path) {
        return inodes;
    }

    @Override
    public boolean isDirectory(String path) {
        return seesDirectories;
    }

    @Override
    public @Nullable String deviceMapperName(String mapping) {
        return null;
    }
}
