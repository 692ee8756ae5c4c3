package dev.dockershim.exporter.watch;

import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.watch.ApiException.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.ObjectReader;

/**
 * Lists a resource page by page. Each object is handed over as soon as it is read, so that of a page no more than one
 * object is held at a time.
 *
 * @param <O> what an object is read as
 */
final class Pages<O extends ApiObject> {

    private static final int LIMIT = 500;

    /** An API server that goes on for ever is none: this is 50 million objects. */
    private static final int MOST = 100_000;

    private final ApiServer server;
    private final ApiResource resource;
    private final Class<O> type;
    private final ObjectReader objects;
    private final ObjectReader marks;

    /** Where a list ends, and at which version it was taken. */
    private record Mark(
            @Nullable String resourceVersion,

            @com.fasterxml.jackson.annotation.JsonProperty("continue") @Nullable
            String next) {}

    /**
     * A whole list.
     *
     * @param path where it was found
     * @param resourceVersion from which a watch can go on
     */
    record Listed(String path, String resourceVersion) {}

    Pages(ApiServer server, ApiResource resource, Class<O> type) {
        this.server = server;
        this.resource = resource;
        this.type = type;
        this.objects = ApiJson.MAPPER.readerFor(type);
        this.marks = ApiJson.MAPPER.readerFor(Mark.class);
    }

    /**
     * Lists all objects there are.
     *
     * @param each takes one; an object may lack anything
     * @throws ApiException with kind GONE if a page came too late for the next one: the list must begin anew
     */
    Listed list(Deadline deadline, Consumer<O> each) throws ApiException, InterruptedException {
        ApiException absent = null;
        for (String path : resource.paths()) {
            try {
                return new Listed(path, list(path, deadline, each));
            } catch (ApiException e) {
                if (e.kind() != Kind.ABSENT) {
                    throw e;
                }
                absent = e;
            }
        }
        throw absent == null ? new ApiException(Kind.ABSENT, "the API server does not serve it") : absent;
    }

    private String list(String path, Deadline deadline, Consumer<O> each) throws ApiException, InterruptedException {
        String next = "";
        for (int page = 0; page < MOST; page++) {
            String query = path + "?limit=" + LIMIT + resource.query()
                    + (next.isEmpty() ? "" : "&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
            Mark mark = page(query, deadline, each);
            if (mark == null || mark.resourceVersion == null || mark.resourceVersion.isEmpty()) {
                throw new ApiException(Kind.INVALID, "the API server's answer is no list");
            }
            if (mark.next == null || mark.next.isEmpty()) {
                return mark.resourceVersion;
            }
            next = mark.next;
        }
        throw new ApiException(Kind.INVALID, "the API server's list has no end");
    }

    private @Nullable Mark page(String query, Deadline deadline, Consumer<O> each)
            throws ApiException, InterruptedException {
        Deadline ofPage = Deadline.after(server.patience().page());
        try (AnswerStream body = server.get(
                        query,
                        server.patience().answer(),
                        ofPage.remainingNanos() < deadline.remainingNanos() ? ofPage : deadline);
                JsonParser parser = ApiJson.MAPPER.createParser(body)) {
            return read(parser, body, each);
        } catch (JacksonException e) {
            if (Thread.interrupted()) {
                throw (InterruptedException) new InterruptedException().initCause(e);
            }
            throw ApiJson.failure(e);
        }
    }

    private @Nullable Mark read(JsonParser parser, AnswerStream body, Consumer<O> each) throws ApiException {
        body.allow(ApiJson.LARGEST_OBJECT);
        Mark mark = null;
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new ApiException(Kind.INVALID, "the API server's answer is no list");
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("metadata") && value == JsonToken.START_OBJECT) {
                mark = marks.readValue(parser);
            } else if (name.equals("items") && value == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    body.allow(ApiJson.LARGEST_OBJECT);
                    O object = parser.currentToken() == JsonToken.START_OBJECT
                            ? type.cast(objects.readValue(parser))
                            : null;
                    if (object != null) {
                        each.accept(object);
                    }
                }
            } else {
                parser.skipChildren();
            }
            body.allow(ApiJson.LARGEST_OBJECT);
        }
        return mark;
    }
}
