package dev.dockershim.exporter.demo;

import dev.dockershim.exporter.demo.ClusterTables.WorkloadRow;
import dev.dockershim.exporter.demo.PodPlaces.Place;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The workloads of the recorded cluster, with what each of them makes: ReplicaSets, Jobs and pods. */
final class ClusterWorkloads {

    private static final Duration AGE = Duration.ofDays(90);

    private final PodPlaces places;
    private final ClusterPods pods;
    private final Instant start;

    ClusterWorkloads(PodPlaces places, ClusterPods pods, Instant start) {
        this.places = places;
        this.pods = pods;
        this.start = start.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Gives all objects of a workload at a step. */
    void objects(WorkloadRow row, long step, BiConsumer<ApiResource, ObjectNode> objects) {
        switch (row.kind()) {
            case "Static" -> {
                for (String node : places.all(row)) {
                    objects.accept(ApiResource.PODS, pods.mirror(row, node));
                }
            }
            case "DaemonSet" -> daemonSet(row, objects);
            case "Deployment" -> deployment(row, step, objects);
            case "StatefulSet" -> statefulSet(row, step, objects);
            case "CronJob" -> cronJob(row, step, objects);
            case "Job" -> {
                boolean ended = Boolean.TRUE.equals(row.ended());
                objects.accept(ApiResource.JOBS, job(row, row.name(), null, ended));
                addPod(row, new Owner("Job", row.name()), row.name() + "-" + word(row, 0), ended, 0, step, objects);
            }
            case "Pod" -> addPod(row, null, row.name(), false, 0, step, objects);
            default -> throw new IllegalStateException(row.kind() + " is no kind of a workload");
        }
    }

    /** What made an object. */
    record Owner(String kind, String name) {}

    /** The same for the same object each time. */
    static String uid(String kind, String namespace, String name) {
        return UUID.nameUUIDFromBytes((kind + "/" + namespace + "/" + name).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private void daemonSet(WorkloadRow row, BiConsumer<ApiResource, ObjectNode> objects) {
        ObjectNode set = object(row, "DaemonSet", row.name(), null);
        workloadSpec(set, row);
        int size = places.all(row).size();
        set.putObject("status")
                .put("currentNumberScheduled", size)
                .put("desiredNumberScheduled", size)
                .put("numberReady", size)
                .put("numberMisscheduled", 0);
        objects.accept(ApiResource.DAEMON_SETS, set);
        for (String node : places.all(row)) {
            String name = row.name() + "-" + word(row, node.hashCode());
            objects.accept(
                    ApiResource.PODS, pods.pod(row, name, node, new Owner("DaemonSet", row.name()), Map.of(), false));
        }
    }

    private void deployment(WorkloadRow row, long step, BiConsumer<ApiResource, ObjectNode> objects) {
        int replicas = row.replicasOrOne();
        String hash = hash(row, 0);
        ObjectNode deployment = object(row, "Deployment", row.name(), null);
        workloadSpec(deployment, row).put("replicas", replicas);
        deployment.putObject("status").put("replicas", replicas).put("readyReplicas", replicas);
        objects.accept(ApiResource.DEPLOYMENTS, deployment);
        // the one before it, at 0 as each roll-out leaves it
        objects.accept(ApiResource.REPLICA_SETS, replicaSet(row, hash(row, 1), 0));
        objects.accept(ApiResource.REPLICA_SETS, replicaSet(row, hash, replicas));
        for (int number = 0; number < replicas; number++) {
            Place place = places.one(row, number, step);
            String name = row.name() + "-" + hash + "-" + word(row, number + 1000 * place.times());
            objects.accept(
                    ApiResource.PODS,
                    pods.pod(
                            row,
                            name,
                            place.node(),
                            new Owner("ReplicaSet", row.name() + "-" + hash),
                            Map.of("pod-template-hash", hash),
                            false));
        }
    }

    private ObjectNode replicaSet(WorkloadRow row, String hash, int replicas) {
        ObjectNode set = object(row, "ReplicaSet", row.name() + "-" + hash, new Owner("Deployment", row.name()));
        workloadSpec(set, row).put("replicas", replicas);
        set.putObject("status").put("replicas", replicas);
        return set;
    }

    private void statefulSet(WorkloadRow row, long step, BiConsumer<ApiResource, ObjectNode> objects) {
        ObjectNode set = object(row, "StatefulSet", row.name(), null);
        workloadSpec(set, row).put("replicas", row.replicasOrOne()).put("serviceName", row.name());
        set.putObject("status").put("replicas", row.replicasOrOne());
        objects.accept(ApiResource.STATEFUL_SETS, set);
        for (int number = 0; number < row.replicasOrOne(); number++) {
            addPod(row, new Owner("StatefulSet", row.name()), row.name() + "-" + number, false, number, step, objects);
        }
    }

    private void cronJob(WorkloadRow row, long step, BiConsumer<ApiResource, ObjectNode> objects) {
        ObjectNode cronJob = object(row, "CronJob", row.name(), null);
        ObjectNode spec =
                cronJob.putObject("spec").put("schedule", row.schedule()).put("suspend", false);
        template(spec.putObject("jobTemplate").putObject("spec"), row);
        cronJob.putObject("status");
        objects.accept(ApiResource.CRON_JOBS, cronJob);
        if (row.jobs() == null) {
            return;
        }
        for (Map.Entry<String, String> each : row.jobs().entrySet()) {
            String name = row.name() + "-" + each.getKey();
            boolean ended = each.getValue().equals("ended");
            objects.accept(ApiResource.JOBS, job(row, name, new Owner("CronJob", row.name()), ended));
            int number = name.hashCode();
            addPod(row, new Owner("Job", name), name + "-" + word(row, number), ended, number, step, objects);
        }
    }

    private ObjectNode job(WorkloadRow row, String name, @Nullable Owner owner, boolean ended) {
        ObjectNode job = object(row, "Job", name, owner);
        template(job.putObject("spec").put("parallelism", 1).put("completions", 1), row);
        job.putObject("status").put(ended ? "succeeded" : "active", 1);
        return job;
    }

    /** A pod that a drain moves, or, if nobody makes it anew, ends. */
    private void addPod(
            WorkloadRow row,
            @Nullable Owner owner,
            String name,
            boolean ended,
            int number,
            long step,
            BiConsumer<ApiResource, ObjectNode> objects) {
        Place place = places.one(row, number, step);
        if (owner != null || place.times() == 0) {
            objects.accept(ApiResource.PODS, pods.pod(row, name, place.node(), owner, Map.of(), ended));
        }
    }

    private ObjectNode object(WorkloadRow row, String kind, String name, @Nullable Owner owner) {
        ObjectNode object = JsonMapper.shared().createObjectNode();
        ObjectNode metadata = object.putObject("metadata");
        metadata.put("name", name)
                .put("namespace", row.namespace())
                .put("uid", uid(kind, row.namespace(), name))
                .put("creationTimestamp", start.minus(AGE).toString());
        metadata.putObject("labels").put("app", row.name());
        ClusterPods.own(metadata, row.namespace(), owner);
        return object;
    }

    private ObjectNode workloadSpec(ObjectNode object, WorkloadRow row) {
        ObjectNode spec = object.putObject("spec");
        spec.putObject("selector").putObject("matchLabels").put("app", row.name());
        template(spec, row);
        return spec;
    }

    private void template(ObjectNode spec, WorkloadRow row) {
        ObjectNode template = spec.putObject("template");
        pods.labels(template.putObject("metadata"), row);
        template.set("spec", pods.spec(row));
    }

    private static String hash(WorkloadRow row, int generation) {
        return Integer.toUnsignedString((row.namespace() + row.name() + generation).hashCode(), 16);
    }

    /** Five letters and digits, as at the end of a pod's name. */
    private static String word(WorkloadRow row, int number) {
        long mixed = ((row.namespace() + "/" + row.name()).hashCode() * 31L + number) * 0x9E3779B97F4A7C15L;
        return Long.toUnsignedString(mixed >>> 36, 36)
                .toLowerCase(Locale.ROOT)
                .concat("00000")
                .substring(0, 5);
    }
}
