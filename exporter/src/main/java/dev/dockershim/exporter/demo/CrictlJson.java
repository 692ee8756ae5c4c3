package dev.dockershim.exporter.demo;

import dev.dockershim.exporter.cri.snapshots.UsageResponse;
import dev.dockershim.exporter.cri.v1.Container;
import dev.dockershim.exporter.cri.v1.ContainerAttributes;
import dev.dockershim.exporter.cri.v1.ContainerMetadata;
import dev.dockershim.exporter.cri.v1.ContainerState;
import dev.dockershim.exporter.cri.v1.ContainerStats;
import dev.dockershim.exporter.cri.v1.ContainerStatus;
import dev.dockershim.exporter.cri.v1.ContainerStatusResponse;
import dev.dockershim.exporter.cri.v1.FilesystemIdentifier;
import dev.dockershim.exporter.cri.v1.FilesystemUsage;
import dev.dockershim.exporter.cri.v1.Image;
import dev.dockershim.exporter.cri.v1.ImageSpec;
import dev.dockershim.exporter.cri.v1.PodSandbox;
import dev.dockershim.exporter.cri.v1.PodSandboxMetadata;
import dev.dockershim.exporter.cri.v1.PodSandboxState;
import dev.dockershim.exporter.cri.v1.PodSandboxStatus;
import dev.dockershim.exporter.cri.v1.PodSandboxStatusResponse;
import dev.dockershim.exporter.cri.v1.RuntimeCondition;
import dev.dockershim.exporter.cri.v1.RuntimeStatus;
import dev.dockershim.exporter.cri.v1.StatusResponse;
import dev.dockershim.exporter.cri.v1.UInt64Value;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * CRI messages from the JSON of crictl, which is protobuf's JSON form (64-bit numbers are strings), but for
 * {@code crictl inspect} and {@code inspectp}: there times are RFC 3339, and the documents in {@code info} are unpacked.
 *
 * <p>By hand, for the lite protobuf runtime has no JSON form. Reads the fields that {@code cri.proto} has.
 */
@SuppressWarnings("LiteEnumValueOf") // the JSON form has the enums' names
final class CrictlJson {

    private CrictlJson() {}

    static PodSandbox sandbox(JsonNode json) {
        return PodSandbox.newBuilder()
                .setId(text(json, "id"))
                .setMetadata(sandboxMetadata(json))
                .setState(PodSandboxState.valueOf(text(json, "state")))
                .setCreatedAt(number(json, "createdAt"))
                .putAllLabels(map(json.path("labels")))
                .putAllAnnotations(map(json.path("annotations")))
                .setRuntimeHandler(text(json, "runtimeHandler"))
                .build();
    }

    static PodSandboxStatusResponse sandboxStatus(JsonNode json) {
        JsonNode status = json.path("status");
        PodSandboxStatusResponse.Builder response = PodSandboxStatusResponse.newBuilder()
                .setStatus(PodSandboxStatus.newBuilder()
                        .setId(text(status, "id"))
                        .setMetadata(sandboxMetadata(status))
                        .setState(PodSandboxState.valueOf(text(status, "state")))
                        .setCreatedAt(nanos(status, "createdAt")));
        if (json.path("info").isObject()) {
            response.putInfo("info", json.path("info").toString());
        }
        return response.build();
    }

    /** {@code crictl info} puts the documents beside the status, unpacked; here all but the configuration is left out. */
    static StatusResponse runtimeStatus(JsonNode json) {
        RuntimeStatus.Builder status = RuntimeStatus.newBuilder();
        for (JsonNode condition : json.path("status").path("conditions")) {
            status.addConditions(RuntimeCondition.newBuilder()
                    .setType(text(condition, "type"))
                    .setStatus(condition.path("status").asBoolean(false)));
        }
        StatusResponse.Builder response = StatusResponse.newBuilder().setStatus(status);
        if (json.path("config").isObject()) {
            response.putInfo("config", json.path("config").toString());
        }
        return response.build();
    }

    static UsageResponse usageOfSnapshot(JsonNode json) {
        return UsageResponse.newBuilder()
                .setSize(number(json, "size"))
                .setInodes(number(json, "inodes"))
                .build();
    }

    private static PodSandboxMetadata sandboxMetadata(JsonNode json) {
        JsonNode metadata = json.path("metadata");
        return PodSandboxMetadata.newBuilder()
                .setName(text(metadata, "name"))
                .setUid(text(metadata, "uid"))
                .setNamespace(text(metadata, "namespace"))
                .setAttempt((int) number(metadata, "attempt"))
                .build();
    }

    static Container container(JsonNode json) {
        return Container.newBuilder()
                .setId(text(json, "id"))
                .setPodSandboxId(text(json, "podSandboxId"))
                .setMetadata(metadata(json))
                .setImage(image(json.path("image"), "image"))
                .setImageRef(text(json, "imageRef"))
                .setImageId(text(json, "imageId"))
                .setState(ContainerState.valueOf(text(json, "state")))
                .setCreatedAt(number(json, "createdAt"))
                .putAllLabels(map(json.path("labels")))
                .putAllAnnotations(map(json.path("annotations")))
                .build();
    }

    static ContainerStats stats(JsonNode json) {
        JsonNode attributes = json.path("attributes");
        ContainerStats.Builder stats = ContainerStats.newBuilder()
                .setAttributes(ContainerAttributes.newBuilder()
                        .setId(text(attributes, "id"))
                        .setMetadata(metadata(attributes))
                        .putAllLabels(map(attributes.path("labels")))
                        .putAllAnnotations(map(attributes.path("annotations"))));
        if (json.path("writableLayer").isObject()) {
            stats.setWritableLayer(usage(json.path("writableLayer")));
        }
        return stats.build();
    }

    private static FilesystemUsage usage(JsonNode json) {
        FilesystemUsage.Builder usage = FilesystemUsage.newBuilder().setTimestamp(number(json, "timestamp"));
        if (json.path("fsId").isObject()) {
            usage.setFsId(FilesystemIdentifier.newBuilder().setMountpoint(text(json.path("fsId"), "mountpoint")));
        }
        if (json.path("usedBytes").isObject()) {
            usage.setUsedBytes(UInt64Value.newBuilder().setValue(number(json.path("usedBytes"), "value")));
        }
        if (json.path("inodesUsed").isObject()) {
            usage.setInodesUsed(UInt64Value.newBuilder().setValue(number(json.path("inodesUsed"), "value")));
        }
        return usage.build();
    }

    static ContainerStatusResponse status(JsonNode json) {
        JsonNode status = json.path("status");
        ContainerStatusResponse.Builder response = ContainerStatusResponse.newBuilder()
                .setStatus(ContainerStatus.newBuilder()
                        .setId(text(status, "id"))
                        .setMetadata(metadata(status))
                        .setState(ContainerState.valueOf(text(status, "state")))
                        .setCreatedAt(nanos(status, "createdAt"))
                        .setStartedAt(nanos(status, "startedAt"))
                        .setFinishedAt(nanos(status, "finishedAt"))
                        .setImage(image(status.path("image"), "image"))
                        .setImageRef(text(status, "imageRef"))
                        .setImageId(text(status, "imageId"))
                        .setLogPath(text(status, "logPath")));
        if (json.path("info").isObject()) {
            response.putInfo("info", json.path("info").toString());
        }
        return response.build();
    }

    static Image image(JsonNode json) {
        return Image.newBuilder()
                .setId(text(json, "id"))
                .addAllRepoTags(texts(json.path("repoTags")))
                .addAllRepoDigests(texts(json.path("repoDigests")))
                .build();
    }

    private static ImageSpec image(JsonNode spec, String field) {
        return ImageSpec.newBuilder().setImage(text(spec, field)).build();
    }

    private static ContainerMetadata metadata(JsonNode json) {
        return ContainerMetadata.newBuilder()
                .setName(text(json.path("metadata"), "name"))
                .setAttempt((int) number(json.path("metadata"), "attempt"))
                .build();
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).asString("");
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    private static Map<String, String> map(JsonNode json) {
        Map<String, String> map = new HashMap<>();
        json.forEachEntry((key, value) -> map.put(key, value.asString()));
        return map;
    }

    /** A number, or a string of one; uint64 keeps its bits. */
    private static long number(JsonNode json, String field) {
        String digits = text(json, field);
        return digits.isEmpty() ? 0 : Long.parseUnsignedLong(digits);
    }

    /** Nanoseconds since the epoch; 0 for Go's zero time, as the runtime sends it. */
    private static long nanos(JsonNode json, String field) {
        String time = text(json, field);
        if (time.isEmpty()) {
            return 0;
        }
        Instant instant = Instant.parse(time);
        return instant.getEpochSecond() <= 0
                ? 0
                : TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }
}
