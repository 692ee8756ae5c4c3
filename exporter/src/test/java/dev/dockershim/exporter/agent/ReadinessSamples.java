package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.evidence.CgroupDriver;
import dev.dockershim.exporter.evidence.DockerConfig;
import dev.dockershim.exporter.evidence.DockerConfig.LogDriver;
import dev.dockershim.exporter.evidence.DockerConfig.Other;
import dev.dockershim.exporter.evidence.Endpoint;
import dev.dockershim.exporter.evidence.KubeletFiles;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.ServedSeries;
import dev.dockershim.exporter.evidence.TestEvidence;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.CheckInfo.Section;
import dev.dockershim.exporter.readiness.NodeReadiness;
import dev.dockershim.exporter.readiness.NodeReadiness.Confidence;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.workloads.Workload;
import dev.dockershim.exporter.workloads.WorkloadFindings;
import dev.dockershim.exporter.workloads.WorkloadFindings.Access;
import dev.dockershim.exporter.workloads.WorkloadFindings.AgentRow;
import dev.dockershim.exporter.workloads.WorkloadFindings.Method;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Evaluations of nodes, for tests. */
final class ReadinessSamples {

    static final Instant SINCE = Instant.parse("2026-03-01T10:00:00.500Z");

    static final WorkloadFindings NO_FINDINGS = new WorkloadFindings(List.of(), 0, List.of(), 0, Set.of());

    static final WorkloadFindings FINDINGS = new WorkloadFindings(
            List.of(new Access(new Workload("ci", "builder", "deployment"), Method.SOCKET, 2)),
            3,
            List.of(new AgentRow("monitoring", "datadog-agent", "datadog", WorkloadFindings.Verdict.CONFIRMED, 1)),
            0,
            Set.of(new Workload("ci", "builder", "deployment")));

    static final List<Result> RESULTS = List.of(
            new Result(check("RT-01", Severity.BLOCKER), new Verdict.Pass("fine")),
            new Result(check("RT-03", Severity.BLOCKER), new Verdict.Fail("dockershim")),
            new Result(check("CN-03", Severity.WARNING), new Verdict.Unknown("no host")));

    private ReadinessSamples() {}

    /** A node on containerd. */
    static NodeReadiness migrated() {
        return new NodeReadiness(
                TestEvidence.containerd("1.7.2", "1.30.1").build(),
                Phase.MIGRATED,
                Confidence.OBSERVED,
                SINCE,
                RESULTS);
    }

    /** A node of which nothing is missing that an agent can see. */
    static NodeReadiness full() {
        NodeEvidence evidence = TestEvidence.dockershim("1.23.17")
                .withAnnotation("/var/run/dockershim.sock")
                .cordoned()
                .withFiles(new KubeletFiles(
                        TestEvidence.settings("remote", "unix:///run/containerd/containerd.sock"),
                        TestEvidence.settings(null, "unix:///run/crio/crio.sock"),
                        Endpoint.parse("unix:///run/cri-dockerd.sock"),
                        true))
                .withConfigz("unix:///run/other.sock")
                .withDockerConfig(new DockerConfig(
                        2, 1, LogDriver.JOURNALD, 3, true, 1, CgroupDriver.SYSTEMD, 1, Set.of(Other.LIVE_RESTORE)))
                .withPods(List.of())
                .withSeries(new ServedSeries(List.of(), true))
                .build();
        return new NodeReadiness(evidence, Phase.DOCKERSHIM, Confidence.OBSERVED, SINCE, RESULTS);
    }

    /** A node of which nothing is known. */
    static NodeReadiness nothing() {
        return new NodeReadiness(TestEvidence.nothing().build(), Phase.UNKNOWN, Confidence.NONE, null, List.of());
    }

    static CheckInfo check(String id, Severity severity) {
        return new CheckInfo(id, "name", severity, Section.OVERVIEW, "title of " + id, "remedy", Set.of());
    }
}
