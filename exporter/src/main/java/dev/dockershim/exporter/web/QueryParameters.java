package dev.dockershim.exporter.web;

import io.undertow.server.HttpServerExchange;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The parameters of a request's query, decoded and bounded: of each name the first value, at most
 * {@value #MAX_PARAMETERS} names. What is too long is cut and not left out, so that a search for it finds nothing rather
 * than all.
 */
final class QueryParameters {

    static final int MAX_PARAMETERS = 32;
    static final int MAX_NAME = 32;

    /** Longer than any name in Kubernetes (253). */
    static final int MAX_VALUE = 256;

    private QueryParameters() {}

    static Map<String, String> of(HttpServerExchange exchange) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (Map.Entry<String, Deque<String>> entry :
                exchange.getQueryParameters().entrySet()) {
            String value = entry.getValue().peekFirst();
            if (parameters.size() == MAX_PARAMETERS) {
                break;
            }
            if (value != null && entry.getKey().length() <= MAX_NAME) {
                parameters.put(entry.getKey(), cut(value));
            }
        }
        return Collections.unmodifiableMap(parameters);
    }

    private static String cut(String value) {
        if (value.length() <= MAX_VALUE) {
            return value;
        }
        int end = Character.isHighSurrogate(value.charAt(MAX_VALUE - 1)) ? MAX_VALUE - 1 : MAX_VALUE;
        return value.substring(0, end);
    }
}
