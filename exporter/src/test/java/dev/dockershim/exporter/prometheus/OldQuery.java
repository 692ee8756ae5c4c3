package dev.dockershim.exporter.prometheus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A query as boards and rules of the Docker years asked it.
 *
 * @param expr PromQL, with {@code $range} where a range goes
 * @param needs what of that time it depends on, for a reader
 * @param needsInodes whether it wants counts of inodes used, which cri-dockerd does not tell
 * @param needsPodNetwork whether it wants network series of a pod, which kubelets on cri-dockerd do not print
 * @param needsPauseDisk whether it wants {@code container_fs_*} of a pause container, which nobody measures any more
 * @param instead what asks the same of kubelets on containerd and with dockershim alike, without an agent; null where
 *     there is no such query
 */
record OldQuery(
        String name,
        String expr,
        String purpose,
        List<String> needs,
        boolean needsInodes,
        boolean needsPodNetwork,
        boolean needsPauseDisk,
        @Nullable String instead) {

    /** All of {@code queries/docker-years.yaml}. */
    static List<OldQuery> all() {
        try (InputStream file =
                Objects.requireNonNull(OldQuery.class.getResourceAsStream("/queries/docker-years.yaml"))) {
            // A misspelt key is an error; the two that are left out mostly are false then.
            return List.of(YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build()
                    .readValue(file, OldQuery[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The query to ask instead, of the same name; empty where there is none. */
    Optional<OldQuery> replacement() {
        return Optional.ofNullable(instead)
                .map(other -> new OldQuery(
                        name, other, purpose, List.of(), needsInodes, needsPodNetwork, needsPauseDisk, null));
    }

    /** The query over a range such as {@code 1m}. */
    String over(String range) {
        return expr.replace("$range", range);
    }

    @Override
    public String toString() {
        return name;
    }
}
