package dev.dockershim.exporter.report;

import java.util.Locale;

/** Whether a cluster may be upgraded; ends the process with its exit code, for pipelines. */
public enum UpgradeAnswer {
    /** Nothing that could be seen stands in the way, and all was seen that could. */
    YES(0),
    /** Something does. */
    BLOCKED(1),
    /** It could not be found out: unknown is not yes. */
    UNKNOWN(2);

    private final int exitCode;

    UpgradeAnswer(int exitCode) {
        this.exitCode = exitCode;
    }

    /** As a word of the JSON. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The process' exit code. */
    public int exitCode() {
        return exitCode;
    }
}
