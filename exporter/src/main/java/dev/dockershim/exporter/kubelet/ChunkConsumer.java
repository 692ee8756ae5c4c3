package dev.dockershim.exporter.kubelet;

import dev.dockershim.exporter.source.SourceException;
import java.nio.ByteBuffer;

/** Takes a body piece by piece. Called by another thread than the one that asked, but never by two at once. */
@FunctionalInterface
public interface ChunkConsumer {

    /**
     * Takes the next piece; the buffer is not to be kept.
     *
     * @throws SourceException to give up: the rest is not read, and the request fails with this exception
     */
    void accept(ByteBuffer chunk) throws SourceException;
}
