package dev.dockershim.exporter.readiness;

import java.util.Locale;

/** What it means if a check fails. */
public enum Severity {
    /** Something breaks: now, or with the next step. */
    BLOCKER,
    /** Something is likely to be wrong, or goes wrong later. */
    WARNING,
    /** Worth knowing. */
    INFO;

    /** As a label value. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
