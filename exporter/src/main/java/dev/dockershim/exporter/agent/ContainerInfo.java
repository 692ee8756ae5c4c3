package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.naming.DockerImageForm;
import dev.dockershim.exporter.naming.DockerNames;
import dev.dockershim.exporter.node.ContainerFacts;
import dev.dockershim.exporter.node.ContainerIdentity;
import dev.dockershim.exporter.node.ContainerSnapshot;
import dev.dockershim.exporter.node.ContainerSnapshot.Kind;
import dev.dockershim.exporter.node.NodeSnapshot;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The names of each container, today's and Docker's, for joins in PromQL: {@code container}, {@code id}, {@code name},
 * {@code namespace} and {@code pod} are those of the kubelet's series; empty where unknown.
 */
final class ContainerInfo {

    private static final List<String> LABELS = List.of(
            "container",
            "id",
            "name",
            "namespace",
            "pod",
            "uid",
            "attempt",
            "docker_name",
            "docker_image",
            "docker_id");

    private ContainerInfo() {}

    static MetricFamilySamples family(NodeSnapshot snapshot, DockerImageForm imageForm) {
        GaugeMetricFamily family = new GaugeMetricFamily(
                "dockershim_bridge_container_info",
                "Names of a running container or sandbox, as the kubelet prints them and as Docker's kubelet did; always"
                        + " 1.",
                LABELS);
        for (ContainerSnapshot row : snapshot.rows()) {
            if (row.kind() != Kind.MACHINE) {
                family.addMetric(labels(row, imageForm), 1);
            }
        }
        return family;
    }

    private static List<String> labels(ContainerSnapshot row, DockerImageForm imageForm) {
        ContainerIdentity identity = row.identity();
        ContainerFacts facts = row.facts();
        return List.of(
                identity.container(),
                identity.id(),
                identity.name(),
                identity.namespace(),
                identity.pod(),
                facts.podUid(),
                facts.attempt() == ContainerSnapshot.UNKNOWN ? "" : Integer.toString(facts.attempt()),
                orEmpty(DockerNames.name(row.kind(), identity, facts)),
                orEmpty(DockerNames.image(row.kind(), identity, facts, imageForm)),
                DockerNames.id(identity.id()));
    }

    private static String orEmpty(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
