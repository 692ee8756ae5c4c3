package dev.dockershim.exporter.hostroot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * A few fields at the top of one YAML or JSON document. It is read as a stream, so nothing is built of the rest and no
 * alias is ever unfolded; all of it must be well-formed.
 */
final class TopLevelFields {

    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(64)
            .maxDocumentLength(HostText.MAX_BYTES)
            .maxTokenCount(HostText.MAX_BYTES)
            .maxStringLength(HostText.MAX_BYTES)
            .build();

    private static final TokenStreamFactory YAML = YAMLFactory.builder()
            .streamReadConstraints(BOUNDS)
            .loadSettings(LoadSettings.builder()
                    .setCodePointLimit(HostText.MAX_BYTES)
                    .setMaxAliasesForCollections(64)
                    .setAllowDuplicateKeys(true)
                    .build())
            .build();

    private static final TokenStreamFactory JSON =
            JsonFactory.builder().streamReadConstraints(BOUNDS).build();

    private TopLevelFields() {}

    /**
     * The values of fields: one of a scalar, all of a list of scalars. A field that is not there or {@code null} is left
     * out; an empty document has none.
     *
     * @return null if the document is malformed, is no mapping, or is followed by another; if a field of these is there
     *     twice, is an alias, or no scalar; or if a mapping is merged in ({@code <<})
     */
    static @Nullable Map<String, List<String>> read(String text, Set<String> names) {
        // a kubelet, too, takes for JSON what begins with a brace, and else for YAML, which knows most of JSON but no
        // tabs
        if (text.stripLeading().startsWith("{")) {
            Map<String, List<String>> fields = read(JSON, text, names);
            if (fields != null) {
                return fields;
            }
        }
        return read(YAML, text, names);
    }

    private static @Nullable Map<String, List<String>> read(TokenStreamFactory format, String text, Set<String> names) {
        try (JsonParser parser = format.createParser(ObjectReadContext.empty(), text)) {
            JsonToken first = parser.nextToken();
            if (first == null || first == JsonToken.VALUE_NULL) {
                return parser.nextToken() == null ? Map.of() : null;
            }
            Map<String, List<String>> fields =
                    first == JsonToken.START_OBJECT && parser.getTypeId() == null ? object(parser, names) : null;
            return fields != null && parser.nextToken() == null ? fields : null;
        } catch (JacksonException | YamlEngineException e) {
            return null;
        }
    }

    private static @Nullable Map<String, List<String>> object(JsonParser parser, Set<String> names) {
        Map<String, List<String>> fields = new HashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("<<")) {
                return null;
            }
            if (!names.contains(name)) {
                parser.skipChildren();
            } else if (value != JsonToken.VALUE_NULL) {
                List<String> values = values(parser, value);
                if (values == null || fields.put(name, values) != null) {
                    return null;
                }
            }
        }
        return parser.currentToken() == JsonToken.END_OBJECT ? fields : null;
    }

    private static @Nullable List<String> values(JsonParser parser, JsonToken value) {
        if (value != JsonToken.START_ARRAY) {
            return isPlain(parser, value) ? List.of(parser.getString()) : null;
        }
        List<String> values = new ArrayList<>();
        JsonToken element = parser.nextToken();
        while (element != JsonToken.END_ARRAY) {
            if (!isPlain(parser, element)) {
                return null;
            }
            values.add(parser.getString());
            element = parser.nextToken();
        }
        return values;
    }

    private static boolean isPlain(JsonParser parser, @Nullable JsonToken token) {
        return token != null && token.isScalarValue() && !(parser instanceof YAMLParser yaml && yaml.isCurrentAlias());
    }
}
