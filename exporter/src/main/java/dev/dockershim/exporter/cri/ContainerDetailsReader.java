package dev.dockershim.exporter.cri;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dockershim.exporter.cri.SideBySide.Question;
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
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns once per container what does not change while it lives: ContainerStatus(verbose), and ListImages when an
 * image comes up that was not known.
 *
 * <p>A name once found stays the container's, as in cAdvisor, even if the image's tag moves on. One that is not found is
 * looked for again after pauses that grow. For one thread at a time, as a
 * {@link dev.dockershim.exporter.source.Source} is.
 */
public final class ContainerDetailsReader {

    /** What the runtime says of one container or sandbox that it cannot show: it has gone, or (Docker) is unknown. */
    static final Set<Status.Code> GONE = Set.of(Status.Code.NOT_FOUND, Status.Code.UNKNOWN);

    private static final Logger LOG = LoggerFactory.getLogger(ContainerDetailsReader.class);

    private final CriClient client;
    private final LongSupplier clock;
    private final SideBySide<ContainerStatusResponse> statuses;
    private final Cache<String, ContainerDetails> known;

    /** Asked for, but without an answer of ListImages so far. */
    private final Map<String, Told> unnamed = new HashMap<>();

    /** Known, but with an image that had no name when images were last listed. */
    private final Map<String, Nameless> nameless = new HashMap<>();

    private ImageNames images = ImageNames.none();

    /** Reads by {@code client}, which stays the caller's to close. */
    public ContainerDetailsReader(CriClient client) {
        this(client, 256, 4096, System::nanoTime);
    }

    /**
     * With other limits.
     *
     * @param maxPerRead containers asked for in one read
     * @param maxKnown containers remembered
     * @param clock nanoseconds, as {@link System#nanoTime}
     */
    ContainerDetailsReader(CriClient client, int maxPerRead, int maxKnown, LongSupplier clock) {
        this.client = client;
        this.clock = clock;
        this.statuses = new SideBySide<>(maxPerRead, GONE);
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
        forgetAllBut(wanted);
        List<String> unasked = wanted.stream()
                .filter(id -> known.getIfPresent(id) == null && !unnamed.containsKey(id))
                .toList();
        SourceException failure = null;
        if (!unasked.isEmpty() || !unnamed.isEmpty() || isNameDue()) {
            try {
                CriConnection connection = client.connection(deadline);
                failure = ask(connection, unasked, deadline);
                name(connection, deadline);
            } catch (SourceException e) {
                failure = failure == null ? e : failure;
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

    /** What is not known for good is asked for anew if it is wanted again. */
    private void forgetAllBut(Set<String> wanted) {
        unnamed.keySet().retainAll(wanted);
        nameless.keySet().stream().filter(id -> !wanted.contains(id)).forEach(known::invalidate);
        nameless.keySet().retainAll(wanted);
    }

    private @Nullable SourceException ask(CriConnection connection, List<String> ids, Deadline deadline)
            throws InterruptedException {
        return statuses.ask(ids, deadline, new Question<>() {
            @Override
            public CriCall<ContainerStatusResponse> ask(String id, Deadline until) {
                ContainerStatusRequest request = ContainerStatusRequest.newBuilder()
                        .setContainerId(id)
                        .setVerbose(true)
                        .build();
                return connection.start(RuntimeServiceGrpc.getContainerStatusMethod(), request, until);
            }

            @Override
            public void answered(String id, ContainerStatusResponse answer) {
                unnamed.put(id, Told.by(answer));
            }
        });
    }

    /** Finds the images' names; ListImages is asked only if one is not known, and at most once. */
    private void name(CriConnection connection, Deadline deadline) throws SourceException, InterruptedException {
        nameFrom(unnamed);
        if (unnamed.isEmpty() && !isNameDue()) {
            return;
        }
        try {
            Deadline half = Deadline.after(deadline.remaining().dividedBy(2));
            ListImagesResponse answer = connection
                    .start(ImageServiceGrpc.getListImagesMethod(), ListImagesRequest.getDefaultInstance(), half)
                    .awaitUnless(Set.of(Status.Code.UNIMPLEMENTED)); // images may be served by another socket
            images = answer == null ? ImageNames.none() : ImageNames.of(answer.getImagesList());
        } finally {
            long now = clock.getAsLong();
            nameless.replaceAll((id, without) -> without.isDue(now) ? without.later(now) : without);
        }
        Map<String, Told> again = new HashMap<>();
        nameless.forEach((id, without) -> again.put(id, without.told));
        nameFrom(again);
        nameless.keySet().retainAll(again.keySet());
        nameFrom(unnamed);
        unnamed.forEach((id, told) -> {
            known.put(id, new ContainerDetails(told.logPath, told.cgroupPath, null, null));
            nameless.put(id, new Nameless(told, GrowingPause.since(clock.getAsLong())));
        });
        unnamed.clear();
    }

    /** Moves those whose image has a name in the list at hand to the known ones. */
    private void nameFrom(Map<String, Told> containers) {
        containers.entrySet().removeIf(entry -> {
            Told told = entry.getValue();
            ImageNames.Found image = images.find(told.image);
            if (image == null) {
                return false;
            }
            known.put(
                    entry.getKey(), new ContainerDetails(told.logPath, told.cgroupPath, image.name(), image.digest()));
            return true;
        });
    }

    private boolean isNameDue() {
        long now = clock.getAsLong();
        return nameless.values().stream().anyMatch(without -> without.isDue(now));
    }

    /** A container whose image had no name, and when to look again. */
    private record Nameless(Told told, GrowingPause pause) {

        boolean isDue(long now) {
            return pause.isDue(now);
        }

        Nameless later(long now) {
            return new Nameless(told, pause.later(now));
        }
    }

    /** The little that is kept of an answer, which may be 50 KB. */
    private record Told(@Nullable String logPath, @Nullable String cgroupPath, List<String> image) {

        static Told by(ContainerStatusResponse answer) {
            ContainerStatus status = answer.getStatus();
            return new Told(
                    KeptText.of(status.getLogPath()),
                    RuntimeInfo.cgroupPath(answer.getInfoMap().get("info")),
                    Stream.of(
                                    status.getImageId(),
                                    status.getImageRef(),
                                    status.getImage().getImage())
                            .filter(reference -> KeptText.of(reference) != null)
                            .toList());
        }
    }
}
