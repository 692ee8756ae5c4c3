package dev.dockershim.exporter.demo;

import java.net.URI;

/**
 * What a demo lets a Prometheus scrape, at {@code /metrics} below its URL.
 *
 * @param name of the node that an agent is on; of a watcher {@code watcher}
 * @param url base URL
 * @param role what it is
 * @param cluster which cluster it is of: what is scraped of one cluster speaks of the same nodes, and of no others
 */
public record DemoTarget(String name, URI url, Role role, String cluster) {

    /** What a process of the exporter is. */
    public enum Role {
        /** Speaks of its node. */
        AGENT,
        /** Speaks of a cluster. */
        WATCHER;

        /** As a label value: {@code agent}. */
        public String label() {
            return this == AGENT ? "agent" : "watcher";
        }
    }
}
