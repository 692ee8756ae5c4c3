package dev.dockershim.exporter.cri;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dockershim.exporter.cri.v1.ContainerStatus;
import dev.dockershim.exporter.cri.v1.ContainerStatusRequest;
import dev.dockershim.exporter.cri.v1.ContainerStatusResponse;
import dev.dockershim.exporter.cri.v1.ImageServiceGrpc;
import dev.dockershim.exporter.cri.v1.ListImagesRequest;
import dev.dockershim.exporter.cri.v1.ListImagesResponse;
import dev.dockershim.exporter.cri.v1.RuntimeServiceGrpc;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.SourceException;
import io.grpc.Status;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns once per container what does not change while it lives: ContainerStatus(verbose), and ListImages when an
 * image comes up that was not known.
 *
 * <p>A name once found stays the container's, as in cAdvisor, even if the image's tag moves on. For one thread at a
 * time, as a {@link dev.dockershim.exporter.source.Source} is.
 */
public final class ContainerDetailsReader {

    /** Side by side; more would only queue up in the runtime. */
    private static final int MAX_UNDER_WAY = 8;

    /** What the runtime says of one container that it cannot show: it has gone, or (Docker) is unknown. */
    private static final Set<Status.Code> GONE = Set.of(Status.Code.NOT_FOUND, Status.Code.UNKNOWN);

    private static final Logger LOG = LoggerFactory.getLogger(ContainerDetailsReader.class);

    private final CriClient client;
    private final int maxPerRead;
    private final Cache<String, ContainerDetails> known;

    /** Asked for, but without an answer of ListImages so far. */
    private final Map<String, Told> unnamed = new HashMap<>();

    private ImageNames images = ImageNames.none();

    /** Reads by {@code client}, which stays the caller's to close. */
    public ContainerDetailsReader(CriClient client) {
        this(client, 256, 4096);
    }

    /**
     * With other limits.
     *
     * @param maxPerRead containers asked for in one read
     * @param maxKnown containers remembered
     */
    ContainerDetailsReader(CriClient client, int maxPerRead, int maxKnown) {
        this.client = client;
        this.maxPerRead = maxPerRead;
        this.known = Caffeine.newBuilder()
                .maximumSize(maxKnown)
                .executor(Runnable::run)
                .build();
    }

    /**
     * The details of these containers, as far as they are known now.
     *
     * <p>A container that is new, and for which there was neither time nor room in this read, comes with a later one;
     * so does one whose call failed. One that has gone in the meantime is left out.
     *
     * @param ids of running containers
     * @throws SourceException if nothing is known of any of them, and a call failed
     */
    public Map<String, ContainerDetails> read(Collection<String> ids, Deadline deadline)
            throws SourceException, InterruptedException {
        Set<String> wanted = new LinkedHashSet<>(ids);
        unnamed.keySet().retainAll(wanted);
        List<String> unasked = wanted.stream()
                .filter(id -> known.getIfPresent(id) == null && !unnamed.containsKey(id))
                .limit(maxPerRead)
                .toList();
        SourceException failure = null;
        if (!unasked.isEmpty() || !unnamed.isEmpty()) {
            try {
                CriConnection connection = client.connection(deadline);
                failure = ask(connection, unasked, deadline);
                name(connection, deadline);
            } catch (SourceException e) {
                failure = e;
            }
        }
        Map<String, ContainerDetails> details = known.getAllPresent(wanted);
        if (failure != null) {
            if (details.isEmpty()) {
                throw failure;
            }
            LOG.debug("details of some containers are not known yet", failure);
        }
        return details;
    }

    /**
     * Asks for as many as half of the time allows, so that one container that hangs does not take the others with it.
     *
     * @return the first failure, or null
     */
    private @Nullable SourceException ask(CriConnection connection, List<String> ids, Deadline deadline)
            throws InterruptedException {
        Deadline half = Deadline.after(deadline.remaining().dividedBy(2));
        SourceException failure = null;
        Iterator<String> next = ids.iterator();
        Queue<Asked> underWay = new ArrayDeque<>();
        try {
            while (true) {
                while (next.hasNext() && underWay.size() < MAX_UNDER_WAY && !half.hasPassed()) {
                    underWay.add(Asked.of(connection, next.next(), half));
                }
                Asked oldest = underWay.peek();
                if (oldest == null) {
                    return failure;
                }
                try {
                    ContainerStatusResponse answer = oldest.call.awaitUnless(GONE);
                    if (answer != null) {
                        unnamed.put(oldest.id, Told.by(answer));
                    }
                } catch (SourceException e) {
                    failure = failure == null ? e : failure;
                }
                underWay.remove();
            }
        } finally {
            underWay.forEach(asked -> asked.call.cancel());
        }
    }

    /** Finds the images' names; ListImages is asked only if one is not known, and at most once. */
    private void name(CriConnection connection, Deadline deadline) throws SourceException, InterruptedException {
        if (unnamed.values().stream().anyMatch(told -> images.find(told.image) == null)) {
            ListImagesResponse answer = connection
                    .start(ImageServiceGrpc.getListImagesMethod(), ListImagesRequest.getDefaultInstance(), deadline)
                    .awaitUnless(Set.of(Status.Code.UNIMPLEMENTED)); // images may be served by another socket
            images = answer == null ? ImageNames.none() : ImageNames.of(answer.getImagesList());
        }
        unnamed.forEach((id, told) ->
                known.put(id, new ContainerDetails(told.logPath, told.cgroupPath, images.find(told.image))));
        unnamed.clear();
    }

    private record Asked(String id, CriCall<ContainerStatusResponse> call) {

        static Asked of(CriConnection connection, String id, Deadline deadline) {
            ContainerStatusRequest request = ContainerStatusRequest.newBuilder()
                    .setContainerId(id)
                    .setVerbose(true)
                    .build();
            return new Asked(id, connection.start(RuntimeServiceGrpc.getContainerStatusMethod(), request, deadline));
        }
    }

    /** The little that is kept of an answer, which may be 50 KB. */
    private record Told(@Nullable String logPath, @Nullable String cgroupPath, List<String> image) {

        static Told by(ContainerStatusResponse answer) {
            ContainerStatus status = answer.getStatus();
            return new Told(
                    status.getLogPath().isEmpty() ? null : status.getLogPath(),
                    RuntimeInfo.cgroupPath(answer.getInfoMap().get("info")),
                    List.of(
                            status.getImageId(),
                            status.getImageRef(),
                            status.getImage().getImage()));
        }
    }
}
