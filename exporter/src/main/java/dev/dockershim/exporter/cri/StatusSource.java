package dev.dockershim.exporter.cri;

import dev.dockershim.exporter.cri.CriContainers.RuntimeVersion;
import dev.dockershim.exporter.cri.v1.RuntimeCondition;
import dev.dockershim.exporter.cri.v1.RuntimeServiceGrpc;
import dev.dockershim.exporter.cri.v1.StatusRequest;
import dev.dockershim.exporter.cri.v1.StatusResponse;
import dev.dockershim.exporter.evidence.CriStatus;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.Source;
import dev.dockershim.exporter.source.SourceException;
import org.jspecify.annotations.Nullable;

/**
 * What the runtime says of itself: Version, and Status(verbose). A socket at which nobody listens, or that knows neither
 * version of the CRI, is an answer too; one that cannot be opened is none.
 */
public final class StatusSource implements Source<CriStatus> {

    private static final StatusRequest VERBOSE =
            StatusRequest.newBuilder().setVerbose(true).build();
    private static final CriStatus NO_CRI = new CriStatus(false, RuntimeName.UNKNOWN, null, null, null, null, 0, null);

    private final CriClient client;

    /** Reads by {@code client}, which stays the caller's to close. */
    public StatusSource(CriClient client) {
        this.client = client;
    }

    @Override
    public String name() {
        return "cri_status";
    }

    @Override
    public CriStatus read(Deadline deadline) throws SourceException, InterruptedException {
        try {
            CriConnection connection = client.connection(deadline);
            StatusResponse answer = connection
                    .startOptional(RuntimeServiceGrpc.getStatusMethod(), VERBOSE, deadline)
                    .await();
            return status(connection.runtime(), answer);
        } catch (SourceException e) {
            if (e.isAbsent()) {
                return NO_CRI;
            }
            throw e;
        }
    }

    private static CriStatus status(RuntimeVersion runtime, StatusResponse answer) {
        RuntimeSettings settings = RuntimeSettings.parse(answer.getInfoMap().get("config"));
        return new CriStatus(
                true,
                RuntimeName.of(runtime.name(), runtime.version()),
                condition(answer, "RuntimeReady"),
                condition(answer, "NetworkReady"),
                settings.systemdCgroup(),
                settings.registryConfigPath(),
                settings.runtimeHandlers(),
                settings.internalLoopback());
    }

    private static @Nullable Boolean condition(StatusResponse answer, String type) {
        for (RuntimeCondition condition : answer.getStatus().getConditionsList()) {
            if (condition.getType().equals(type)) {
                return condition.getStatus();
            }
        }
        return null;
    }
}
