package dev.dockershim.exporter.source;

/**
 * Something that is read afresh in each collection: a kubelet endpoint, a CRI call, a file of the host.
 *
 * @param <T> what one reading yields; immutable
 */
public interface Source<T> {

    /** The value of the label {@code source}: lower case with underscores, such as {@code kubelet_summary}. */
    String name();

    /**
     * Reads the source once.
     *
     * <p>Called by one thread at a time, never concurrently with itself. An implementation bounds its own waits by
     * {@code deadline} and its memory by limits of its own, and gives up at once when its thread is interrupted.
     *
     * @throws SourceException if the source could not be read whole; nothing read before the failure is used
     * @throws InterruptedException if the collection no longer waits for this reading
     */
    T read(Deadline deadline) throws SourceException, InterruptedException;
}
