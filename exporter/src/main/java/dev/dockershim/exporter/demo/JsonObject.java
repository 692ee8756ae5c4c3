package dev.dockershim.exporter.demo;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An object that was given as JSON. */
public final class JsonObject implements ApiObject {

    private static final String START = "{\"metadata\":{\"resourceVersion\":\"";

    private final String namespace;
    private final String name;
    private final byte[] rest;

    private JsonObject(String namespace, String name, byte[] rest) {
        this.namespace = namespace;
        this.name = name;
        this.rest = rest;
    }

    /**
     * The object that {@code json} is. One without a {@code metadata.uid} gets one that is made of its name.
     *
     * @throws IllegalArgumentException if it is no JSON object with a {@code metadata.name}
     */
    public static JsonObject of(String json) {
        if (!(JsonMapper.shared().readTree(json) instanceof ObjectNode object)) {
            throw new IllegalArgumentException("no JSON object: " + json);
        }
        return of(object);
    }

    /** As {@link #of(String)}; takes {@code object} as its own. */
    static JsonObject of(ObjectNode object) {
        object.remove("kind");
        object.remove("apiVersion");
        if (!(object.remove("metadata") instanceof ObjectNode metadata)
                || !metadata.path("name").isString()) {
            throw new IllegalArgumentException("an object without metadata.name: " + object);
        }
        String namespace = metadata.path("namespace").asString("");
        String name = metadata.path("name").stringValue();
        metadata.remove("resourceVersion");
        if (!metadata.has("uid")) {
            metadata.put("uid", uid(namespace + "/" + name));
        }
        String body = JsonMapper.shared().writeValueAsString(object);
        String tail = JsonMapper.shared().writeValueAsString(metadata).substring(1)
                + (object.isEmpty() ? "}" : "," + body.substring(1));
        return new JsonObject(namespace, name, ("\"," + tail).getBytes(StandardCharsets.UTF_8));
    }

    private static String uid(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    @Override
    public String namespace() {
        return namespace;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte[] json(long resourceVersion) {
        byte[] start = (START + resourceVersion).getBytes(StandardCharsets.US_ASCII);
        byte[] json = new byte[start.length + rest.length];
        System.arraycopy(start, 0, json, 0, start.length);
        System.arraycopy(rest, 0, json, start.length, rest.length);
        return json;
    }

    /** The object as a tree, to make another one of. */
    JsonNode tree() {
        return JsonMapper.shared().readTree(json(0));
    }
}
