package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.source.Collection;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.Reading;
import dev.dockershim.exporter.source.SourceReader;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads one source of evidence; what it cannot read is missing, with a text of our own. The source's own words, which
 * name addresses, go to the log only.
 *
 * @param reader null if the source is not configured
 * @param timeout how long a reading may take
 * @param name what is read, for people: {@code the kubelet's /configz}
 * @param configure how to configure it
 * @param grant what to grant if it is refused
 */
record EvidenceReader<T>(
        @Nullable SourceReader<Observed<T>> reader, Duration timeout, String name, String configure, String grant) {

    /** Reads once. */
    Observed<T> read() throws InterruptedException {
        if (reader == null) {
            return Observed.missing(Reason.NOT_CONFIGURED, name + " is not asked: " + configure);
        }
        Reading<Observed<T>> reading =
                new Collection(Deadline.after(timeout)).start(reader).await();
        if (reading instanceof Reading.Fresh<Observed<T>> fresh) {
            return fresh.value();
        }
        return reading instanceof Reading.Failed<Observed<T>> failed && failed.forbidden()
                ? Observed.missing(Reason.FORBIDDEN, name + " is refused: " + grant)
                : Observed.missing(Reason.FAILED, name + " could not be read: the agent's log says why");
    }
}
