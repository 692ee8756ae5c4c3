package dev.dockershim.exporter.demo;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of an API server that knows plain HTTP and JSON alone. */
final class ApiClient {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final URI server;
    private final String token;
    private final HttpClient http;

    ApiClient(URI server, String token, String pem) throws Exception {
        this.server = server;
        this.token = token;
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "ca",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        this.http = HttpClient.newBuilder()
                .sslContext(context)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** The JSON of an answer that must have this status. */
    JsonNode get(int status, String path) throws Exception {
        HttpResponse<String> response = http.send(request(path), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != status) {
            throw new AssertionError(path + " answers " + response.statusCode() + ": " + response.body());
        }
        return JsonMapper.shared().readTree(response.body());
    }

    /** The JSON of an answer with status 200. */
    JsonNode get(String path) throws Exception {
        return get(200, path);
    }

    /** The bytes of an answer, as they are after {@code Accept-Encoding: gzip}. */
    HttpResponse<byte[]> compressed(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Accept-Encoding", "gzip")
                .timeout(LONGEST)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    Watch watch(String path) throws Exception {
        HttpResponse<InputStream> response = http.send(request(path), HttpResponse.BodyHandlers.ofInputStream());
        return new Watch(response.statusCode(), response.body());
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + token)
                .timeout(LONGEST)
                .build();
    }

    /** A watch that is under way. */
    static final class Watch implements AutoCloseable {
        private final int status;
        private final BufferedReader lines;

        private Watch(int status, InputStream body) {
            this.status = status;
            this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        }

        int status() {
            return status;
        }

        /** The next event; waits for it. A missing node at the watch's end. */
        JsonNode next() throws IOException {
            String line = lines.readLine();
            return line == null
                    ? JsonMapper.shared().missingNode()
                    : JsonMapper.shared().readTree(line);
        }

        /** Type and name of the next event: {@code ADDED a}. */
        String nextName() throws IOException {
            JsonNode event = next();
            return event.path("type").asString("end")
                    + event.path("object")
                            .path("metadata")
                            .path("name")
                            .asString("")
                            .transform(n -> n.isEmpty() ? "" : " " + n);
        }

        @Override
        public void close() {
            try {
                lines.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
