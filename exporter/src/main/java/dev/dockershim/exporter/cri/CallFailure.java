package dev.dockershim.exporter.cri;

import dev.dockershim.exporter.source.SourceException;
import io.grpc.Status;
import io.netty.handler.codec.http2.Http2Exception;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Says in one line why a call failed.
 *
 * <p>What the runtime wrote is left out: it may name containers and hold what their images or environment say.
 *
 * @param socket whom was asked
 * @param method what was asked, such as {@code ListContainers}
 */
record CallFailure(Path socket, String method) {

    SourceException of(Status status) {
        if (status.getCause() instanceof Http2Exception) {
            return new SourceException("what listens at " + socket + " does not speak gRPC"); // the cause quotes it
        }
        Throwable cause = status.withDescription(null).asException();
        return switch (status.getCode()) {
            case UNAVAILABLE, CANCELLED ->
                status.getCause() instanceof ConnectException
                        ? SourceException.absent("nobody listens at " + socket + ": the runtime is not running", cause)
                        : unreachable(status, cause);
            case DEADLINE_EXCEEDED ->
                new SourceException("the runtime at " + socket + " did not answer " + method + " in time", cause);
            case UNIMPLEMENTED ->
                new SourceException("the runtime at " + socket + " does not implement " + method, cause);
            case PERMISSION_DENIED, UNAUTHENTICATED ->
                SourceException.forbidden("the runtime at " + socket + " refused " + method);
            case RESOURCE_EXHAUSTED -> new SourceException(exhausted(status), cause);
            default ->
                new SourceException(
                        "the runtime at " + socket + " answered " + method + " with " + status.getCode(), cause);
        };
    }

    /** Either side may find an answer too large: grpc-java as it reads, grpc-go as it writes. */
    private String exhausted(Status status) {
        String description = status.getDescription();
        return mentions(description, "exceeds maximum size") || mentions(description, "larger than max")
                ? "the answer of the runtime at " + socket + " to " + method + " is too large"
                : "the runtime at " + socket + " is too busy to answer " + method;
    }

    private SourceException unreachable(Status status, Throwable told) {
        return new SourceException(unreachable(status.getCause()), told);
    }

    private String unreachable(@Nullable Throwable cause) {
        if (cause instanceof SocketException && mentions(cause.getMessage(), "Permission denied")) {
            return "permission denied at " + socket + ": run as a user that may open it";
        }
        if (cause instanceof SocketException && mentions(cause.getMessage(), "No such file")) {
            return "no socket at " + socket + " any more: the runtime is restarting"; // gone since it was looked for
        }
        return "the runtime closed the connection during " + method + " at " + socket;
    }

    private static boolean mentions(@Nullable String message, String words) {
        return message != null && message.contains(words);
    }
}
