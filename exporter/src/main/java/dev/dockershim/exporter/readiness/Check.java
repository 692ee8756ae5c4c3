package dev.dockershim.exporter.readiness;

import dev.dockershim.exporter.evidence.NodeEvidence;

/** One point of the migration guide, judged on plain values: no check reads anything itself. */
public interface Check {

    /** What it is about. */
    CheckInfo info();

    /** Judges a node. */
    Verdict judge(NodeEvidence evidence);
}
