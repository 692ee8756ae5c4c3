package dev.dockershim.exporter.webconfig;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A mapping of the file, read as go.yaml.in/yaml/v2 reads it into a struct when it is strict: unknown and repeated keys
 * are errors, a key without a value counts as absent, and any scalar is a string where a string is wanted.
 */
final class YamlMapping {

    private static final String MERGE = "<<";
    /** Mappings merged into one another; nobody writes more, and an alias might go round. */
    private static final int MAX_MERGES = 8;

    private final String path;
    private final Map<String, Node> values;

    private YamlMapping(String path, Map<String, Node> values) {
        this.path = path;
        this.values = values;
    }

    /** That of an empty file. */
    static YamlMapping none() {
        return new YamlMapping("", Map.of());
    }

    /** A node as a mapping; an empty one if it is null. */
    static YamlMapping of(String path, Node node) throws WebConfigException {
        if (YamlScalars.isNull(node)) {
            return new YamlMapping(path, Map.of());
        }
        if (!(node instanceof MappingNode mapping)) {
            throw new WebConfigException(path, "must be a mapping of keys" + YamlScalars.at(node));
        }
        Map<String, Node> values = new LinkedHashMap<>();
        List<Node> merged = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new WebConfigException(path, "has a key that is no string" + YamlScalars.at(tuple.getKeyNode()));
            }
            if (key.isPlain() && key.getValue().equals(MERGE)) {
                merged.add(tuple.getValueNode());
            } else if (values.put(key.getValue(), tuple.getValueNode()) != null) {
                throw new WebConfigException(join(path, key.getValue()), "is given twice" + YamlScalars.at(key));
            }
        }
        merge(path, merged, values, MAX_MERGES);
        return new YamlMapping(path, values);
    }

    /** YAML 1.1's {@code <<}: keys of other mappings, which its own keep out. */
    private static void merge(String path, List<Node> merged, Map<String, Node> into, int depth)
            throws WebConfigException {
        for (Node node : merged) {
            if (depth > 0 && node instanceof SequenceNode several) {
                merge(path, several.getValue(), into, depth - 1);
            } else if (depth > 0 && node instanceof MappingNode mapping) {
                for (NodeTuple tuple : mapping.getValue()) {
                    if (tuple.getKeyNode() instanceof ScalarNode key) {
                        if (key.isPlain() && key.getValue().equals(MERGE)) {
                            merge(path, List.of(tuple.getValueNode()), into, depth - 1);
                        } else {
                            into.putIfAbsent(key.getValue(), tuple.getValueNode());
                        }
                    }
                }
            } else {
                throw new WebConfigException(join(path, MERGE), "must name mappings" + YamlScalars.at(node));
            }
        }
    }

    /** Refuses keys that are not among {@code known}. */
    void allowOnly(Set<String> known) throws WebConfigException {
        for (Map.Entry<String, Node> entry : values.entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw new WebConfigException(
                        join(path, entry.getKey()), "unknown key" + YamlScalars.at(entry.getValue()));
            }
        }
    }

    /** What a message calls a key of this mapping. */
    String name(String key) {
        return join(path, key);
    }

    /** Whether there is such a key, and a value. */
    boolean isPresent(String key) {
        return present(key) != null;
    }

    YamlMapping mapping(String key) throws WebConfigException {
        Node node = present(key);
        return node == null ? new YamlMapping(join(path, key), Map.of()) : of(join(path, key), node);
    }

    /** A scalar's text; empty if it is absent. */
    String string(String key) throws WebConfigException {
        Node node = present(key);
        return node == null ? "" : YamlScalars.string(join(path, key), node);
    }

    boolean bool(String key, boolean absent) throws WebConfigException {
        Node node = present(key);
        return node == null ? absent : YamlScalars.bool(join(path, key), node);
    }

    /** A whole number; 0 if it is absent. */
    long integer(String key) throws WebConfigException {
        Node node = present(key);
        return node == null ? 0 : YamlScalars.integer(join(path, key), node);
    }

    /** A Go duration in nanoseconds; 0 if it is absent. */
    long nanos(String key) throws WebConfigException {
        Node node = present(key);
        return node == null ? 0 : YamlScalars.nanos(join(path, key), node);
    }

    /** A list of scalars; null if it is absent. */
    @Nullable
    List<String> strings(String key) throws WebConfigException {
        Node node = present(key);
        if (node == null) {
            return null;
        }
        if (!(node instanceof SequenceNode sequence)) {
            throw new WebConfigException(join(path, key), "must be a list" + YamlScalars.at(node));
        }
        List<String> strings = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            strings.add(YamlScalars.isNull(element) ? "" : YamlScalars.string(join(path, key), element));
        }
        return strings;
    }

    /** All keys with their values as text. */
    Map<String, String> strings() throws WebConfigException {
        Map<String, String> strings = new LinkedHashMap<>();
        for (String key : values.keySet()) {
            strings.put(key, string(key));
        }
        return strings;
    }

    private @Nullable Node present(String key) {
        Node node = values.get(key);
        return node == null || YamlScalars.isNull(node) ? null : node;
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
