package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.Source;
import dev.dockershim.exporter.source.SourceException;

/**
 * A source whose next reading is about what was asked for last.
 *
 * @param <Q> what is asked for
 * @param <T> what one reading yields
 */
final class AskedSource<Q, T> implements Source<T> {

    private final String name;
    private final Reader<Q, T> reader;
    private volatile Q question;

    /** A source that is asked for {@code nothing} until something is asked for. */
    AskedSource(String name, Q nothing, Reader<Q, T> reader) {
        this.name = name;
        this.reader = reader;
        this.question = nothing;
    }

    /** Reads what is asked for, within the deadline. */
    @FunctionalInterface
    interface Reader<Q, T> {
        T read(Q question, Deadline deadline) throws SourceException, InterruptedException;
    }

    /** Sets what the next reading is about. */
    void ask(Q next) {
        question = next;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public T read(Deadline deadline) throws SourceException, InterruptedException {
        return reader.read(question, deadline);
    }
}
