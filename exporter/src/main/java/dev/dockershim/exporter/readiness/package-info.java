/** Judges a node's evidence: checks, their catalogue, the phase of the migration. Reads nothing itself. */
@NullMarked
package dev.dockershim.exporter.readiness;

import org.jspecify.annotations.NullMarked;
