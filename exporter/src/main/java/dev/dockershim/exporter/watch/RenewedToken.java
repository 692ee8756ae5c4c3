package dev.dockershim.exporter.watch;

import io.fabric8.kubernetes.client.OAuthTokenProvider;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A bearer token that its source gives anew now and then: service account tokens live an hour and are replaced after 80
 * % of it, those of EKS live 15 minutes. A source that fails leaves the last one in use.
 */
final class RenewedToken implements OAuthTokenProvider {

    private static final long AGE_NANOS = Duration.ofMinutes(1).toNanos();

    private final TokenSource source;
    private String token;
    private long readNanos = System.nanoTime();

    /** Where a token comes from. */
    @FunctionalInterface
    interface TokenSource {
        @Nullable
        String read() throws Exception;
    }

    /** A token that was just read. */
    RenewedToken(String token, TokenSource source) {
        this.token = token.strip();
        this.source = source;
    }

    @Override
    public synchronized String getToken() {
        if (System.nanoTime() - readNanos > AGE_NANOS) {
            readNanos = System.nanoTime();
            token = renewed();
        }
        return token;
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    private String renewed() {
        try {
            String read = source.read();
            return read == null || read.isBlank() ? token : read.strip();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return token;
        } catch (Exception e) {
            return token;
        }
    }
}
