/** Judges what the pods of a node, or of a cluster, need of Docker: checks, vendors' agents, and findings to count. */
@NullMarked
package dev.dockershim.exporter.workloads;

import org.jspecify.annotations.NullMarked;
