package dev.dockershim.exporter.kubelet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.podspec.PodClassifier;
import dev.dockershim.exporter.podspec.PodManifest;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.Source;
import dev.dockershim.exporter.source.SourceException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads from {@code /pods} what the node's pods tell about Docker; needs what {@link PodsSource} needs. One that cannot
 * be named is left out. Each pod is classified as soon as it is read, so that nothing else of it is kept.
 */
public final class PodSpecsSource implements Source<List<PodSpec>> {

    private static final String PATH = "/pods";
    private static final KubeletJson<Document> JSON = new KubeletJson<>(Document.class);

    private final KubeletClient client;

    /** A source that asks through {@code client}. */
    public PodSpecsSource(KubeletClient client) {
        this.client = client;
    }

    @Override
    public String name() {
        return "kubelet_pod_specs";
    }

    @Override
    public List<PodSpec> read(Deadline deadline) throws SourceException, InterruptedException {
        return parse(client.fetch(PATH, KubeletClient.DEFAULT_MAX_BYTES, deadline));
    }

    static List<PodSpec> parse(InputStream body) throws SourceException {
        List<PodSpec> pods = new ArrayList<>();
        List<@Nullable Item> items = JSON.read(body, PATH).items;
        if (items != null) {
            for (Item item : items) {
                if (item != null && item.pod != null) {
                    pods.add(item.pod);
                }
            }
        }
        return List.copyOf(pods);
    }

    private record Document(@Nullable List<@Nullable Item> items) {}

    /** One pod, classified while the next ones are still to be read. */
    private record Item(@Nullable PodSpec pod) {

        @JsonCreator
        static Item of(
                @JsonProperty("metadata") PodManifest.@Nullable Metadata metadata,
                @JsonProperty("spec") PodManifest.@Nullable Spec spec,
                @JsonProperty("status") PodManifest.@Nullable Status status) {
            return new Item(PodClassifier.classify(new PodManifest(metadata, spec, status)));
        }
    }
}
