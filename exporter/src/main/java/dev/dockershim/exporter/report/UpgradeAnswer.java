package dev.dockershim.exporter.report;

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

    /** The process' exit code. */
    public int exitCode() {
        return exitCode;
    }
}
