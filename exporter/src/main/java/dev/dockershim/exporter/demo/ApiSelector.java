package dev.dockershim.exporter.demo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which objects a request is about: those of a namespace, and those whose fields have some values. */
final class ApiSelector {

    private final String namespace;
    private final List<Term> terms;

    private ApiSelector(String namespace, List<Term> terms) {
        this.namespace = namespace;
        this.terms = terms;
    }

    private record Term(String field, String value, boolean equal) {

        private boolean matches(JsonNode object) {
            JsonNode node = object;
            for (String name : field.split("\\.", -1)) {
                node = node.path(name);
            }
            return node.asString("").equals(value) == equal;
        }
    }

    /**
     * Those that {@code fields} chooses, such as {@code type=Warning,involvedObject.kind=Pod}.
     *
     * @param namespace empty for all
     */
    static ApiSelector parse(ApiResource resource, String namespace, String fields) throws ApiFailure {
        List<Term> terms = new ArrayList<>();
        for (String term : fields.isEmpty() ? new String[0] : fields.split(",", -1)) {
            String[] sides = term.split("!=|==|=", 2);
            if (sides.length < 2) {
                throw ApiFailure.badRequest("invalid field selector: invalid selector: '%s'; can't understand '%s'"
                        .formatted(fields, term));
            }
            if (!resource.canSelectBy(sides[0])) {
                throw ApiFailure.badRequest("field label not supported: " + sides[0]);
            }
            terms.add(new Term(sides[0], sides[1], !term.contains("!=")));
        }
        return new ApiSelector(namespace, terms);
    }

    /** Whether it takes all there are. */
    boolean isAll() {
        return namespace.isEmpty() && terms.isEmpty();
    }

    boolean matches(ApiStore.@Nullable Stored stored) {
        if (stored == null
                || (!namespace.isEmpty() && !stored.object().namespace().equals(namespace))) {
            return false;
        }
        if (terms.isEmpty()) {
            return true;
        }
        JsonNode object = JsonMapper.shared().readTree(stored.json());
        return terms.stream().allMatch(term -> term.matches(object));
    }
}
