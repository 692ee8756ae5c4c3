package dev.dockershim.exporter.cri;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dockershim.exporter.cri.SideBySide.Question;
import dev.dockershim.exporter.cri.v1.PodSandboxState;
import dev.dockershim.exporter.cri.v1.PodSandboxStatusRequest;
import dev.dockershim.exporter.cri.v1.PodSandboxStatusResponse;
import dev.dockershim.exporter.cri.v1.RuntimeServiceGrpc;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.SourceException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns once per sandbox what does not change while it lives: PodSandboxStatus(verbose), and the configured pause
 * image where that does not tell the sandbox's own.
 *
 * <p>An image once taken stays the sandbox's: one that is configured later is for later sandboxes.
 *
 * <p>For one thread at a time, as a {@link dev.dockershim.exporter.source.Source} is.
 */
public final class SandboxDetailsReader {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxDetailsReader.class);

    private final CriClient client;
    private final SideBySide<PodSandboxStatusResponse> statuses;
    private final Cache<String, SandboxDetails> known;
    private final PauseImageReader pauseImage;

    /** Reads by {@code client}, which stays the caller's to close. */
    public SandboxDetailsReader(CriClient client) {
        this(client, 256, 4096, System::nanoTime);
    }

    /**
     * With other limits.
     *
     * @param maxPerRead sandboxes asked for in one read
     * @param maxKnown sandboxes remembered
     * @param clock nanoseconds, as {@link System#nanoTime}
     */
    SandboxDetailsReader(CriClient client, int maxPerRead, int maxKnown, LongSupplier clock) {
        this.client = client;
        this.statuses = new SideBySide<>(maxPerRead, ContainerDetailsReader.GONE);
        this.known = Caffeine.newBuilder()
                .maximumSize(maxKnown)
                .executor(Runnable::run)
                .build();
        this.pauseImage = new PauseImageReader(client, clock);
    }

    /**
     * The details of these sandboxes, as far as they are known now.
     *
     * <p>A sandbox that is new, and for which there was neither time nor room in this read, comes with a later one; so
     * does one whose call failed. One that has gone in the meantime is left out.
     *
     * @param ids of ready sandboxes
     * @throws SourceException if nothing is known of any of them, and a call failed
     */
    public Map<String, SandboxDetails> read(Collection<String> ids, Deadline deadline)
            throws SourceException, InterruptedException {
        Set<String> wanted = new LinkedHashSet<>(ids);
        List<String> unasked =
                wanted.stream().filter(id -> known.getIfPresent(id) == null).toList();
        SourceException failure = unasked.isEmpty() ? null : ask(unasked, deadline);
        giveImages(wanted, deadline);
        Map<String, SandboxDetails> details = known.getAllPresent(wanted);
        if (failure != null) {
            if (details.isEmpty()) {
                throw failure;
            }
            LOG.debug("details of some sandboxes are not known yet", failure);
        }
        return details;
    }

    private void giveImages(Set<String> wanted, Deadline deadline) throws InterruptedException {
        Map<String, SandboxDetails> without = new HashMap<>(known.getAllPresent(wanted));
        without.values().removeIf(details -> details.image() != null);
        String image = without.isEmpty() ? null : pauseImage.read(deadline);
        if (image != null) {
            without.forEach((id, details) -> known.put(id, details.withImage(image)));
        }
    }

    private @Nullable SourceException ask(List<String> ids, Deadline deadline) throws InterruptedException {
        try {
            CriConnection connection = client.connection(deadline);
            return statuses.ask(ids, deadline, new Question<>() {
                @Override
                public CriCall<PodSandboxStatusResponse> ask(String id, Deadline until) {
                    PodSandboxStatusRequest request = PodSandboxStatusRequest.newBuilder()
                            .setPodSandboxId(id)
                            .setVerbose(true)
                            .build();
                    return connection.start(RuntimeServiceGrpc.getPodSandboxStatusMethod(), request, until);
                }

                @Override
                public void answered(String id, PodSandboxStatusResponse answer) {
                    // Of one that ended since it was listed, containerd leaves out what is asked for here.
                    if (answer.getStatus().getState() == PodSandboxState.SANDBOX_READY) {
                        known.put(id, SandboxInfo.details(answer.getInfoMap().get("info")));
                    }
                }
            });
        } catch (SourceException e) {
            return e;
        }
    }
}
