package dev.dockershim.exporter.hostroot;

import dev.dockershim.exporter.evidence.Observed.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A table of settings, of JSON or TOML. A setting of another type than its reader wants is refused, as by Go's decoders;
 * JSON's null is "not set", as there.
 */
final class Settings {

    private final String file;
    private final ObjectNode node;

    /**
     * Wraps a table.
     *
     * @param file the file's name for people
     */
    Settings(String file, ObjectNode node) {
        this.file = file;
        this.node = node;
    }

    /** A table without settings. */
    static Settings none() {
        return new Settings("", JsonNodeFactory.instance.objectNode());
    }

    /** Whether {@code name} is set. */
    boolean has(String name) {
        return value(name) != null;
    }

    boolean isEmpty() {
        return node.isEmpty();
    }

    int size() {
        return node.size();
    }

    Collection<String> names() {
        return List.copyOf(node.propertyNames());
    }

    /** A text; empty if it is not set. */
    String text(String name) throws MissingFileException {
        JsonNode value = value(name);
        if (value == null) {
            return "";
        }
        if (!value.isString()) {
            throw unexpected();
        }
        return value.stringValue();
    }

    /** Yes or no; null if it is not set. */
    @Nullable
    Boolean flag(String name) throws MissingFileException {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isBoolean()) {
            throw unexpected();
        }
        return value.booleanValue();
    }

    /** A whole number; 0 if it is not set. */
    int number(String name) throws MissingFileException {
        JsonNode value = value(name);
        if (value == null) {
            return 0;
        }
        if (!value.isInt()) {
            throw unexpected();
        }
        return value.intValue();
    }

    /** A list of texts; empty if it is not set. */
    List<String> texts(String name) throws MissingFileException {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array(name)) {
            if (!element.isString()) {
                throw unexpected();
            }
            texts.add(element.stringValue());
        }
        return texts;
    }

    /** A list of tables; empty if it is not set. */
    List<Settings> tables(String name) throws MissingFileException {
        List<Settings> tables = new ArrayList<>();
        for (JsonNode element : array(name)) {
            if (!(element instanceof ObjectNode table)) {
                throw unexpected();
            }
            tables.add(new Settings(file, table));
        }
        return tables;
    }

    /** A table; without settings if it is not set. */
    Settings table(String name) throws MissingFileException {
        JsonNode value = value(name);
        if (value == null) {
            return none();
        }
        if (!(value instanceof ObjectNode table)) {
            throw unexpected();
        }
        return new Settings(file, table);
    }

    /** The tables in the table {@code name}, by their names. */
    Map<String, Settings> tablesOf(String name) throws MissingFileException {
        Settings outer = table(name);
        Map<String, Settings> tables = new LinkedHashMap<>();
        for (String inner : outer.names()) {
            tables.put(inner, outer.table(inner));
        }
        return tables;
    }

    /** These settings with {@code other} laid over them, table by table. */
    Settings overlaid(Settings other) {
        ObjectNode merged = node.deepCopy();
        overlay(merged, other.node);
        return new Settings(other.file, merged);
    }

    private static void overlay(ObjectNode to, ObjectNode from) {
        for (Map.Entry<String, JsonNode> entry : from.properties()) {
            if (entry.getValue() instanceof ObjectNode table && to.get(entry.getKey()) instanceof ObjectNode below) {
                overlay(below, table);
            } else {
                to.set(entry.getKey(), entry.getValue());
            }
        }
    }

    private JsonNode array(String name) throws MissingFileException {
        JsonNode value = value(name);
        if (value == null) {
            return JsonNodeFactory.instance.arrayNode();
        }
        if (!value.isArray()) {
            throw unexpected();
        }
        return value;
    }

    private @Nullable JsonNode value(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private MissingFileException unexpected() {
        return new MissingFileException(Reason.INVALID, file + " has a setting of an unexpected type");
    }
}
