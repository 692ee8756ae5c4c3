package dev.dockershim.exporter.watch;

import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.watch.ApiException.Kind;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.ObjectReader;

/**
 * Watches a resource over one connection, until that ends.
 *
 * @param <O> what an object is read as
 */
final class Changes<O extends ApiObject> {

    /** What an API server takes to end a watch when it has promised to. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final ApiServer server;
    private final ApiResource resource;
    private final Class<O> type;
    private final ObjectReader objects;
    private final ObjectReader errors = ApiJson.MAPPER.readerFor(Status.class);

    /** An error in place of an object. */
    private record Status(@Nullable Integer code) {}

    /**
     * One change.
     *
     * @param type {@code ADDED}, {@code MODIFIED}, {@code DELETED} or {@code BOOKMARK}
     */
    record Change<O>(String type, O object) {}

    /** Takes what is heard. */
    interface Listener<O> {
        /** The watch was accepted: what is known is up to date, but for what follows. */
        void accepted();

        /** Something changed, or a bookmark came. */
        void changed(Change<O> change);
    }

    Changes(ApiServer server, ApiResource resource, Class<O> type) {
        this.server = server;
        this.resource = resource;
        this.type = type;
        this.objects = ApiJson.MAPPER.readerFor(type);
    }

    /**
     * Follows what happens after {@code resourceVersion}, and returns when the API server ends it.
     *
     * @throws ApiException with kind GONE if the version is too old
     */
    void follow(String path, String resourceVersion, Listener<O> listener) throws ApiException, InterruptedException {
        Duration length = length();
        String query = path + "?watch=true&allowWatchBookmarks=true&timeoutSeconds=" + Math.max(1, length.toSeconds())
                + "&resourceVersion=" + URLEncoder.encode(resourceVersion, StandardCharsets.UTF_8) + resource.query();
        try (AnswerStream body = server.get(query, server.patience().silence(), Deadline.after(length.plus(MARGIN)))) {
            listener.accepted();
            Lines lines = new Lines(body);
            while (lines.next()) {
                if (lines.length() > 0) {
                    listener.changed(read(lines));
                }
            }
        } catch (AnswerStream.SilentException e) {
            throw new ApiException(Kind.FAILED, "the API server has told nothing for too long");
        } catch (AnswerStream.TooLongException e) {
            throw new ApiException(Kind.INVALID, "an object is longer than " + ApiJson.LARGEST_OBJECT + " bytes");
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw (InterruptedException) new InterruptedException().initCause(e);
            }
            throw new ApiException(Kind.FAILED, "the API server's answer broke off");
        } catch (JacksonException e) {
            throw ApiJson.failure(e);
        }
    }

    /**
     * How long to ask for: 5 to 10 minutes as the API server itself would choose, so that its load spreads. Events have no
     * bookmarks, since they are not in its cache: there the end of a watch is the sign of life.
     */
    private Duration length() {
        double spread = 1 + ThreadLocalRandom.current().nextDouble();
        long silence = server.patience().silence().toMillis();
        return Duration.ofMillis((long) (silence * spread * (resource == ApiResource.EVENTS ? 0.4 : 2)));
    }

    private Change<O> read(Lines lines) throws ApiException {
        String kind = null;
        try (JsonParser parser = ApiJson.MAPPER.createParser(lines.buffer(), lines.start(), lines.length())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw notUnderstood();
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("type") && value == JsonToken.VALUE_STRING) {
                    kind = parser.getString();
                } else if (name.equals("object") && value == JsonToken.START_OBJECT && kind != null) {
                    // the API server writes the type first (apimachinery pkg/apis/meta/v1, WatchEvent)
                    return change(kind, parser);
                } else {
                    parser.skipChildren();
                }
            }
        }
        throw notUnderstood();
    }

    private Change<O> change(String kind, JsonParser parser) throws ApiException {
        switch (kind) {
            case "ADDED", "MODIFIED", "DELETED", "BOOKMARK" -> {
                return new Change<>(kind, type.cast(objects.readValue(parser)));
            }
            case "ERROR" -> {
                Status status = errors.readValue(parser);
                throw Integer.valueOf(410).equals(status.code)
                        ? new ApiException(Kind.GONE, "the API server has forgotten where to go on")
                        : new ApiException(Kind.FAILED, "the API server ended its watch with an error");
            }
            default -> throw notUnderstood();
        }
    }

    private static ApiException notUnderstood() {
        return new ApiException(Kind.INVALID, "the API server's answer is not the JSON expected there");
    }
}
