package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.containerfs.Series;
import dev.dockershim.exporter.cri.ContainerDetails;
import dev.dockershim.exporter.cri.ContainerDetailsReader;
import dev.dockershim.exporter.cri.ContainersSource;
import dev.dockershim.exporter.cri.CriClient;
import dev.dockershim.exporter.cri.SandboxDetails;
import dev.dockershim.exporter.cri.SandboxDetailsReader;
import dev.dockershim.exporter.cri.SnapshotUsage;
import dev.dockershim.exporter.cri.SnapshotUsageReader;
import dev.dockershim.exporter.cri.StatsSource;
import dev.dockershim.exporter.host.DiskStatsSource;
import dev.dockershim.exporter.host.MountInfoSource;
import dev.dockershim.exporter.kubelet.CadvisorSource;
import dev.dockershim.exporter.kubelet.KubeletClient;
import dev.dockershim.exporter.kubelet.PodsSource;
import dev.dockershim.exporter.kubelet.SummarySource;
import dev.dockershim.exporter.source.Source;
import dev.dockershim.exporter.source.SourceReader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The sources of an agent, and the clients and threads behind them. */
final class AgentSources implements AutoCloseable {

    private static final int STACK_BYTES = 512 * 1024;

    private final ExecutorService threads = newThreads();
    private final @Nullable KubeletClient kubelet;
    private final @Nullable CriClient cri;
    private final NodeSources sources;

    AgentSources(AgentConfig config, boolean withSandboxes) {
        kubelet = config.kubelet() == null ? null : new KubeletClient(config.kubelet());
        cri = config.criEndpoint().isNone() ? null : new CriClient(config.criEndpoint());
        sources = new NodeSources(
                kubelet == null ? null : required(new SummarySource(kubelet)),
                // The runtime tells more than /pods does, and asks for no permission of the API.
                kubelet == null || cri != null ? null : optional(new PodsSource(kubelet)),
                kubelet == null ? null : optional(new CadvisorSource(kubelet, Series.NAMES)),
                cri == null ? null : required(new ContainersSource(cri)),
                cri == null ? null : required(new StatsSource(cri)),
                cri == null ? null : containerDetails(cri),
                // Without a kubelet nobody else counts the logs.
                cri == null || kubelet != null ? null : asked("log_files", Map.of(), new LogFileSizes()),
                cri == null || !withSandboxes ? null : sandboxDetails(cri),
                cri == null || !withSandboxes ? null : sandboxUsage(cri),
                required(new DiskStatsSource(config.proc())),
                required(new MountInfoSource(config.proc())));
    }

    /** The client of the kubelet; null if it is not asked. */
    @Nullable
    KubeletClient kubelet() {
        return kubelet;
    }

    /** The client of the runtime; null if it is not asked. */
    @Nullable
    CriClient cri() {
        return cri;
    }

    /** Runs readings; never queues them. */
    Executor threads() {
        return threads;
    }

    NodeSources sources() {
        return sources;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        if (cri != null) {
            cri.close();
        }
    }

    private <T> SourceReader<T> required(Source<T> source) {
        return new SourceReader<>(source, false, threads);
    }

    private <T> SourceReader<T> optional(Source<T> source) {
        return new SourceReader<>(source, true, threads);
    }

    private AskedReader<List<String>, Map<String, ContainerDetails>> containerDetails(CriClient client) {
        ContainerDetailsReader reader = new ContainerDetailsReader(client);
        return asked("cri_details", List.of(), reader::read);
    }

    private AskedReader<List<String>, Map<String, SandboxDetails>> sandboxDetails(CriClient client) {
        SandboxDetailsReader reader = new SandboxDetailsReader(client);
        return asked("cri_sandboxes", List.of(), reader::read);
    }

    private AskedReader<Map<String, SandboxDetails>, Map<String, SnapshotUsage>> sandboxUsage(CriClient client) {
        SnapshotUsageReader reader = new SnapshotUsageReader(client);
        return asked("containerd_snapshots", Map.of(), reader::read);
    }

    private <Q, T> AskedReader<Q, T> asked(String name, Q nothing, AskedSource.Reader<Q, T> reader) {
        AskedSource<Q, T> source = new AskedSource<>(name, nothing, reader);
        return new AskedReader<>(source, required(source));
    }

    /** As many threads as sources are being read: each reader runs one reading at a time. */
    private static ExecutorService newThreads() {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(null, task, "source-" + number.incrementAndGet(), STACK_BYTES);
            thread.setDaemon(true);
            return thread;
        });
    }
}
