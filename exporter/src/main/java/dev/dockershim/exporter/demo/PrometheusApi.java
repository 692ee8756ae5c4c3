package dev.dockershim.exporter.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a Prometheus on this machine. */
final class PrometheusApi {

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final URI url;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(LONGEST).build();

    PrometheusApi(URI url) {
        this.url = url;
    }

    /** The status code of a GET. */
    int status(String path) throws IOException, InterruptedException {
        return client.send(request(path), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** {@code data} of an answer of its API. */
    JsonNode data(String call) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request("/api/v1/" + call), HttpResponse.BodyHandlers.ofString());
        try {
            JsonNode answer = JsonMapper.shared().readTree(response.body());
            if (!answer.path("status").asString("").equals("success")) {
                throw new IOException(call + ": " + answer.path("error").asString("no answer of Prometheus' API"));
            }
            return answer.path("data");
        } catch (JacksonException e) {
            throw new IOException(call + ": no JSON, status " + response.statusCode(), e);
        }
    }

    /** The result of an instant query. */
    JsonNode query(String expression) throws IOException, InterruptedException {
        return data("query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .path("result");
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).timeout(LONGEST).build();
    }
}
