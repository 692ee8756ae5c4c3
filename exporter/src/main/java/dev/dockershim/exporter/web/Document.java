package dev.dockershim.exporter.web;

import io.undertow.util.StatusCodes;
import java.util.Map;

/** A JSON document as it is now: there, not yet, or not that one. */
public final class Document {

    private final int status;
    private final byte[] json;

    private Document(int status, byte[] json) {
        this.status = status;
        this.json = json;
    }

    /** The document. */
    public static Document of(byte[] json) {
        return new Document(StatusCodes.OK, json);
    }

    /** There is none yet: 503, and JSON that says why. */
    public static Document unavailable(byte[] json) {
        return new Document(StatusCodes.SERVICE_UNAVAILABLE, json);
    }

    /** What was asked for does not exist: 404, and JSON that says so. */
    public static Document notFound(byte[] json) {
        return new Document(StatusCodes.NOT_FOUND, json);
    }

    /** The query cannot be understood: 400, and JSON that says why. */
    public static Document badRequest(byte[] json) {
        return new Document(StatusCodes.BAD_REQUEST, json);
    }

    /** Makes the document. Called for each request, by several threads at once. */
    @FunctionalInterface
    public interface Source {

        /**
         * The document as it is now.
         *
         * @param query the request's parameters, bounded as for {@link HtmlPage.Source}
         */
        Document document(Map<String, String> query);
    }

    int status() {
        return status;
    }

    byte[] json() {
        return json;
    }
}
