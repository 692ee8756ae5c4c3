package dev.dockershim.exporter.real;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dockershim.exporter.real.RealPrometheus.Sample;
import dev.dockershim.exporter.real.RealPrometheus.TargetState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a running Prometheus tells by its API. */
final class PrometheusReader {

    private final URI url;
    private final HttpClient client = HttpClient.newHttpClient();

    PrometheusReader(URI url) {
        this.url = url;
    }

    URI url() {
        return url;
    }

    /** An instant query whose result is a vector. */
    List<Sample> query(String promql) {
        List<Sample> samples = new ArrayList<>();
        for (JsonNode each :
                data("query?query=" + URLEncoder.encode(promql, UTF_8)).path("result")) {
            Map<String, String> labels = new TreeMap<>();
            each.path("metric")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asString()));
            // Prometheus writes sample values as strings: "+Inf" and "NaN" are no JSON numbers.
            String value = each.path("value").path(1).asString().replace("Inf", "Infinity");
            samples.add(new Sample(labels, Double.parseDouble(value)));
        }
        return samples;
    }

    List<TargetState> targets() {
        List<TargetState> states = new ArrayList<>();
        for (JsonNode each : data("targets?state=active").path("activeTargets")) {
            states.add(new TargetState(
                    each.path("labels").path("job").asString(),
                    each.path("health").asString(),
                    each.path("lastError").asString(),
                    Instant.parse(each.path("lastScrape").asString())));
        }
        return states;
    }

    /** {@code data} of an answer, which must be a success. */
    JsonNode data(String call) {
        JsonNode answer = JsonMapper.shared().readTree(get("/api/v1/" + call).body());
        if (!answer.path("status").asString().equals("success")) {
            throw new IllegalStateException(call + ": " + answer.path("error").asString());
        }
        return answer.path("data");
    }

    int status(String path) {
        return get(path).statusCode();
    }

    private HttpResponse<String> get(String path) {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
