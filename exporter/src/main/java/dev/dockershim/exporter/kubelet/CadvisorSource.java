package dev.dockershim.exporter.kubelet;

import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.Source;
import dev.dockershim.exporter.source.SourceException;

/** Looks through {@code /metrics/cadvisor} for the containers it names; needs {@code get} on {@code nodes/metrics}. */
public final class CadvisorSource implements Source<CadvisorContainers> {

    private static final String PATH = "/metrics/cadvisor";
    private static final long MAX_BYTES = 64L * 1024 * 1024;

    private final KubeletClient client;

    /** A source that asks through {@code client}. */
    public CadvisorSource(KubeletClient client) {
        this.client = client;
    }

    @Override
    public String name() {
        return "kubelet_cadvisor";
    }

    @Override
    public CadvisorContainers read(Deadline deadline) throws SourceException, InterruptedException {
        CadvisorScan scan = new CadvisorScan();
        client.stream(PATH, scan, MAX_BYTES, deadline);
        return scan.finish();
    }
}
