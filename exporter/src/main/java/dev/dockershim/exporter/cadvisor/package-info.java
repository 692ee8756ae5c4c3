/** Rewrites the kubelet's answer of {@code /metrics/cadvisor} while it streams through. */
@NullMarked
package dev.dockershim.exporter.cadvisor;

import org.jspecify.annotations.NullMarked;
