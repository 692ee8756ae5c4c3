package dev.dockershim.exporter.watch;

import dev.dockershim.exporter.cluster.Shard;
import dev.dockershim.exporter.demo.ApiResource;
import dev.dockershim.exporter.demo.JsonObject;
import dev.dockershim.exporter.demo.TestApiServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What tests of watches and listings have in common. */
final class WatchTests {

    /** Seconds where the program takes minutes. */
    static final Patience PATIENCE = new Patience(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofMillis(300),
            Duration.ofSeconds(3),
            Duration.ofMillis(300),
            Duration.ofMillis(50),
            Duration.ofMillis(400));

    private WatchTests() {}

    /** The configuration for {@code server}, by a kubeconfig in {@code directory}. */
    static WatchConfig config(TestApiServer server, Path directory, Shard shard) throws IOException {
        Path file = directory.resolve("kubeconfig");
        if (!Files.exists(file)) {
            server.writeKubeconfig(file);
        }
        return new WatchConfig(file, null, shard, null);
    }

    static ApiServer open(WatchConfig config, Patience patience) {
        return new ClusterAccess(Map.of(), Path.of("/none")).open(config, "1.2.3", patience);
    }

    static void put(TestApiServer server, ApiResource resource, String json) {
        server.store.put(resource, JsonObject.of(json.replace('\'', '"')));
    }

    static void putNode(TestApiServer server, String name) {
        put(server, ApiResource.NODES, """
                {'metadata':{'name':'%s'},'status':{'nodeInfo':{
                   'containerRuntimeVersion':'docker://20.10.24','kubeletVersion':'v1.23.17'}}}""".formatted(name));
    }

    /** A pod of a DaemonSet. */
    static void putPod(TestApiServer server, String name, String node) {
        put(server, ApiResource.PODS, """
                {'metadata':{'namespace':'shop','name':'%s','labels':{'app':'cart'},
                   'ownerReferences':[{'kind':'DaemonSet','name':'cart','controller':true}]},
                 'spec':{'nodeName':'%s','containers':[{'name':'c','image':'cart'}]},
                 'status':{'phase':'Running'}}""".formatted(name, node));
    }

    /** A pod that uses Docker. */
    static void putDockerPod(TestApiServer server, String name, String node, String kind, String owner) {
        put(server, ApiResource.PODS, """
                {'metadata':{'namespace':'ci','name':'%s',
                   'ownerReferences':[{'kind':'%s','name':'%s','controller':true}]},
                 'spec':{'nodeName':'%s',%s},'status':{'phase':'Running'}}""".formatted(name, kind, owner, node, SOCKET));
    }

    /** Part of a pod's specification. */
    static final String SOCKET = """
            'containers':[{'name':'c','image':'builder','volumeMounts':[{'name':'s','mountPath':'/s'}]}],
            'volumes':[{'name':'s','hostPath':{'path':'/var/run/docker.sock'}}]""";

    /** Lists of a resource, first pages only. */
    static long lists(TestApiServer server, ApiResource resource) {
        return of(server, resource).stream()
                .filter(uri -> !uri.getRawQuery().contains("watch=")
                        && !uri.getRawQuery().contains("continue="))
                .count();
    }

    static long watches(TestApiServer server, ApiResource resource) {
        return of(server, resource).stream()
                .filter(uri -> uri.getRawQuery().contains("watch="))
                .count();
    }

    static List<URI> of(TestApiServer server, ApiResource resource) {
        return server.faults.requests().stream()
                .filter(uri -> uri.getPath().endsWith("/" + resource.plural()))
                .toList();
    }
}
