package dev.dockershim.exporter.podspec;

import static dev.dockershim.exporter.podspec.Manifests.classify;
import static dev.dockershim.exporter.podspec.Manifests.container;
import static dev.dockershim.exporter.podspec.Manifests.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.evidence.PodSpec.DockerEnv;
import dev.dockershim.exporter.evidence.PodSpec.HostPath;
import dev.dockershim.exporter.evidence.PodSpec.Target;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodClassifierTest {

    private static final HostPath SOCKET = new HostPath(Target.DOCKER_SOCKET, true);

    @ParameterizedTest
    @ValueSource(strings = {"initContainers", "containers", "ephemeralContainers"})
    void aVolumeIsMountedByAnyKindOfContainer(String kind) {
        assertThat(pod("""
                        {'volumes':[{'name':'d','hostPath':{'path':'/run/docker.sock','type':'Socket'}}],
                         '%s':[{'name':'c','volumeMounts':[{'name':'d','mountPath':'/x','readOnly':true}]}]}
                        """.formatted(kind)).volumes()).containsExactly(SOCKET);
    }

    @Test
    void aVolumeThatNoContainerMountsIsToldApart() {
        assertThat(pod("""
                        {'volumes':[{'name':'d','hostPath':{'path':'/var/run/docker.sock'}}],
                         'containers':[{'name':'c','volumeMounts':[{'name':'other','mountPath':'/x'}],
                                        'volumeDevices':[{'name':'d','devicePath':'/dev/x'}]}]}
                        """).volumes()).containsExactly(new HostPath(Target.DOCKER_SOCKET, false));
    }

    @ParameterizedTest
    @CsvSource({
        "/var/run, subPath, docker.sock, DOCKER_SOCKET",
        "/, subPath, var/run/docker.sock, DOCKER_SOCKET",
        "/, subPath, var/lib/docker, DOCKER_DIRECTORY",
        "/, subPathExpr, $(DIR), PARENT_OF_SOCKET",
        "/, subPathExpr, run/docker.sock, DOCKER_SOCKET",
        "/var/run, subPath, '', PARENT_OF_SOCKET",
    })
    void aSubPathNarrowsWhatIsSeen(String path, String key, String value, Target target) {
        assertThat(pod(subPath(path, key, value)).volumes()).containsExactly(new HostPath(target, true));
    }

    @ParameterizedTest
    @CsvSource({"/, subPath, etc/ssl", "/var/run, subPath, secrets"})
    void aSubPathBesideDockerSeesNothingOfIt(String path, String key, String value) {
        assertThat(pod(subPath(path, key, value)).volumes()).isEmpty();
    }

    private static String subPath(String path, String key, String value) {
        return """
                {'volumes':[{'name':'d','hostPath':{'path':'%s'}}],
                 'containers':[{'name':'c','volumeMounts':[{'name':'d','mountPath':'/x','%s':'%s'}]}]}
                """.formatted(path, key, value);
    }

    @Test
    void anEmptyDirIsNoHostPath() {
        assertThat(pod("""
                        {'volumes':[{'name':'d','emptyDir':{}}],
                         'containers':[{'name':'c','volumeMounts':[{'name':'d','mountPath':'/var/run/docker.sock'}]}]}
                        """).volumes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DOCKER_HOST | unix:///var/run/docker.sock | HOST",
                "DOCKER_HOST | tcp://10.1.2.3:2375 | HOST",
                "DOCKER_HOST | tcp://$(HOST_IP):2375 | HOST",
                "DOCKER_HOST | ssh://root@node | HOST",
                "DOCKER_HOST | tcp://localhost:2375 | SIDECAR",
                "DOCKER_HOST | tcp://localhost:2376/ | SIDECAR",
                "DOCKER_HOST | tcp://127.0.0.1:2376 | SIDECAR",
                "DOCKER_HOST | tcp://[::1]:2375 | SIDECAR",
                "DOCKER_HOST | tcp://localhost:12375 | HOST",
                "DOCKER_HOST | tcp://localhost.example:2375 | HOST",
                "DOCKER_HOST | '' | NONE",
                "DOCKER_SOCKET | /host/docker.sock | HOST",
                "DOCKER_SOCK_PATH | /x | HOST",
                "DOCKER_API_VERSION | 1.41 | HOST",
                "DD_DOCKER_LABELS_AS_TAGS | {} | HOST",
                "ENDPOINT | unix:///var/run/docker.sock | HOST",
                "OPTS | --sock=/host/var/run/docker.sock --x | HOST",
                "ENDPOINT | npipe:////./pipe/docker_engine | HOST",
                "ENDPOINT | unix:///run/cri-dockerd.sock | NONE",
                "DOCKER_HOST | unix:///run/podman/podman.sock | SIDECAR",
                "DOCKER_HOST | unix:///run/user/1000/podman/podman.sock | SIDECAR",
                "DOCKER_HOST | unix:///run/elsewhere.sock | HOST",
                "DD_CRI_SOCKET_PATH | /host/var/run/containerd/containerd.sock | OTHER_RUNTIME",
                "CRI | unix:///run/crio/crio.sock | OTHER_RUNTIME",
                "CRI | /run/k3s/containerd/containerd.sock | OTHER_RUNTIME",
                "CRI | /run/docker/containerd/containerd.sock | NONE",
                "CRI | containerd.sock | NONE",
                "CRI | /run/containerd/containerd.sock.ttrpc | NONE",
                "ENDPOINT | unix:///run/podman-docker.sock | NONE",
                "UNIT | docker.socket | NONE",
                "DOCKER_HOSTNAME | x | NONE",
                "DOCKER_CONFIG | /kaniko/.docker | NONE",
                "MY_DOCKER_HOST | x | NONE",
                "REGISTRY | docker.io | NONE",
            })
    void variables(String name, String value, DockerEnv env) {
        assertThat(container("'env':[{'name':'%s','value':'%s'}]".formatted(name, value.replace("\\", "\\\\")))
                        .dockerEnv())
                .isEqualTo(env);
    }

    /** A directory of the host is mounted at /host, an emptyDir at /own. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--docker-socket=/host/docker.sock | HOST",
                "--providers.docker.endpoint=unix:///host/docker.sock | HOST",
                "curl --unix-socket /host/docker.sock http://x/info | HOST",
                "# curl --unix-socket /host/docker.sock http://x/info | NONE",
                "--docker-socket=/own/docker.sock | NONE",
                "--ignore=/var/run/docker.sock | NONE",
                "--docker-socket=/host/cri-docker.sock | NONE",
                "--cri=/host/containerd/containerd.sock | OTHER_RUNTIME",
                "--docker=/host/docker.sock,--cri=/host/containerd/containerd.sock | HOST",
            })
    void arguments(String argument, DockerEnv env) {
        for (String member : List.of("command", "args")) {
            PodSpec pod = pod("""
                    {'volumes':[{'name':'h','hostPath':{'path':'/var/run'}},{'name':'o','emptyDir':{}}],
                     'containers':[{'%s':['%s'],
                       'volumeMounts':[{'name':'h','mountPath':'/host'},{'name':'o','mountPath':'/own'}]}]}
                    """.formatted(member, argument));

            assertThat(pod.containers())
                    .extracting(PodSpec.Container::dockerEnv)
                    .containsExactly(env);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DOCKER_HOST, secretKeyRef, REFERENCED",
        "DOCKER_HOST, configMapKeyRef, REFERENCED",
        "DD_DOCKER_X, secretKeyRef, REFERENCED",
        "DOCKER_HOST, fieldRef, HOST",
        "OTHER, secretKeyRef, NONE",
        "OTHER, fieldRef, NONE",
    })
    void variablesFromElsewhere(String name, String from, DockerEnv env) {
        assertThat(container("'env':[{'name':'%s','valueFrom':{'%s':{'key':'k','name':'n'}}}]".formatted(name, from))
                        .dockerEnv())
                .isEqualTo(env);
    }

    @Test
    void envFromHidesItsNamesAndIsLeftAlone() {
        assertThat(container("'envFrom':[{'secretRef':{'name':'docker'}}]").dockerEnv())
                .isEqualTo(DockerEnv.NONE);
    }

    @Test
    void whatIsSeenWeighsMoreThanWhatIsHiddenAndThatMoreThanASidecar() {
        String hidden = "{'name':'DOCKER_HOST','valueFrom':{'secretKeyRef':{'key':'k','name':'n'}}}";
        String sidecar = "{'name':'DOCKER_SOCKET','value':'tcp://localhost:2375'}";
        String host = "{'name':'X','value':'/run/docker.sock'}";

        assertThat(container("'env':[%s,%s,%s]".formatted(hidden, sidecar, host))
                        .dockerEnv())
                .isEqualTo(DockerEnv.HOST);
        assertThat(container("'env':[%s,%s]".formatted(hidden, sidecar)).dockerEnv())
                .isEqualTo(DockerEnv.REFERENCED);
    }

    @Test
    void theVersionForASidecarIsTheSidecars() {
        assertThat(container("""
                        'env':[{'name':'DOCKER_API_VERSION','value':'1.41'},
                               {'name':'DOCKER_HOST','value':'tcp://localhost:2375'}]
                        """).dockerEnv()).isEqualTo(DockerEnv.SIDECAR);
    }

    @Test
    void loopbackOfTheHostsNetworkIsTheNode() {
        PodSpec pod = pod("""
                {'hostNetwork':true,'containers':[{'env':[{'name':'DOCKER_HOST','value':'tcp://localhost:2375'}]}]}
                """);

        assertThat(pod.containers()).extracting(PodSpec.Container::dockerEnv).containsExactly(DockerEnv.HOST);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, SIDECAR", "10.0.0.7, HOST"})
    void anAliasIsThePodIfItIsLoopback(String ip, DockerEnv env) {
        PodSpec pod = pod("""
                {'hostAliases':[{'ip':'%s','hostnames':['docker']}],
                 'containers':[{'env':[{'name':'DOCKER_HOST','value':'tcp://docker:2376'}]}]}
                """.formatted(ip));

        assertThat(pod.containers()).extracting(PodSpec.Container::dockerEnv).containsExactly(env);
    }

    /** The socket's directory is an emptyDir; deeper in it may be the host's after all. */
    @ParameterizedTest
    @CsvSource({"false, SIDECAR, false", "true, HOST, true"})
    void aSocketInAnEmptyDirIsThePodsOwn(boolean hostsSocketToo, DockerEnv env, boolean cli) {
        PodSpec pod = pod("""
                {'volumes':[{'name':'run','emptyDir':{}},{'name':'sock','hostPath':{'path':'/run/docker.sock'}}],
                 'containers':[{'command':['docker','ps'],
                   'env':[{'name':'DOCKER_HOST','value':'unix:///run/docker.sock'}],
                   'volumeMounts':[{'name':'run','mountPath':'/var/run/'}%s]}]}
                """.formatted(hostsSocketToo ? ",{'name':'sock','mountPath':'/var/run/docker.sock'}" : ""));

        assertThat(pod.containers().get(0).dockerEnv()).isEqualTo(env);
        assertThat(pod.containers().get(0).dockerCli()).isEqualTo(cli);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '#',
            delimiter = '|',
            value = {
                "'command':['docker'],'args':['ps'] | true",
                "'args':['sh','-c','docker ps'] | true",
                "'livenessProbe':{'exec':{'command':['docker','ps']}} | true",
                "'readinessProbe':{'exec':{'command':['docker','ps']}} | true",
                "'startupProbe':{'exec':{'command':['docker','info']}} | true",
                "'lifecycle':{'postStart':{'exec':{'command':['docker','pull','x']}}} | true",
                "'lifecycle':{'preStop':{'exec':{'command':['sh','-c','docker stop x']}}} | true",
                "'livenessProbe':{'httpGet':{'path':'/docker ps','port':1}} | false",
                "'image':'docker:dind','startupProbe':{'exec':{'command':['docker','info']}} | false",
                "'args':['dockerd','--host=x'],'startupProbe':{'exec':{'command':['docker','info']}} | false",
                "'env':[{'name':'DOCKER_HOST','value':'tcp://localhost:2375'}],'args':['docker','ps'] | false",
                "'env':[{'name':'DOCKER_HOST','value':'unix:///run/podman/podman.sock'}],'args':['docker','ps'] | false",
                "'env':[{'name':'CRI','value':'/run/crio/crio.sock'}],'args':['docker','ps'] | true",
                "'env':[{'name':'DOCKER_HOST','value':'tcp://localhost:2375'}],"
                        + "'args':['nsenter','-t1','docker','ps'] | true",
                "'env':[{'name':'DOCKER_HOST','value':'tcp://10.0.0.1:2375'}],'args':['docker','ps'] | true",
            })
    void theCliCountsWhereItReachesTheNodesDocker(String members, boolean cli) {
        assertThat(container(members).dockerCli()).isEqualTo(cli);
    }

    @Test
    void whatElseAContainerTells() {
        PodSpec.Container container = container("""
                'image':'r:5000/a/b:1','imagePullPolicy':'Never','securityContext':{'privileged':true},
                'args':['docker','build','.']
                """);

        assertThat(container)
                .isEqualTo(new PodSpec.Container("r:5000/a/b", true, true, false, true, true, DockerEnv.NONE));
    }

    @Test
    void anImageThatIsMissingShowsInTheStatus() {
        PodSpec pod = classify("""
                {"metadata":{"name":"p","namespace":"n"},
                 "spec":{"containers":[{"name":"a"},{"name":"b"},{"name":"c"}]},
                 "status":{"containerStatuses":[
                   {"name":"a","state":{"waiting":{"reason":"ErrImageNeverPull"}}},
                   {"name":"b","state":{"waiting":{"reason":"ImagePullBackOff"}}},
                   {"name":"c","state":{"running":{}}}]}}
                """);

        assertThat(pod.containers()).extracting(PodSpec.Container::imageMissing).containsExactly(true, false, false);
    }

    @ParameterizedTest
    @CsvSource({
        "ReplicaSet, web-6f7d8c9, true, 6f7d8c9, Deployment, web",
        "ReplicaSet, web-6f7d8c9, true, other, ReplicaSet, web-6f7d8c9",
        "ReplicaSet, web-6f7d8c9, true, , ReplicaSet, web-6f7d8c9",
        "ReplicaSet, -6f7d8c9, true, 6f7d8c9, ReplicaSet, -6f7d8c9",
        "DaemonSet, web-6f7d8c9, true, 6f7d8c9, DaemonSet, web-6f7d8c9",
        "Job, backup-29, true, , Job, backup-29",
        "Node, node-a, true, , '', ''",
        "DaemonSet, web, false, , '', ''",
    })
    void theOwnerIsTheController(
            String kind, String name, boolean controller, String hash, String ownerKind, String owner) {
        PodSpec pod = classify("""
                {"metadata":{"name":"p","namespace":"n","labels":{"pod-template-hash":%s,"app":"x"},
                  "ownerReferences":[{"kind":"Other","name":"x"},{"kind":"%s","name":"%s","controller":%s}]},
                 "spec":{}}
                """.formatted(hash == null ? null : "\"" + hash + "\"", kind, name, controller));

        assertThat(List.of(pod.ownerKind(), pod.owner())).containsExactly(ownerKind, owner);
    }

    @ParameterizedTest
    @CsvSource({"file, true", "http, true", "api, false", "'', false"})
    void aStaticPodIsOneFromAFile(String source, boolean is) {
        assertThat(classify("""
                        {"metadata":{"name":"p","namespace":"n","annotations":{"kubernetes.io/config.source":"%s"}},"spec":{}}
                        """.formatted(source)).staticPod()).isEqualTo(is);
    }

    @Test
    void hostPidIsThePods() {
        assertThat(pod("{'hostPID':true}").hostPid()).isTrue();
        assertThat(pod("{'hostPID':null}").hostPid()).isFalse();
    }

    @Test
    void namesAreBounded() {
        PodSpec pod = classify("""
                {"metadata":{"name":"%s","namespace":"%s","ownerReferences":[
                  {"kind":"%s","name":"a\\u0000b","controller":true}]},"spec":{}}
                """.formatted("n".repeat(300), "s".repeat(300), "k".repeat(300)));

        assertThat(pod.name()).hasSize(253);
        assertThat(pod.namespace()).hasSize(63);
        assertThat(pod.ownerKind()).hasSize(63);
        assertThat(pod.owner()).isEqualTo("a\uFFFDb");
    }
}
