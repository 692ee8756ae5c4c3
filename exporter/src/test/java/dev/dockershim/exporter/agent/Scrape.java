package dev.dockershim.exporter.agent;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * One scrape as Prometheus makes it.
 *
 * @param status HTTP status
 * @param took from the request to the last byte
 * @param samples value by series with its labels, as printed
 */
record Scrape(int status, Duration took, Map<String, String> samples) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** Scrapes, telling the agent that it has {@code seconds}. */
    static Scrape of(String url, String seconds) throws IOException, InterruptedException {
        long start = System.nanoTime();
        return read(CLIENT.send(request(url, seconds), HttpResponse.BodyHandlers.ofString()), start);
    }

    static CompletableFuture<Scrape> async(String url, String seconds) {
        long start = System.nanoTime();
        return CLIENT.sendAsync(request(url, seconds), HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> read(response, start));
    }

    /** The series of containers only. */
    Map<String, String> containerSamples() {
        Map<String, String> found = new TreeMap<>(samples);
        found.keySet().removeIf(series -> !series.startsWith("container_fs_"));
        return found;
    }

    /** Names among the thirteen that have a sample. */
    Set<String> families() {
        Set<String> families = new TreeSet<>();
        containerSamples().keySet().forEach(series -> families.add(series.substring(0, series.indexOf('{'))));
        return families;
    }

    /** Value of {@code dockershim_bridge_<name>} by source. */
    Map<String, Double> bySource(String name) {
        String prefix = "dockershim_bridge_" + name + "{source=\"";
        Map<String, Double> values = new TreeMap<>();
        samples.forEach((series, value) -> {
            if (series.startsWith(prefix)) {
                values.put(
                        series.substring(prefix.length(), series.indexOf('"', prefix.length())),
                        Double.parseDouble(value));
            }
        });
        return values;
    }

    private static HttpRequest request(String url, String seconds) {
        return HttpRequest.newBuilder(URI.create(url + "/metrics"))
                .header("X-Prometheus-Scrape-Timeout-Seconds", seconds)
                .build();
    }

    private static Scrape read(HttpResponse<String> response, long start) {
        Map<String, String> samples = new TreeMap<>();
        response.body().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int end = line.lastIndexOf(' ');
            samples.put(line.substring(0, Math.max(end, 0)), line.substring(end + 1));
        });
        return new Scrape(response.statusCode(), Duration.ofNanos(System.nanoTime() - start), samples);
    }
}
