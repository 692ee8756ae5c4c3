package dev.dockershim.exporter.watch;

import dev.dockershim.exporter.cluster.ClusterEvidence;
import dev.dockershim.exporter.cluster.Shard;
import dev.dockershim.exporter.evidence.Observed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Lists and watches a cluster with nothing but what is packaged, and prints what it found. */
public final class ClasspathProbe {

    private ClasspathProbe() {}

    /** Takes a kubeconfig file. */
    public static void main(String[] arguments) throws InterruptedException {
        WatchConfig config = new WatchConfig(Path.of(arguments[0]), null, Shard.ALL, null);
        try (ClusterListing listing = ClusterListing.open(config, "probe")) {
            print("listed", listing.read(Duration.ofSeconds(60), (resource, objects, whole) -> {}));
        }
        try (ClusterWatch watch = ClusterWatch.start(config, "probe")) {
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (!watch.isSynced() && System.nanoTime() - end < 0) {
                Thread.sleep(20);
            }
            print("watched", watch.look());
        }
    }

    private static void print(String how, ClusterEvidence evidence) {
        System.out.println(how + " nodes=" + count(evidence.nodes()) + " pods=" + count(evidence.pods()) + " templates="
                + evidence.templates().values().stream()
                        .mapToInt(ClasspathProbe::count)
                        .sum()
                + " events=" + count(evidence.events()) + " version="
                + evidence.server().orNull());
    }

    private static int count(Observed<? extends List<?>> observed) {
        List<?> seen = observed.orNull();
        return seen == null ? -1 : seen.size();
    }
}
