package dev.dockershim.exporter.cluster;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.RuntimeName.Kind;
import dev.dockershim.exporter.workloads.FindingsCounter;
import dev.dockershim.exporter.workloads.Subject;
import dev.dockershim.exporter.workloads.Workload;
import dev.dockershim.exporter.workloads.WorkloadFindings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pods and templates of one evaluation, sorted in one pass; a pod that has finished uses nothing, and is none. */
final class ClusterPods {

    private static final NodePods NONE = new NodePods();

    private final ClusterEvidence evidence;
    private final Map<String, NodePods> byNode = new HashMap<>();
    private final List<Subject> pods = new ArrayList<>();
    private final List<Subject> templates = new ArrayList<>();

    private ClusterPods(ClusterEvidence evidence) {
        this.evidence = evidence;
    }

    static ClusterPods of(ClusterEvidence evidence, Census census) {
        ClusterPods sorted = new ClusterPods(evidence);
        Kind common = census.commonRuntime();
        sorted.addPods(census.runtimes(), common);
        for (WorkloadKind kind : WorkloadKind.values()) {
            sorted.addTemplates(evidence.templates().get(kind), common);
        }
        return sorted;
    }

    /** Those of a node. */
    NodePods of(String node) {
        return byNode.getOrDefault(node, NONE);
    }

    /** Pods, then templates, that may concern Docker. */
    List<Subject> all() {
        List<Subject> all = new ArrayList<>(pods);
        all.addAll(templates);
        return all;
    }

    /** This shard's workloads by their pods. */
    Observed<WorkloadFindings> findings(int cap) {
        return evidence.pods().map(seen -> count(pods, cap));
    }

    /** This shard's workloads by their templates; missing only if no kind of template was to be seen. */
    Observed<WorkloadFindings> findingsOfTemplates(int cap) {
        Observed<List<WorkloadTemplate>> missing =
                Observed.missing(Observed.Reason.NOT_CONFIGURED, "no workloads were asked for");
        for (WorkloadKind kind : WorkloadKind.values()) {
            Observed<List<WorkloadTemplate>> seen = evidence.templates().get(kind);
            if (seen != null && seen.orNull() != null) {
                return Observed.seen(count(templates, cap));
            }
            missing = seen == null ? missing : seen;
        }
        return missing.map(none -> count(templates, cap));
    }

    private WorkloadFindings count(List<Subject> subjects, int cap) {
        Shard shard = evidence.shard();
        FindingsCounter counter = new FindingsCounter();
        for (Subject subject : subjects) {
            Workload workload = subject.workload();
            if (shard.has(workload.namespace() + "/" + workload.type() + "/" + workload.name())) {
                counter.addAccess(workload, subject.pod());
            }
            // Its row does not tell the type: workloads of one name are counted together, and so in one shard.
            if (shard.has(workload.toString())) {
                counter.addAgent(workload, subject.pod());
            }
        }
        return counter.findings(cap);
    }

    private void addPods(Map<String, Kind> runtimes, Kind common) {
        List<ClusterPod> seen = evidence.pods().orNull();
        if (seen == null) {
            return;
        }
        runtimes.keySet().forEach(node -> byNode.put(node, new NodePods()));
        for (ClusterPod pod : seen) {
            if (pod.finished()) {
                continue;
            }
            NodePods node = byNode.get(pod.node());
            if (node != null) {
                node.add(pod);
            }
            if (pod.concernsDocker()) {
                Kind runtime = pod.node().isEmpty() ? common : runtimes.getOrDefault(pod.node(), Kind.UNKNOWN);
                Subject subject = new Subject(evidence.owners().workloadOf(pod), pod.spec(), false, runtime);
                pods.add(subject);
                if (node != null) {
                    node.add(subject);
                }
            }
        }
    }

    private void addTemplates(@Nullable Observed<List<WorkloadTemplate>> seen, Kind runtime) {
        List<WorkloadTemplate> list = seen == null ? null : seen.orNull();
        if (list != null) {
            for (WorkloadTemplate template : list) {
                if (template.concernsDocker()) {
                    templates.add(new Subject(template.workload(), template.pod(), true, runtime));
                }
            }
        }
    }
}
