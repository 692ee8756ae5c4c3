package dev.dockershim.exporter.kubelet;

import dev.dockershim.exporter.evidence.CgroupDriver;
import dev.dockershim.exporter.evidence.Endpoint;
import dev.dockershim.exporter.evidence.KubeletSettings;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.Source;
import dev.dockershim.exporter.source.SourceException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code /configz}, the configuration that is in force; needs {@code get} on {@code nodes/configz}, or on
 * {@code nodes/proxy} before Kubernetes 1.33 (KEP-2862). The field of the endpoint is there from 1.27 on.
 */
public final class ConfigzSource implements Source<Observed<KubeletSettings>> {

    private static final String PATH = "/configz";
    private static final long MAX_BYTES = 1024 * 1024;
    private static final KubeletJson<Document> JSON = new KubeletJson<>(Document.class);

    private final KubeletClient client;

    /** A source that asks through {@code client}. */
    public ConfigzSource(KubeletClient client) {
        this.client = client;
    }

    @Override
    public String name() {
        return "kubelet_configz";
    }

    @Override
    public Observed<KubeletSettings> read(Deadline deadline) throws SourceException, InterruptedException {
        try {
            return parse(client.fetch(PATH, MAX_BYTES, deadline));
        } catch (SourceException e) {
            if (e.isAbsent()) {
                return Observed.missing(Reason.ABSENT, "the kubelet has no /configz: its debugging handlers are off");
            }
            throw e;
        }
    }

    static Observed<KubeletSettings> parse(InputStream body) throws SourceException {
        Configuration configuration = JSON.read(body, PATH).kubeletconfig;
        if (configuration == null) {
            return Observed.missing(Reason.INVALID, "the kubelet's /configz holds no configuration");
        }
        String endpoint = KubeletJson.name(configuration.containerRuntimeEndpoint);
        return Observed.seen(new KubeletSettings(
                endpoint == null ? null : Endpoint.parse(endpoint),
                null,
                CgroupDriver.parse(configuration.cgroupDriver),
                KubeletJson.name(configuration.containerLogMaxSize) != null,
                configuration.containerLogMaxFiles != null));
    }

    private record Document(@Nullable Configuration kubeletconfig) {}

    private record Configuration(
            @Nullable String containerRuntimeEndpoint,
            @Nullable String cgroupDriver,
            @Nullable String containerLogMaxSize,
            @Nullable Long containerLogMaxFiles) {}
}
