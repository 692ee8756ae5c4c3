package dev.dockershim.image;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the image holds, as CycloneDX 1.6: the exporter and its jars, the Java runtime, the C library. */
record Sbom(ObjectNode source, List<Map<String, Object>> added) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** The jars, as CycloneDX' Maven plugin writes them. */
    static Sbom read(Path jars) {
        return new Sbom((ObjectNode) JSON.readTree(jars), List.of());
    }

    /** The jars' entries: the exporter's and those of others. */
    List<JsonNode> jars() {
        List<JsonNode> jars = new ArrayList<>();
        source.path("components").forEach(jars::add);
        return jars;
    }

    /** @param modules all that are in the runtime */
    Sbom with(Jdk jdk, List<String> modules) {
        Map<String, Object> component =
                component("platform", "openjdk", jdk.build(), "pkg:generic/openjdk@" + encoded(jdk.build()));
        component.put("supplier", Map.of("name", jdk.vendor()));
        component.put("description", "A runtime of " + modules.size() + " modules");
        // The NVD records what is wrong with OpenJDK under this name, whoever built it.
        component.put("cpe", cpe("oracle", "openjdk", jdk));
        if (jdk.vendor().equals("Eclipse Adoptium")) {
            Map<String, Object> identity = new LinkedHashMap<>();
            identity.put("field", "cpe");
            identity.put("concludedValue", cpe("eclipse", "temurin", jdk));
            component.put("evidence", Map.of("identity", List.of(identity)));
        }
        component.put(
                "components",
                modules.stream().map(module -> module(module, jdk)).toList());
        component.put("licenses", List.of(Map.of("expression", "GPL-2.0-only WITH Classpath-exception-2.0")));
        return and(component);
    }

    Sbom with(CLibrary library, String architecture) {
        String[] words = library.build().split(" GLIBC ", 2);
        String version = words.length == 2 ? words[1] : library.version();
        String purl = words.length == 2 && (words[0].equals("Debian") || words[0].equals("Ubuntu"))
                ? "pkg:deb/%s/libc6@%s?arch=%s"
                        .formatted(words[0].toLowerCase(Locale.ROOT), encoded(version), architecture)
                : "pkg:generic/glibc@" + encoded(version);
        Map<String, Object> component = component("library", "glibc", version, purl);
        component.put("description", "Of " + library.build() + ": the loader and what a Java runtime loads by it");
        component.put("licenses", List.of(Map.of("license", Map.of("id", "LGPL-2.1-or-later"))));
        return and(component);
    }

    /** The document; the same parts and time make the same text. */
    String document(String name, String version, Instant created) {
        ObjectNode document = source.deepCopy();
        document.remove("serialNumber");
        ObjectNode component = JSON.createObjectNode();
        component.put("type", "container");
        component.put("bom-ref", name + "@" + version);
        component.put("name", name);
        component.put("version", version);
        ObjectNode metadata = JSON.createObjectNode();
        metadata.put("timestamp", created.toString());
        metadata.set("component", component);
        document.set("metadata", metadata);
        // How the jars depend on one another stays; that the image's module depends on them is said of the image.
        JsonNode own = source.path("metadata").path("component").path("bom-ref");
        ArrayNode dependencies = document.withArray("dependencies");
        for (JsonNode dependency : dependencies) {
            if (dependency.path("ref").equals(own)) {
                ((ObjectNode) dependency).put("ref", name + "@" + version);
                added.forEach(each ->
                        ((ObjectNode) dependency).withArray("dependsOn").add(String.valueOf(each.get("bom-ref"))));
            }
        }
        ArrayNode components = document.withArray("components");
        added.forEach(each -> components.addPOJO(each));
        return JSON.writeValueAsString(document) + "\n";
    }

    private Sbom and(Map<String, Object> component) {
        List<Map<String, Object>> all = new ArrayList<>(added);
        all.add(component);
        return new Sbom(source, all);
    }

    private static Map<String, Object> component(String type, String name, String version, String purl) {
        Map<String, Object> component = new LinkedHashMap<>();
        component.put("type", type);
        component.put("bom-ref", purl);
        component.put("name", name);
        component.put("version", version);
        component.put("purl", purl);
        return component;
    }

    private static Map<String, Object> module(String name, Jdk jdk) {
        Map<String, Object> module = new LinkedHashMap<>();
        module.put("type", "library");
        module.put("bom-ref", name + "@" + jdk.build());
        module.put("name", name);
        module.put("version", jdk.build());
        return module;
    }

    /** By version alone: the build's number, as in 25.0.3+9, is in no entry of the NVD. */
    private static String cpe(String vendor, String product, Jdk jdk) {
        String version = jdk.version().version().stream().map(String::valueOf).collect(Collectors.joining("."));
        return "cpe:2.3:a:" + vendor + ":" + product + ":" + version + ":*:*:*:*:*:*:*";
    }

    /** As package URLs have it. */
    private static String encoded(String version) {
        return version.replace("%", "%25").replace("+", "%2B").replace(" ", "%20");
    }
}
