package dev.dockershim.exporter.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * One answer of the compatibility endpoint as a client sees it.
 *
 * @param status HTTP status; 0 if the connection was closed before there was one
 * @param body what came of it
 * @param whole whether it ended as an answer ends
 */
record CadvisorScrape(int status, String body, boolean whole) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** A sample of the thirteen that names a container. */
    private static final Pattern OF_CONTAINER = Pattern.compile("container_fs_[a-z_]+\\{(.*,)?container=\"[^\"]+\".*");

    /** Asks, telling the agent that it has {@code seconds}. */
    static CadvisorScrape of(String url, String seconds, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + FaultyNode.CADVISOR))
                .header("X-Prometheus-Scrape-Timeout-Seconds", seconds);
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<InputStream> response;
        try {
            response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            return new CadvisorScrape(0, "", false);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        boolean whole;
        try (InputStream raw = response.body();
                InputStream in =
                        response.headers().firstValue("content-encoding").isPresent()
                                ? new GZIPInputStream(raw)
                                : raw) {
            byte[] piece = new byte[16 * 1024];
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                body.write(piece, 0, count);
            }
            whole = true;
        } catch (IOException e) {
            whole = false;
        }
        return new CadvisorScrape(response.statusCode(), body.toString(StandardCharsets.ISO_8859_1), whole);
    }

    List<String> lines() {
        return body.lines().toList();
    }

    /** Samples of the thirteen that name a container. */
    List<String> containerSamples() {
        return body.lines().filter(line -> OF_CONTAINER.matcher(line).matches()).toList();
    }
}
