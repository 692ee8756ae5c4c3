package dev.dockershim.exporter.podspec;

import dev.dockershim.exporter.evidence.PodSpec;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** Pods written as JSON. */
public final class Manifests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Manifests() {}

    /** What the pod in {@code json} tells. */
    public static PodSpec classify(String json) {
        return Objects.requireNonNull(PodClassifier.classify(JSON.readValue(json, PodManifest.class)));
    }

    /** What a pod with that specification tells; apostrophes stand for quotes. */
    static PodSpec pod(String spec) {
        return classify("""
                {"metadata":{"name":"p","namespace":"n"},"spec":%s}
                """.formatted(spec.replace('\'', '"')));
    }

    /** What a container of that kind tells: members of a JSON object with apostrophes for quotes. */
    static PodSpec.Container container(String members) {
        return pod("{'containers':[{" + members + "}]}").containers().get(0);
    }
}
