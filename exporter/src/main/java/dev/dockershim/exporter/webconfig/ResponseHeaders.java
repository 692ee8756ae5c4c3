package dev.dockershim.exporter.webconfig;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The headers that {@code http_server_config.headers} may add to responses (exporter-toolkit, web/handler.go). */
final class ResponseHeaders {

    /** With the values that are allowed; any where there are none. */
    private static final Map<String, List<String>> ALLOWED = Map.of(
            "Strict-Transport-Security", List.of(),
            "X-Content-Type-Options", List.of("nosniff"),
            "X-Frame-Options", List.of("deny", "sameorigin"),
            "X-XSS-Protection", List.of(),
            "Content-Security-Policy", List.of());

    private ResponseHeaders() {}

    /** Checks them; those that are blank are left out. */
    static Map<String, String> of(YamlMapping headers) throws WebConfigException {
        Map<String, String> checked = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : headers.strings().entrySet()) {
            String key = headers.name(header.getKey());
            List<String> values = ALLOWED.get(header.getKey());
            if (values == null) {
                throw new WebConfigException(key, "this header cannot be configured");
            }
            if (!values.isEmpty() && !values.contains(header.getValue())) {
                throw new WebConfigException(key, "must be " + String.join(" or ", values));
            }
            // Go's server writes a line end as a space: no header may begin another one.
            String value = header.getValue().replaceAll("[\\r\\n]", " ").strip();
            if (!value.isEmpty()) {
                checked.put(header.getKey(), value);
            }
        }
        return checked;
    }
}
