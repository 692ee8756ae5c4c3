package dev.dockershim.exporter.demo;

/** What a node answered, as files: the answers of its kubelet and its runtime, and what its kernel shows. */
public interface NodeFiles {

    /** Name of the recording, or of the node that is made of one. */
    String name();

    /** Whether the node has that file. */
    boolean has(String file);

    /**
     * The bytes of one file.
     *
     * @throws IllegalArgumentException if the node has no such file
     */
    byte[] read(String file);
}
