package dev.dockershim.exporter.web;

import io.undertow.util.StatusCodes;

/** A JSON document as it is now: there, or not yet. */
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

    int status() {
        return status;
    }

    byte[] json() {
        return json;
    }
}
