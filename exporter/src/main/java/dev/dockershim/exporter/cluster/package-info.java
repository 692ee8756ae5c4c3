/**
 * Readiness of a whole cluster as its API server shows it: what was seen, as plain values, and what that comes to. Reads
 * nothing itself, and knows no client library.
 */
@NullMarked
package dev.dockershim.exporter.cluster;

import org.jspecify.annotations.NullMarked;
