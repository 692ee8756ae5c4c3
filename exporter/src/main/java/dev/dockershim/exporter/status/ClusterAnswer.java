package dev.dockershim.exporter.status;

/** An answer of {@link ClusterJson}: a document, or JSON that says why there is none. */
public final class ClusterAnswer {

    private final Kind kind;
    private final byte[] json;

    ClusterAnswer(Kind kind, byte[] json) {
        this.kind = kind;
        this.json = json;
    }

    /** What kind of answer it is. */
    public enum Kind {
        /** The document. */
        DOCUMENT,
        /** Nothing is evaluated yet. */
        NOT_YET,
        /** There is no such node, or another shard tells of it. */
        NO_SUCH_NODE,
        /** A parameter cannot be understood. */
        INVALID
    }

    /** What kind of answer it is. */
    public Kind kind() {
        return kind;
    }

    /** JSON in UTF-8. */
    public byte[] json() {
        return json;
    }
}
