package dev.dockershim.exporter.kubelet;

import dev.dockershim.exporter.kubelet.Summary.ContainerStats;
import dev.dockershim.exporter.kubelet.Summary.FsStats;
import dev.dockershim.exporter.kubelet.Summary.PodReference;
import dev.dockershim.exporter.kubelet.Summary.PodStats;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.Source;
import dev.dockershim.exporter.source.SourceException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code /stats/summary}; needs {@code get} on {@code nodes/stats}. */
public final class SummarySource implements Source<Summary> {

    private static final String PATH = "/stats/summary";

    /** Of 500 pods with five containers each; what is served for so many takes 15 MB. */
    private static final int MAX_CONTAINERS = 2_500;

    private static final KubeletJson<Document> JSON = new KubeletJson<>(Document.class);

    private final KubeletClient client;

    /** A source that asks through {@code client}. */
    public SummarySource(KubeletClient client) {
        this.client = client;
    }

    @Override
    public String name() {
        return "kubelet_summary";
    }

    @Override
    public Summary read(Deadline deadline) throws SourceException, InterruptedException {
        return parse(client.fetch(PATH, KubeletClient.DEFAULT_MAX_BYTES, deadline));
    }

    /**
     * Reads a whole answer.
     *
     * @throws SourceException if it is no JSON document of that form, or unreasonably large
     */
    public static Summary parse(InputStream body) throws SourceException {
        List<PodStats> pods = new ArrayList<>();
        int count = 0;
        Document document = JSON.read(body, PATH);
        for (Pod pod : orEmpty(document.pods)) {
            PodReference podRef = pod == null || pod.podRef == null ? null : pod.podRef.named();
            if (pod != null && podRef != null) {
                List<ContainerStats> containers = named(orEmpty(pod.containers));
                count += containers.size();
                if (count > MAX_CONTAINERS) {
                    throw new SourceException(
                            "kubelet's answer to " + PATH + " names more than " + MAX_CONTAINERS + " containers");
                }
                pods.add(new PodStats(podRef, containers));
            }
        }
        Node node = document.node;
        return new Summary(
                List.copyOf(pods),
                node == null ? null : node.fs,
                node == null || node.runtime == null ? null : node.runtime.imageFs);
    }

    private static List<ContainerStats> named(List<@Nullable Container> containers) {
        List<ContainerStats> named = new ArrayList<>(containers.size());
        for (Container container : containers) {
            String name = container == null ? null : KubeletJson.name(container.name);
            if (container != null && name != null) {
                named.add(new ContainerStats(name, container.startTime, container.rootfs, container.logs));
            }
        }
        return List.copyOf(named);
    }

    /** A Go slice that is nil is written as null. */
    private static <E extends @Nullable Object> List<E> orEmpty(@Nullable List<E> list) {
        return list == null ? List.of() : list;
    }

    private record Document(
            @Nullable List<@Nullable Pod> pods, @Nullable Node node) {}

    private record Node(@Nullable FsStats fs, @Nullable RuntimeStats runtime) {}

    private record RuntimeStats(@Nullable FsStats imageFs) {}

    private record Pod(@Nullable Reference podRef, @Nullable List<@Nullable Container> containers) {}

    private record Reference(
            @Nullable String name,
            @Nullable String namespace,
            @Nullable String uid) {

        private @Nullable PodReference named() {
            String pod = KubeletJson.name(name);
            String in = KubeletJson.name(namespace);
            String id = KubeletJson.name(uid);
            return pod == null || in == null || id == null ? null : new PodReference(pod, in, id);
        }
    }

    private record Container(
            @Nullable String name,
            @Nullable Instant startTime,
            @Nullable FsStats rootfs,
            @Nullable FsStats logs) {}
}
