package dev.dockershim.exporter.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.evidence.RuntimeName.Kind;
import dev.dockershim.exporter.evidence.TestEvidence;
import dev.dockershim.exporter.readiness.Verdict;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each pod alone on a containerd node: which checks fail, which cannot be told. */
class WildPodsTest {

    @ParameterizedTest
    @CsvSource({
        // a trailing slash in the path, and the variable that goes with it
        "datadog-old, WL-01 WL-05 WL-05-B TA-02 TA-B, ''",
        // nothing of Docker's is left: the name alone
        "datadog-cri, TA-02, ''",
        // the whole of /var/run, read-only: a socket is connected to all the same
        "datadog-run-directory, WL-02 WL-02-B TA-02 TA-B, ''",
        // the same of the vendor's chart, with the variable that leads it to containerd
        "datadog-run-directory-cri, WL-02 TA-02, ''",
        // and with the one that leads it to Docker
        "datadog-run-directory-docker, WL-02 WL-02-B WL-05 WL-05-B TA-02 TA-B, ''",
        "datadog-cluster-agent, '', ''",
        // the vendor's library in somebody's application, and a variable of the node's address that is not Docker's
        "datadog-library, '', ''",
        "falco, WL-01 TA-04 TA-B, ''",
        "falcosidekick, '', ''",
        // only sounds like it
        "falcon-sensor, '', ''",
        "falco-renamed, TA-04, ''",
        "fluent-bit, WL-03, ''",
        "cadvisor, WL-03, ''",
        // names /var/lib/docker in its arguments
        "node-exporter, '', ''",
        // says Dockerfile, docker.io and DOCKER_CONFIG
        "kaniko, '', ''",
        // a Docker of its own: emptyDir, privileged, and a probe that calls docker
        "dind, '', ''",
        // /run instead of /var/run, and a container that only waits
        "jenkins-agent, WL-01 WL-03, ''",
        // the service of a job is another container of its pod, under an alias
        "gitlab-runner-job, '', ''",
        // asks the API server, not Docker
        "portainer-agent, '', ''",
        // of the directory only the socket is mounted
        "watchtower, WL-01 WL-05 WL-05-B, ''",
        "aws-node-old, WL-06, ''",
        "calico-node, '', ''",
        "cilium, '', ''",
        // an image of that name in a namespace where none belongs
        "cilium-elsewhere, WL-02, ''",
        "etcd-static, '', ''",
        "prune-cronjob, WL-04 WL-04-B, ''",
        // proof of use beats the list of those that may
        "node-exporter-with-docker, WL-02 WL-02-B WL-05 WL-05-B, ''",
        // a Secret is never read
        "hidden-host, WL-02, WL-02-B WL-05 WL-05-B",
        "leftover-volume, WL-01-W, ''",
        "postgres, '', ''",
        // has no socket: it reads Docker's directory
        "kubectl-flame, WL-03 TA-07 TA-B, ''",
        // a variable of its own that names the socket
        "twistlock, WL-02 WL-02-B WL-03 WL-05 WL-05-B TA-05 TA-B, ''",
        "signalfx, WL-01 WL-02 TA-06 TA-B, ''",
        // may have been imported
        "local-image, '', WL-07",
        "windows-agent, WL-01, ''",
        // two runners of one vendor: only the executor differs, and what it mounts
        "gitlab-runner-docker-executor, WL-01, ''",
        // a Secret whose variable only sounds like one of Docker's
        "gitlab-runner-kubernetes-executor, '', ''",
        // doubled slashes in the path, and an argument that names the socket
        "portainer-server, WL-01 WL-05 WL-05-B, ''",
        // directories below /run are no parents of the socket
        "aws-node-new, '', ''",
        // the whole host by one mount, which every OneAgent has, on every runtime
        "dynatrace-oneagent, WL-02 TA-03, ''",
        "dynatrace-operator, '', ''",
        // named as the agent is, and reads its socket, not Docker's
        "falco-exporter, '', ''",
        // builds without a daemon of the node's
        "buildkitd, '', ''",
        // a plug-in of the CLI, in a script of several lines, by the node's socket with a slash behind it
        "buildx-job, WL-01 WL-04 WL-07, ''",
        // a name, an image and a path that only contain docker; /etc/docker is the image's own
        "docker-registry, '', ''",
        // arguments that name the socket below a mounted parent
        "traefik, WL-02 WL-02-B WL-05 WL-05-B, ''",
        "socket-by-argument, WL-02 WL-02-B WL-05 WL-05-B, ''",
        // a directory above Docker's own that has much else
        "vector-state, '', ''",
        // the CLI's plug-in by its old name
        "compose-up, WL-04, ''",
        // talks as Docker does, and is not
        "podman, '', ''",
        // a parent, mounted for devices
        "csi-node, '', ''",
    })
    void isJudged(String pod, String failing, String unknown) {
        NodeEvidence node = TestEvidence.nothing()
                .withCri("containerd", "1.7.2")
                .withPods(List.of(WildPods.read(pod)))
                .build();

        assertThat(ids(node, Verdict.Fail.class)).isEqualTo(failing);
        assertThat(ids(node, Verdict.Unknown.class)).isEqualTo(unknown);
    }

    /** What no pod of it shows, because none runs now, its template does. */
    @ParameterizedTest
    @CsvSource({
        "datadog-old, WL-01 WL-05 WL-05-B TA-02 TA-B",
        "datadog-cluster-agent, ''",
        "falco, WL-01 TA-04 TA-B",
        "falco-renamed, TA-04",
        "falco-exporter, ''",
        "falcosidekick, ''",
        "fluent-bit, WL-03",
        "node-exporter, ''",
        "cilium-elsewhere, WL-02",
        "aws-node-old, WL-06",
        "aws-node-new, ''",
        "jenkins-agent, WL-01 WL-03",
        "prune-cronjob, WL-04 WL-04-B",
        "buildx-job, WL-01 WL-04 WL-07",
        "kaniko, ''",
        "kubectl-flame, WL-03 TA-07 TA-B",
        "gitlab-runner-docker-executor, WL-01",
        "gitlab-runner-kubernetes-executor, ''",
        "twistlock, WL-02 WL-02-B WL-03 WL-05 WL-05-B TA-05 TA-B",
        "dynatrace-oneagent, WL-02 TA-03",
        "datadog-run-directory-cri, WL-02 TA-02",
        "traefik, WL-02 WL-02-B WL-05 WL-05-B",
        "podman, ''",
        "postgres, ''",
        "docker-registry, ''",
        "dind, ''",
    })
    void isJudgedAsATemplate(String pod, String failing) {
        PodSpec template = WildPods.template(pod);
        List<Subject> subjects = List.of(new Subject(Workload.of(template), template, true, Kind.CONTAINERD));

        assertThat(ids(check -> check.judge(subjects, "None."), Verdict.Fail.class))
                .isEqualTo(failing);
        assertThat(WorkloadChecks.all())
                .map(check -> check.judge(subjects, "None."))
                .filteredOn(Verdict.Fail.class::isInstance)
                .allSatisfy(verdict -> assertThat(verdict.detail())
                        .contains(template.namespace() + "/" + template.name() + " (by its template)"));
    }

    private static String ids(NodeEvidence node, Class<? extends Verdict> kind) {
        return ids(check -> check.judge(node), kind);
    }

    private static String ids(Function<WorkloadCheck, Verdict> judge, Class<? extends Verdict> kind) {
        return WorkloadChecks.all().stream()
                .filter(check -> kind.isInstance(judge.apply(check)))
                .map(check -> check.info().id())
                .collect(Collectors.joining(" "));
    }
}
