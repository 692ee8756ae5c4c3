/**
 * What is known of a node, as plain values: what sources gather and checks judge. Booleans, counts, versions and closed
 * enums only; no path, URL, credential or text of a host's file gets in here. The one exception is the names of pods.
 */
@NullMarked
package dev.dockershim.exporter.evidence;

import org.jspecify.annotations.NullMarked;
