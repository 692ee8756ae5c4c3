package dev.dockershim.exporter.cluster;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * A part of a cluster. Each node, and each workload, belongs to just one shard, by a hash of its name that is the same in
 * every process, so that the shards together say what one process would say alone.
 *
 * @param index from 0
 * @param total how many there are
 */
public record Shard(int index, int total) {

    /** The whole cluster. */
    public static final Shard ALL = new Shard(0, 1);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the index is not one of the total
     */
    public Shard {
        if (total < 1 || index < 0 || index >= total) {
            throw new IllegalArgumentException("shard " + index + " is none of " + total);
        }
    }

    /** Whether it speaks for what is cluster-wide. */
    public boolean isFirst() {
        return index == 0;
    }

    /**
     * Whether what has this name is this shard's: a node's name, {@code namespace/type/name} of a workload, or
     * {@code namespace/name} of a vendor's agent.
     */
    public boolean has(String name) {
        if (total == 1) {
            return true;
        }
        CRC32C hash = new CRC32C();
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        hash.update(bytes, 0, bytes.length);
        return hash.getValue() % total == index;
    }
}
