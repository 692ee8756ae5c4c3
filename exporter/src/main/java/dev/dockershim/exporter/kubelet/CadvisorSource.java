package dev.dockershim.exporter.kubelet;

import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.Source;
import dev.dockershim.exporter.source.SourceException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Looks through {@code /metrics/cadvisor} for the containers it names, and for which of them it has certain families;
 * needs {@code get} on {@code nodes/metrics}.
 */
public final class CadvisorSource implements Source<CadvisorContainers> {

    /** The endpoint, relative to the kubelet's URL. */
    public static final String PATH = "/metrics/cadvisor";

    private static final long MAX_BYTES = 64L * 1024 * 1024;

    private static final int PIECE_BYTES = 16 * 1024;

    private final KubeletClient client;
    private final List<String> families;

    /**
     * A source that asks through {@code client}.
     *
     * @param families names of metrics to look out for, such as {@code container_fs_usage_bytes}
     */
    public CadvisorSource(KubeletClient client, List<String> families) {
        this.client = client;
        this.families = List.copyOf(families);
    }

    @Override
    public String name() {
        return "kubelet_cadvisor";
    }

    @Override
    public CadvisorContainers read(Deadline deadline) throws SourceException, InterruptedException {
        CadvisorScan scan = new CadvisorScan(families);
        long total = 0;
        try (KubeletAnswer answer = client.open(PATH, deadline)) {
            byte[] piece = new byte[PIECE_BYTES];
            for (int count = answer.read(piece); count >= 0; count = answer.read(piece)) {
                total += count;
                if (total > MAX_BYTES) {
                    throw new SourceException(
                            "kubelet's answer to " + PATH + " is longer than " + MAX_BYTES + " bytes");
                }
                scan.accept(ByteBuffer.wrap(piece, 0, count));
            }
        }
        if (total == 0) {
            throw new SourceException("kubelet's answer to " + PATH + " is empty");
        }
        return scan.finish();
    }
}
