package dev.dockershim.exporter.publish;

import java.util.Locale;

/** Who says something of a node or a workload; a value of the label {@code observer}. */
public enum Observer {
    /** The agent on the node. */
    AGENT,
    /** The watcher, by the API server. */
    WATCHER;

    /** As a label value. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
