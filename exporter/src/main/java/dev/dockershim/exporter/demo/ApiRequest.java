package dev.dockershim.exporter.demo;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request for objects.
 *
 * @param resource of which kind
 * @param namespace of which namespace; empty for all, or if the kind has none
 * @param name the one object; empty for many
 * @param parameters of the query, the first value of each
 */
record ApiRequest(ApiResource resource, String namespace, String name, Map<String, String> parameters) {

    /** The request for {@code uri}; null if its path is not one of a resource that is served. */
    static @Nullable ApiRequest parse(URI uri) {
        List<String> path = List.of(uri.getPath().substring(1).split("/", -1));
        boolean core = path.get(0).equals("api");
        int start = core ? 2 : 3;
        if (path.size() <= start || !(core || path.get(0).equals("apis"))) {
            return null;
        }
        String group = core ? "" : path.get(1);
        String version = path.get(start - 1);
        String namespace = "";
        List<String> rest = path.subList(start, path.size());
        if (rest.size() > 2 && rest.get(0).equals("namespaces")) {
            namespace = rest.get(1);
            rest = rest.subList(2, rest.size());
        }
        if (rest.size() > 2) {
            return null;
        }
        ApiResource resource = ApiResource.find(group, version, rest.get(0)).orElse(null);
        if (resource == null || (!namespace.isEmpty() && !resource.isNamespaced())) {
            return null;
        }
        String name = rest.size() == 2 ? rest.get(1) : "";
        return new ApiRequest(resource, namespace, name, parameters(uri.getRawQuery()));
    }

    /** As in rules of RBAC. */
    String verb() {
        return !name.isEmpty() ? "get" : isWatch() ? "watch" : "list";
    }

    boolean isWatch() {
        String watch = text("watch");
        return name.isEmpty() && (watch.equals("true") || watch.equals("1"));
    }

    /** A parameter; empty if there is none. */
    String text(String parameter) {
        return parameters.getOrDefault(parameter, "");
    }

    /** A parameter that is a number, not below 0; -1 if there is none. */
    long number(String parameter) throws ApiFailure {
        String text = text(parameter);
        if (text.isEmpty()) {
            return -1;
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw ApiFailure.badRequest("invalid " + parameter + ": \"" + text + "\"");
        }
        return Long.parseLong(text);
    }

    ApiSelector selector() throws ApiFailure {
        if (!text("labelSelector").isEmpty()) {
            throw ApiFailure.badRequest("labelSelector is not supported by this server");
        }
        return ApiSelector.parse(resource, namespace, text("fieldSelector"));
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            String[] sides = pair.split("=", 2);
            parameters.putIfAbsent(decode(sides[0]), sides.length < 2 ? "" : decode(sides[1]));
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
