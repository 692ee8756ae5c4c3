package dev.dockershim.exporter.cri;

import dev.dockershim.exporter.cri.SideBySide.Question;
import dev.dockershim.exporter.cri.snapshots.SnapshotsGrpc;
import dev.dockershim.exporter.cri.snapshots.UsageRequest;
import dev.dockershim.exporter.cri.snapshots.UsageResponse;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.SourceException;
import io.grpc.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the pause containers' writable layers take on the disk: containerd's own Snapshots/Usage, since the CRI does not
 * tell it.
 *
 * <p>containerd walks the snapshot's directory at each call, so a measurement is remembered for a minute, which is the
 * period of Docker's kubelet too (cadvisor container/common/fsHandler.go); an older one is never given. For one thread
 * at a time, as a {@link dev.dockershim.exporter.source.Source} is.
 */
public final class SnapshotUsageReader {

    private static final long REMEMBERED_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotUsageReader.class);

    private final CriClient client;
    private final int maxKnown;
    private final LongSupplier clock;
    private final SideBySide<UsageResponse> usages;
    private final Map<String, Measured> known = new HashMap<>();
    private long connectionWithoutSnapshots;

    /** Reads by {@code client}, which stays the caller's to close. */
    public SnapshotUsageReader(CriClient client) {
        this(client, 256, 4096, System::nanoTime);
    }

    /**
     * With other limits.
     *
     * @param maxPerRead snapshots measured in one read
     * @param maxKnown measurements remembered
     * @param clock nanoseconds, as {@link System#nanoTime}
     */
    SnapshotUsageReader(CriClient client, int maxPerRead, int maxKnown, LongSupplier clock) {
        this.client = client;
        this.maxKnown = maxKnown;
        this.clock = clock;
        this.usages = new SideBySide<>(maxPerRead, Set.of(Status.Code.NOT_FOUND));
    }

    /**
     * The usage of these sandboxes' snapshots, by sandbox id, as far as it is known now.
     *
     * <p>Left out are sandboxes without a snapshotter, those whose snapshot has gone, and those for which there was
     * neither time nor room in this read. Empty where the runtime is not containerd; that is asked once a connection.
     *
     * @throws SourceException if nothing is known of any of them, and a call failed
     */
    public Map<String, SnapshotUsage> read(Map<String, SandboxDetails> sandboxes, Deadline deadline)
            throws SourceException, InterruptedException {
        known.keySet().retainAll(sandboxes.keySet());
        forgetWhatIsOld();
        List<String> unasked = sandboxes.entrySet().stream()
                .filter(sandbox -> sandbox.getValue().snapshotter() != null && !known.containsKey(sandbox.getKey()))
                .map(Map.Entry::getKey)
                .limit(Math.max(0, maxKnown - known.size()))
                .toList();
        SourceException failure = unasked.isEmpty() ? null : ask(sandboxes, unasked, deadline);
        forgetWhatIsOld(); // a call that hangs may have taken longer than the rest had left
        if (failure != null) {
            if (known.isEmpty()) {
                throw failure;
            }
            LOG.debug("some snapshots are not measured yet", failure);
        }
        return known.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, measured -> measured.getValue().usage));
    }

    private void forgetWhatIsOld() {
        long now = clock.getAsLong();
        known.values().removeIf(measured -> now - measured.atNanos >= REMEMBERED_NANOS);
    }

    private @Nullable SourceException ask(Map<String, SandboxDetails> sandboxes, List<String> ids, Deadline deadline)
            throws InterruptedException {
        try {
            CriConnection connection = client.connection(deadline);
            if (connection.number() == connectionWithoutSnapshots) {
                return null;
            }
            SourceException failure = usages.ask(ids, deadline, new Usage(connection, sandboxes));
            if (failure != null && SideBySide.isUnimplemented(failure)) {
                connectionWithoutSnapshots = connection.number();
                return null;
            }
            return failure;
        } catch (SourceException e) {
            return e;
        }
    }

    private final class Usage implements Question<UsageResponse> {

        private final CriConnection connection;
        private final Map<String, SandboxDetails> sandboxes;

        /** An answer may wait to be read while an earlier call hangs: what it tells is as old as its question. */
        private final Map<String, Long> askedAtNanos = new HashMap<>();

        Usage(CriConnection connection, Map<String, SandboxDetails> sandboxes) {
            this.connection = connection;
            this.sandboxes = sandboxes;
        }

        @Override
        public CriCall<UsageResponse> ask(String id, Deadline until) {
            askedAtNanos.put(id, clock.getAsLong());
            return connection.startContainerd(SnapshotsGrpc.getUsageMethod(), request(id, sandboxes.get(id)), until);
        }

        @Override
        public void answered(String id, UsageResponse answer) {
            Long asked = askedAtNanos.get(id);
            if (asked != null && answer.getSize() >= 0 && answer.getInodes() >= 0) {
                known.put(id, new Measured(new SnapshotUsage(answer.getSize(), answer.getInodes()), asked));
            }
        }

        /** containerd's CRI plugin names a sandbox's snapshot by the sandbox. */
        private UsageRequest request(String id, @Nullable SandboxDetails details) {
            String snapshotter = details == null ? null : details.snapshotter();
            String key = details == null ? null : details.snapshotKey();
            return UsageRequest.newBuilder()
                    .setSnapshotter(snapshotter == null ? "" : snapshotter)
                    .setKey(key == null ? id : key)
                    .build();
        }
    }

    private record Measured(SnapshotUsage usage, long atNanos) {}
}
