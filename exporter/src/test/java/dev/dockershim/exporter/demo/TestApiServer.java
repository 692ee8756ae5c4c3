package dev.dockershim.exporter.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A {@link ReplayApiServer} with what a test needs to reach it, and to break it. */
public final class TestApiServer implements AutoCloseable {

    /** The token that it lets in. */
    public static final String TOKEN = "test-token";

    public final ApiStore store;
    public final ApiFaults faults = new ApiFaults();
    private final ReplayApiServer.Settings settings;
    private ReplayApiServer server;

    /** Starts one with {@code store}. */
    public TestApiServer(ApiStore store, ReplayApiServer.Settings settings) throws IOException {
        this.store = store;
        this.settings = settings.withFilters(faults);
        this.server = ReplayApiServer.start(Certificate.ONE.sslContext(), this.settings, store);
    }

    /** Kubernetes 1.23, without any object. */
    public static TestApiServer start() throws IOException {
        return new TestApiServer(new ApiStore(), ReplayApiServer.Settings.of(TOKEN));
    }

    /** Made once for all tests, since that takes a second. */
    private static final class Certificate {
        private static final ServingCertificate ONE = make();

        private static ServingCertificate make() {
            try {
                Path directory = Files.createTempDirectory("api-server");
                try {
                    return ServingCertificate.create(directory, "api-server");
                } finally {
                    Files.delete(directory);
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("no certificate", e);
            }
        }
    }

    public ReplayApiServer server() {
        return server;
    }

    /** Stops it; it can be started again at the same port. */
    public void stop() {
        server.close();
    }

    /** Starts it again, at its port, with what its store holds now. */
    public void startAgain() throws IOException {
        server = ReplayApiServer.start(Certificate.ONE.sslContext(), settings.withPort(server.port()), store);
    }

    /** A kubeconfig file for it. */
    public Path writeKubeconfig(Path file) throws IOException {
        Kubeconfig.write(file, "test", server.url(), Certificate.ONE.pem(), TOKEN);
        return file;
    }

    ApiClient client() throws Exception {
        return new ApiClient(server.url(), TOKEN, Certificate.ONE.pem());
    }

    ApiClient clientWith(String token) throws Exception {
        return new ApiClient(server.url(), token, Certificate.ONE.pem());
    }

    @Override
    public void close() {
        server.close();
    }
}
