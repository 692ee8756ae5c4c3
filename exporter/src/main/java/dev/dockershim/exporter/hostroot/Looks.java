package dev.dockershim.exporter.hostroot;

import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at files and directories. Within a pass each is looked at once; and what was looked at can be noted, to tell later
 * whether evidence that came of it would still be the same. What is not there needs no note: the directory that does not have
 * it was looked at, and changes when it comes into being. Not for several threads at a time.
 */
final class Looks {

    /** Some 250 bytes each. What takes more is read again each time. */
    private static final int MAX_NOTED = 1_000;

    private static final LinkOption[] FOLLOW = {};
    private static final LinkOption[] NO_FOLLOW = {LinkOption.NOFOLLOW_LINKS};

    private final Path root;
    private final LongSupplier clock;

    /** What was looked at in this pass; null outside of one. */
    private @Nullable Map<Path, FileState> pass;

    private long passMillis;
    private @Nullable Map<Path, FileState> noted;

    /**
     * In no pass.
     *
     * @param root may be given by a link, which is followed; no other one is
     * @param clock milliseconds, as {@link System#currentTimeMillis}
     */
    Looks(Path root, LongSupplier clock) {
        this.root = root;
        this.clock = clock;
    }

    void beginPass() {
        pass = new HashMap<>();
        passMillis = clock.getAsLong();
    }

    void endPass() {
        pass = null;
        noted = null;
    }

    /** A time before which nothing was looked at that is told from now on; milliseconds since 1970. */
    long since() {
        return pass == null ? clock.getAsLong() : passMillis;
    }

    /**
     * What lies at a path.
     *
     * @throws IOException if there is nothing, or it may not be looked at
     */
    FileState at(Path path) throws IOException {
        FileState state = pass == null ? null : pass.get(path);
        if (state == null) {
            try {
                state = FileState.of(path, path.equals(root) ? FOLLOW : NO_FOLLOW);
            } catch (NoSuchFileException e) {
                throw e;
            } catch (IOException e) {
                cannotTell();
                throw e;
            }
            if (pass != null) {
                pass.put(path, state);
            }
        }
        note(path, state);
        return state;
    }

    /** Notes what is looked at from now on in this pass. */
    void beginNotes() {
        noted = pass == null ? null : new HashMap<>();
    }

    /**
     * What was looked at since.
     *
     * @return null if that does not tell all that the evidence depends on, or something may still change unseen
     */
    @Nullable
    Map<Path, FileState> endNotes() {
        Map<Path, FileState> notes = noted;
        noted = null;
        return notes == null || notes.isEmpty() ? null : notes;
    }

    /** Whether all that was noted once is as it was. */
    boolean areUnchanged(Map<Path, FileState> notes) {
        try {
            for (Map.Entry<Path, FileState> note : notes.entrySet()) {
                if (!at(note.getKey()).equals(note.getValue())) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Something went wrong that may go well the next time: what is being read is not to be kept. */
    void cannotTell() {
        noted = null;
    }

    private void note(Path path, FileState state) {
        if (noted == null) {
            return;
        }
        // The pass began before any of its looks, so that none is taken for older than it is.
        if (noted.size() >= MAX_NOTED || !state.isSettled(passMillis)) {
            noted = null;
        } else {
            noted.put(path, state);
        }
    }
}
