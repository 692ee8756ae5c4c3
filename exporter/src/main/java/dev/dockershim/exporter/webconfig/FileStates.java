package dev.dockershim.exporter.webconfig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What files looked like: time, size and identity, links followed. A mounted Secret is renewed by a link to a new
 * directory, a file that a tool rewrites keeps its identity.
 *
 * @param states one a file
 * @param settled false while one is so young that a second write could have left the same time
 */
record FileStates(List<String> states, boolean settled) {

    /** Longer than the grain of any usual file system's times. */
    private static final Duration YOUNG = Duration.ofSeconds(2);

    /** As they are now. */
    static FileStates of(Collection<Path> files, Clock clock) {
        List<String> states = new ArrayList<>(files.size());
        Instant time = clock.instant();
        boolean settled = true;
        for (Path file : files) {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                states.add(now.lastModifiedTime() + " " + now.size() + " " + now.fileKey());
                // One from the future, by another clock, is none of this moment.
                settled &= Duration.between(now.lastModifiedTime().toInstant(), time)
                                .abs()
                                .compareTo(YOUNG)
                        > 0;
            } catch (IOException e) {
                states.add("unreadable");
            }
        }
        return new FileStates(List.copyOf(states), settled);
    }
}
