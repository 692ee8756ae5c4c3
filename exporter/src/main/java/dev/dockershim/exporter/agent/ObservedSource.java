package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.Source;
import dev.dockershim.exporter.source.SourceException;

/**
 * A source whose every reading is something seen.
 *
 * @param <T> what one reading yields
 */
record ObservedSource<T>(Source<T> source) implements Source<Observed<T>> {

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Observed<T> read(Deadline deadline) throws SourceException, InterruptedException {
        return Observed.seen(source.read(deadline));
    }
}
