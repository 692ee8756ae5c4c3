package dev.dockershim.exporter.demo;

/** Recordings by their names: those that come with the program, and those that only tests have. */
public final class RecordedNodes {

    private RecordedNodes() {}

    /** The recording of that name. */
    public static RecordedNode named(String name) {
        RecordedNode shipped = new RecordedNode(name, "/demo/nodes/" + name);
        return shipped.has("stats-summary.json") ? shipped : new RecordedNode(name, "/nodes/" + name);
    }
}
