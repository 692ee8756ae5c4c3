package dev.dockershim.exporter.demo;

import java.net.URI;
import java.util.Map;

/**
 * An endpoint of the demo, as the Prometheus beside it scrapes it.
 *
 * @param name what it is, unique among those of the same role: that of a node, or of a cluster
 * @param url its base URL; its role says under which path the samples are
 * @param role what it is to Prometheus
 * @param cluster value of the label {@code cluster}, which tells the parts of the demo apart
 * @param labels further target labels, such as {@code node}; labels of the samples win over them
 */
public record DemoTarget(String name, URI url, Role role, String cluster, Map<String, String> labels) {

    /** What a target is: its job, and the path of its samples. */
    public enum Role {
        /** An agent's {@code /metrics}. */
        AGENT("dockershim-exporter", "/metrics"),
        /** A watcher's {@code /metrics}. */
        WATCHER("dockershim-exporter-watcher", "/metrics"),
        /**
         * An agent's {@code /metrics/cadvisor} in place of the kubelet's, under the kubelet's job as in
         * deploy/prometheus/agents-cadvisor.yml. It has the container_fs series of that agent's {@code /metrics} too: an
         * agent is scraped one way, or its series are counted twice.
         */
        CADVISOR("kubelet", "/metrics/cadvisor");

        private final String job;
        private final String path;

        Role(String job, String path) {
            this.job = job;
            this.path = path;
        }

        /** Value of the label {@code job}. */
        public String job() {
            return job;
        }

        /** Path of the samples. */
        public String path() {
            return path;
        }
    }

    /** The same, with labels that nobody can change. */
    public DemoTarget {
        labels = Map.copyOf(labels);
    }

    /** An agent, with the labels that service discovery of its pod would give it. */
    public static DemoTarget agent(String node, URI url, String cluster) {
        return of(node, url, Role.AGENT, cluster);
    }

    /** An agent's {@code /metrics/cadvisor}, with the same labels. */
    public static DemoTarget cadvisor(String node, URI url, String cluster) {
        return of(node, url, Role.CADVISOR, cluster);
    }

    /** A watcher, with the labels that service discovery of its pod would give it but for a node's. */
    public static DemoTarget watcher(URI url, String cluster) {
        return new DemoTarget(
                cluster,
                url,
                Role.WATCHER,
                cluster,
                Map.of("namespace", "monitoring", "pod", "dockershim-exporter-watcher-0"));
    }

    private static DemoTarget of(String node, URI url, Role role, String cluster) {
        return new DemoTarget(
                node,
                url,
                role,
                cluster,
                Map.of("namespace", "monitoring", "pod", "dockershim-exporter-" + node, "node", node));
    }
}
