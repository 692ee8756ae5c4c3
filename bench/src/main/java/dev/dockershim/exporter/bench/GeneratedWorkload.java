package dev.dockershim.exporter.bench;

import dev.dockershim.exporter.demo.ApiObject;
import dev.dockershim.exporter.demo.ApiResource;
import java.util.function.BiConsumer;

/**
 * A workload and its pods, by number.
 *
 * @param number from 0; all else follows from it
 * @param kind of the workload
 * @param pods how many it has
 * @param docker how it needs Docker
 */
record GeneratedWorkload(int number, ApiResource kind, int pods, Docker docker) {

    private static final JsonTemplate POD = JsonTemplate.read("pod");
    private static final JsonTemplate WORKLOAD = JsonTemplate.read("workload");
    private static final JsonTemplate CRON_JOB = JsonTemplate.read("cronjob");
    private static final int NAMESPACES = 50;
    private static final int OLD_REVISIONS = 4;

    /** How a workload's pods need Docker, or seem to. */
    enum Docker {
        NOT("", "app"),
        SOCKET("/var/run/docker.sock", "app"),
        AGENT("/var/run/docker.sock", "datadog/agent"),
        ROOT("/", "node-exporter"),
        LOGS("/var/lib/docker/containers", "fluent-bit"),
        PARENT("/var/run", "app"),
        ENV("", "app");

        private final String path;
        private final String image;

        Docker(String path, String image) {
            this.path = path;
            this.image = image;
        }
    }

    String namespace() {
        return "team-" + number % NAMESPACES;
    }

    String name() {
        return switch (docker) {
            case AGENT -> "datadog-agent-" + number;
            case ROOT -> "node-exporter-" + number;
            case LOGS -> "fluent-bit-" + number;
            default -> "service-" + number;
        };
    }

    /** Gives the workload itself, and what lies between it and its pods. */
    void objects(BiConsumer<ApiResource, ApiObject> objects) {
        JsonTemplate template = kind == ApiResource.CRON_JOBS ? CRON_JOB : WORKLOAD;
        objects.accept(kind, made(template, name(), number, "", pods));
        if (kind == ApiResource.DEPLOYMENTS) {
            for (int revision = 0; revision <= OLD_REVISIONS; revision++) {
                objects.accept(
                        ApiResource.REPLICA_SETS,
                        made(
                                WORKLOAD,
                                replicaSet(revision),
                                31L * number + revision,
                                "Deployment",
                                revision == 0 ? pods : 0));
            }
        } else if (kind == ApiResource.CRON_JOBS) {
            for (int job = 0; job < pods; job++) {
                objects.accept(ApiResource.JOBS, made(WORKLOAD, name() + "-" + (29_000_000 + job), job, "CronJob", 1));
            }
        }
    }

    private GeneratedObject made(JsonTemplate template, String name, long seed, String owner, int replicas) {
        return new GeneratedObject(
                template, namespace(), name, seed + kind.plural().hashCode(), hole -> switch (hole) {
                    case "replicas" -> Integer.toString(replicas);
                    case "restart" -> kind == ApiResource.CRON_JOBS ? "Never" : "Always";
                    case "owners" ->
                        owner.isEmpty()
                                ? "[]"
                                : "[{\"apiVersion\":\"apps/v1\",\"kind\":\"%s\",\"name\":\"%s\",\"uid\":\"%s\",\"controller\":true}]"
                                        .formatted(owner, name(), GeneratedObject.uid(number));
                    default -> common(hole);
                });
    }

    /**
     * A pod.
     *
     * @param index among the workload's
     * @param generation how often it was made anew
     */
    GeneratedObject pod(int index, int generation, String node) {
        long seed = ((long) number << 40) + ((long) index << 16) + generation;
        String owner = owner(index);
        String name = kind == ApiResource.STATEFUL_SETS
                ? name() + "-" + index
                : owner + "-" + GeneratedObject.hash(seed).substring(0, 5);
        return new GeneratedObject(POD, namespace(), name, seed, hole -> switch (hole) {
            case "owner" -> owner;
            case "ownerKind" -> ownerKind();
            case "hash" -> GeneratedObject.hash(number + generation);
            case "node" -> node;
            case "podIp" -> "10." + (seed >>> 16 & 63) + "." + (index & 255) + "." + (number & 255);
            default -> common(hole);
        });
    }

    private String owner(int index) {
        return switch (kind) {
            case DEPLOYMENTS -> replicaSet(0);
            case CRON_JOBS -> name() + "-" + (29_000_000 + index);
            default -> name();
        };
    }

    private String replicaSet(int revision) {
        return name() + "-" + GeneratedObject.hash(number * 100L + revision);
    }

    private String ownerKind() {
        return switch (kind) {
            case DEPLOYMENTS -> "ReplicaSet";
            case CRON_JOBS -> "Job";
            case STATEFUL_SETS -> "StatefulSet";
            default -> "DaemonSet";
        };
    }

    private String common(String hole) {
        return switch (hole) {
            case "workload" -> name();
            case "ownerUid" -> GeneratedObject.uid(number);
            case "image" -> docker.image;
            case "env" ->
                "[{\"name\":\"HTTP_PORT\",\"value\":\"8080\"},{\"name\":\"NODE_IP\",\"valueFrom\":{\"fieldRef\":{\"apiVersion\":\"v1\",\"fieldPath\":\"status.hostIP\"}}},{\"name\":\"PASSWORD\",\"valueFrom\":{\"secretKeyRef\":{\"name\":\"app\",\"key\":\"password\"}}}"
                        + (docker == Docker.ENV ? ",{\"name\":\"DOCKER_HOST\",\"value\":\"tcp://10.0.0.5:2375\"}" : "")
                        + "]";
            case "volumes" ->
                "[{\"name\":\"config\",\"configMap\":{\"name\":\"app\",\"defaultMode\":420}}"
                        + (docker.path.isEmpty()
                                ? ""
                                : ",{\"name\":\"host\",\"hostPath\":{\"path\":\"" + docker.path + "\",\"type\":\"\"}}")
                        + ",{\"name\":\"kube-api-access\",\"projected\":{\"sources\":[{\"serviceAccountToken\":{\"expirationSeconds\":3607,\"path\":\"token\"}}],\"defaultMode\":420}}]";
            case "mounts" ->
                "[{\"name\":\"config\",\"mountPath\":\"/etc/app\"}"
                        + (docker.path.isEmpty()
                                ? ""
                                : ",{\"name\":\"host\",\"mountPath\":\"/host" + docker.path + "\"}")
                        + ",{\"name\":\"kube-api-access\",\"readOnly\":true,\"mountPath\":\"/var/run/secrets/kubernetes.io/serviceaccount\"}]";
            default -> throw new IllegalArgumentException("no value for " + hole);
        };
    }
}
