package dev.dockershim.exporter.readiness;

import dev.dockershim.exporter.evidence.EvidenceSource;
import java.util.Set;

/**
 * What a check is about; fixed, so that its id and severity can be labels.
 *
 * @param id such as {@code RT-03}; never changes its meaning
 * @param name a word or a few, with hyphens: {@code effective-endpoint}
 * @param severity what a failure means
 * @param section section of the migration guide
 * @param title what passes, in one short sentence
 * @param remedy what to do when it fails, with the commands of the guide; plain text
 * @param evidence what it is judged by; missing evidence can make it unknown
 */
public record CheckInfo(
        String id,
        String name,
        Severity severity,
        Section section,
        String title,
        String remedy,
        Set<EvidenceSource> evidence) {

    /** Copies the set. */
    public CheckInfo {
        evidence = Set.copyOf(evidence);
    }

    /** Pages of "Migrating from dockershim" in the Kubernetes documentation. */
    public enum Section {
        /** Migrating from dockershim. */
        OVERVIEW("Migrating from dockershim", ""),
        /** Changing the Container Runtime on a Node from Docker Engine to containerd. */
        CONTAINERD(
                "Changing the Container Runtime on a Node from Docker Engine to containerd",
                "change-runtime-containerd/"),
        /** Migrate Docker Engine nodes from dockershim to cri-dockerd. */
        CRI_DOCKERD("Migrate Docker Engine nodes from dockershim to cri-dockerd", "migrate-dockershim-dockerd/"),
        /** Find Out What Container Runtime is Used on a Node. */
        FIND_RUNTIME("Find Out What Container Runtime is Used on a Node", "find-out-runtime-you-use/"),
        /** Troubleshooting CNI plugin-related errors. */
        CNI("Troubleshooting CNI plugin-related errors", "troubleshooting-cni-plugin-related-errors/"),
        /** Check whether dockershim removal affects you. */
        AFFECTED("Check whether dockershim removal affects you", "check-if-dockershim-removal-affects-you/"),
        /** Migrating telemetry and security agents from dockershim. */
        AGENTS("Migrating telemetry and security agents from dockershim", "migrating-telemetry-and-security-agents/");

        private static final String BASE =
                "https://kubernetes.io/docs/tasks/administer-cluster/migrating-from-dockershim/";

        private final String title;
        private final String path;

        Section(String title, String path) {
            this.title = title;
            this.path = path;
        }

        /** The page's title. */
        public String title() {
            return title;
        }

        /** The page's address. */
        public String url() {
            return BASE + path;
        }
    }
}
