package dev.dockershim.exporter.cluster;

/** Where evidence of a cluster comes from. */
@FunctionalInterface
public interface ClusterSource {

    /** What is known now; quick, since everything is in memory already. */
    ClusterEvidence look();
}
