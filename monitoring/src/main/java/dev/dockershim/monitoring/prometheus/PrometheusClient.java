package dev.dockershim.monitoring.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a Prometheus, or what has its HTTP API (https://prometheus.io/docs/prometheus/latest/querying/api/). */
public final class PrometheusClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI base;

    /**
     * A client.
     *
     * @param base such as {@code http://127.0.0.1:9090}, with a path if it has one
     */
    public PrometheusClient(URI base) {
        this.base = URI.create(base.toString().replaceAll("/+$", "") + "/");
    }

    /**
     * An instant query; a scalar is a series without labels.
     *
     * @throws PrometheusException with Prometheus' own words
     */
    public List<Series> instant(String promql, Instant time) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("query", promql);
        parameters.put("time", seconds(time));
        return series(post("query", parameters));
    }

    /**
     * A range query.
     *
     * @throws PrometheusException with Prometheus' own words
     */
    public List<Series> range(String promql, Instant from, Instant to, Duration step) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("query", promql);
        parameters.put("start", seconds(from));
        parameters.put("end", seconds(to));
        parameters.put("step", String.valueOf(step.toMillis() / 1000.0));
        return series(post("query_range", parameters));
    }

    /** The values that a label has in the series that match; sorted. */
    public List<String> labelValues(String label, String selector, Instant from, Instant to) {
        String query = "start=" + seconds(from) + "&end=" + seconds(to)
                + (selector.isEmpty() ? "" : "&match[]=" + encode(selector)).replace("[]", "%5B%5D");
        List<String> values = new ArrayList<>();
        get("label/" + encode(label) + "/values?" + query).forEach(value -> values.add(value.asString()));
        return values;
    }

    /**
     * The expression in Prometheus' own form: it is parsed for that.
     *
     * @throws PrometheusException where the expression is wrong
     */
    public String format(String promql) {
        return post("format_query", Map.of("query", promql)).asString();
    }

    /** Alerts that are pending or firing: their labels with {@code alertstate}. */
    public List<Map<String, String>> alerts() {
        List<Map<String, String>> alerts = new ArrayList<>();
        for (JsonNode alert : get("alerts").path("alerts")) {
            Map<String, String> labels = labels(alert.path("labels"));
            labels.put("alertstate", alert.path("state").asString());
            alerts.add(labels);
        }
        return alerts;
    }

    /** Its version, such as {@code 2.42.0}. */
    public String version() {
        return get("status/buildinfo").path("version").asString();
    }

    private static List<Series> series(JsonNode data) {
        JsonNode result = data.path("result");
        List<Series> all = new ArrayList<>();
        switch (data.path("resultType").asString()) {
            case "vector" ->
                result.forEach(
                        row -> all.add(new Series(labels(row.path("metric")), List.of(point(row.path("value"))))));
            case "matrix" ->
                result.forEach(row -> {
                    List<Series.Point> points = new ArrayList<>();
                    row.path("values").forEach(value -> points.add(point(value)));
                    all.add(new Series(labels(row.path("metric")), points));
                });
            case "scalar" -> all.add(new Series(Map.of(), List.of(point(result))));
            default -> throw new PrometheusException("the result is neither vector, matrix nor scalar");
        }
        return all;
    }

    private static Map<String, String> labels(JsonNode object) {
        Map<String, String> labels = new TreeMap<>();
        object.properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString()));
        return labels;
    }

    /** Values are strings, since {@code +Inf} and {@code NaN} are no JSON numbers. */
    private static Series.Point point(JsonNode pair) {
        String value = pair.path(1).asString().replace("Inf", "Infinity");
        return new Series.Point(pair.path(0).asDouble(), Double.parseDouble(value));
    }

    private JsonNode get(String path) {
        return send(HttpRequest.newBuilder(base.resolve("api/v1/" + path)).GET(), path);
    }

    /** Expressions are too long for URLs. */
    private JsonNode post(String path, Map<String, String> parameters) {
        List<String> form = new ArrayList<>();
        parameters.forEach((name, value) -> form.add(name + "=" + encode(value)));
        return send(
                HttpRequest.newBuilder(base.resolve("api/v1/" + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(String.join("&", form))),
                path);
    }

    private JsonNode send(HttpRequest.Builder request, String path) {
        try {
            HttpResponse<String> response = http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
            JsonNode answer = JSON.readTree(response.body());
            if (!answer.path("status").asString("").equals("success")) {
                throw new PrometheusException(answer.path("error")
                        .asString(base + " is no Prometheus: it answers " + response.statusCode() + " for " + path));
            }
            return answer.path("data");
        } catch (JacksonException e) {
            throw new PrometheusException(base + " is no Prometheus: it answers no JSON", e);
        } catch (IOException e) {
            throw new PrometheusException("no answer from " + base + ": " + words(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PrometheusException("interrupted", e);
        }
    }

    /** What the client throws has often no words of its own, and a cause that has none either. */
    static String words(IOException failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof UnresolvedAddressException) {
                return "its host is not known";
            }
            if (each.getMessage() != null) {
                return each.getMessage();
            }
        }
        return failure instanceof ConnectException
                ? "it cannot be connected to"
                : failure.getClass().getSimpleName();
    }

    private static String seconds(Instant time) {
        return time.getEpochSecond() + "." + "%03d".formatted(time.getNano() / 1_000_000);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
