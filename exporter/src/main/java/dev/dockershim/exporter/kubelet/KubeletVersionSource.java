package dev.dockershim.exporter.kubelet;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.Source;
import dev.dockershim.exporter.source.SourceException;

/**
 * Reads the kubelet's version off its own {@code /metrics}, and no further than there; needs {@code get} on
 * {@code nodes/metrics}. To be asked rarely: making these metrics costs the kubelet something.
 */
public final class KubeletVersionSource implements Source<Observed<Version>> {

    private static final String PATH = "/metrics";
    private static final long MAX_BYTES = 16L * 1024 * 1024;
    private static final int PIECE_BYTES = 16 * 1024;

    private final KubeletClient client;

    /** A source that asks through {@code client}. */
    public KubeletVersionSource(KubeletClient client) {
        this.client = client;
    }

    @Override
    public String name() {
        return "kubelet_version";
    }

    @Override
    public Observed<Version> read(Deadline deadline) throws SourceException, InterruptedException {
        BuildInfoScan scan = new BuildInfoScan();
        long total = 0;
        try (KubeletAnswer answer = client.open(PATH, deadline)) {
            byte[] piece = new byte[PIECE_BYTES];
            for (int count = answer.read(piece); count >= 0; count = answer.read(piece)) {
                total += count;
                if (total > MAX_BYTES) {
                    throw new SourceException(
                            "kubelet's answer to " + PATH + " is longer than " + MAX_BYTES + " bytes");
                }
                Version found = scan.accept(piece, count);
                if (found != null) {
                    return Observed.seen(found);
                }
            }
        } catch (SourceException e) {
            if (!e.isAbsent()) {
                throw e;
            }
        }
        return Observed.missing(Reason.ABSENT, "the kubelet's metrics do not tell its version");
    }
}
