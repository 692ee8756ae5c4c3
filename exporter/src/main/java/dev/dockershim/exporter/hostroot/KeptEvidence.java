package dev.dockershim.exporter.hostroot;

import dev.dockershim.exporter.evidence.Observed;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Evidence out of files that is read again only if one of them has changed: a file, link or directory that was looked at
 * when it was read is another one, was written to, or got other permissions, by its inode and times. What was written to
 * in the two seconds before is not kept, since it could be written to again within the same time stamp; nor is what failed.
 * Of the files themselves nothing is kept.
 *
 * @param <T> the evidence
 */
public final class KeptEvidence<T> {

    private final HostRoot host;
    private @Nullable Kept<T> kept;

    private record Kept<T>(Object basis, Observed<T> evidence, Map<Path, FileState> notes) {}

    /** Keeps nothing yet. */
    public KeptEvidence(HostRoot host) {
        this.host = host;
    }

    /**
     * What was read before, or reads it.
     *
     * @param basis what else the evidence depends on; equal if that is the same
     * @param reader reads files of this host and nothing else, in a pass of it
     */
    public Observed<T> read(Object basis, Supplier<Observed<T>> reader) {
        Looks looks = host.looks();
        Kept<T> last = kept;
        if (last != null && last.basis.equals(basis) && looks.areUnchanged(last.notes)) {
            return last.evidence;
        }
        kept = null;
        looks.beginNotes();
        Observed<T> evidence = reader.get();
        Map<Path, FileState> notes = looks.endNotes();
        if (notes != null) {
            kept = new Kept<>(basis, evidence, notes);
        }
        return evidence;
    }
}
