package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.source.Collection;
import dev.dockershim.exporter.source.SourceReader;

/**
 * An {@link AskedSource} and its reader.
 *
 * @param <Q> what is asked for
 * @param <T> what one reading yields
 */
record AskedReader<Q, T>(AskedSource<Q, T> source, SourceReader<T> reader) {

    /** Starts reading what is asked for. */
    Collection.Pending<T> start(Collection collection, Q question) {
        source.ask(question);
        return collection.start(reader);
    }
}
