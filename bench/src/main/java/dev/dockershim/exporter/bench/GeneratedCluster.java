package dev.dockershim.exporter.bench;

import dev.dockershim.exporter.bench.GeneratedWorkload.Docker;
import dev.dockershim.exporter.demo.ApiResource;
import dev.dockershim.exporter.demo.ApiStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * A large cluster, the same each time: nodes of all phases, a thousand workloads, pods of some 5 KB each, with their
 * {@code managedFields}, as real ones are. A quarter of the pods are of DaemonSets, some of which need Docker, or mount
 * what seems so; one in twenty of the other workloads needs it too.
 */
final class GeneratedCluster {

    static final int WORKLOADS = 1_000;

    private static final JsonTemplate NODE = JsonTemplate.read("node");
    private static final JsonTemplate EVENT = JsonTemplate.read("event");
    private static final JsonTemplate BUDGET = JsonTemplate.read("budget");
    private static final int EVENTS = 2_000;

    private final int nodes;
    private final List<GeneratedWorkload> workloads = new ArrayList<>();
    private final int[] generations = new int[WORKLOADS];
    private final ApiStore store = new ApiStore(200_000);

    GeneratedCluster(int nodes, int pods) {
        this.nodes = nodes;
        int daemonSets = Math.max(1, pods / nodes / 4);
        int left = pods - daemonSets * nodes;
        List<Docker> daemons = List.of(Docker.ROOT, Docker.LOGS, Docker.AGENT);
        for (int i = 0; i < daemonSets; i++) {
            workloads.add(new GeneratedWorkload(
                    i, ApiResource.DAEMON_SETS, nodes, i < daemons.size() ? daemons.get(i) : Docker.NOT));
        }
        int others = WORKLOADS - daemonSets;
        for (int i = 0; i < others; i++) {
            int size = left / others + (i < left % others ? 1 : 0);
            workloads.add(new GeneratedWorkload(daemonSets + i, kind(i), size, docker(i)));
        }
        for (int i = 0; i < nodes; i++) {
            store.put(ApiResource.NODES, node(i));
        }
        for (GeneratedWorkload workload : workloads) {
            workload.objects(store::put);
            for (int i = 0; i < workload.pods(); i++) {
                store.put(ApiResource.PODS, pod(workload, i, 0));
            }
        }
        for (int i = 0; i < EVENTS; i++) {
            store.put(ApiResource.EVENTS, event(i));
        }
        for (GeneratedWorkload workload : workloads.subList(daemonSets, daemonSets + others / 3)) {
            store.put(ApiResource.POD_DISRUPTION_BUDGETS, budget(workload));
        }
    }

    ApiStore store() {
        return store;
    }

    /** Each node's kubelet reports, as it does each five minutes. */
    void heartbeat(int node) {
        store.put(ApiResource.NODES, node(node));
    }

    int nodes() {
        return nodes;
    }

    /**
     * Rolls a workload out: some of its pods are made anew, bound to a node, become ready, and the old ones end and go,
     * four changes for each.
     *
     * @param step called before each change
     */
    void rollOut(int workload, int pods, LongConsumer step) {
        GeneratedWorkload each = workloads.get(workload);
        int generation = ++generations[workload];
        long changes = 0;
        for (int i = 0; i < Math.min(pods, each.pods()); i++) {
            GeneratedObject before = pod(each, i, generation - 1);
            GeneratedObject after = pod(each, i, generation);
            step.accept(changes++);
            store.put(ApiResource.PODS, before);
            step.accept(changes++);
            store.delete(ApiResource.PODS, before.namespace(), before.name());
            step.accept(changes++);
            store.put(ApiResource.PODS, after);
            step.accept(changes++);
            store.put(ApiResource.PODS, after);
        }
    }

    private GeneratedObject pod(GeneratedWorkload workload, int index, int generation) {
        int node = workload.kind() == ApiResource.DAEMON_SETS
                ? index
                : (int) Math.floorMod(
                        GeneratedObject.mix(workload.number() * 1_000_003L + index + 7_919L * generation),
                        (long) nodes);
        return workload.pod(index, generation, nodeName(node));
    }

    private static ApiResource kind(int i) {
        return i % 20 == 3 ? ApiResource.STATEFUL_SETS : i % 20 == 7 ? ApiResource.CRON_JOBS : ApiResource.DEPLOYMENTS;
    }

    private static Docker docker(int i) {
        return switch (i % 100) {
            case 5, 15, 25 -> Docker.SOCKET;
            case 35 -> Docker.PARENT;
            case 45 -> Docker.ENV;
            default -> Docker.NOT;
        };
    }

    private static String nodeName(int node) {
        return "node-%04d.zone-%d.example.internal".formatted(node, node % 3);
    }

    private GeneratedObject node(int number) {
        int kind = number % 20;
        String heartbeat = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        boolean docker = kind < 11;
        return new GeneratedObject(NODE, "", nodeName(number), number, hole -> switch (hole) {
            case "socket" ->
                docker || kind == 17 ? "/var/run/dockershim.sock" : "unix:///run/containerd/containerd.sock";
            case "cordoned" -> Boolean.toString(kind == 9 || kind == 16);
            case "ready" -> kind == 10 && number % 100 == 10 ? "Unknown" : "True";
            case "runtime" ->
                docker
                        ? "docker://20.10." + (20 + number % 5)
                        : kind == 18 ? "cri-o://1.23.5" : "containerd://1.6." + number % 24;
            case "kubelet" -> kind < 4 ? "v1.22.17" : "v1.23.17";
            case "heartbeat" -> heartbeat;
            default -> throw new IllegalArgumentException("no value for " + hole);
        });
    }

    private GeneratedObject event(int number) {
        boolean error = number % 50 == 0;
        String at = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        GeneratedWorkload workload = workloads.get(number % WORKLOADS);
        return new GeneratedObject(EVENT, workload.namespace(), "event." + number, number, hole -> switch (hole) {
            case "workload" -> workload.name();
            case "reason" -> error ? "FailedKillPod" : number % 3 == 0 ? "Unhealthy" : "Pulled";
            case "type" -> error || number % 3 == 0 ? "Warning" : "Normal";
            case "message" ->
                error ? "failed to destroy network for sandbox" : "Container image already present on machine";
            case "node" -> nodeName(number % nodes);
            case "heartbeat" -> at;
            default -> throw new IllegalArgumentException("no value for " + hole);
        });
    }

    private static GeneratedObject budget(GeneratedWorkload workload) {
        return new GeneratedObject(
                BUDGET, workload.namespace(), workload.name(), workload.number(), hole -> switch (hole) {
                    case "workload" -> workload.name();
                    case "allowed" -> workload.number() % 20 == 0 ? "0" : "1";
                    default -> throw new IllegalArgumentException("no value for " + hole);
                });
    }
}
