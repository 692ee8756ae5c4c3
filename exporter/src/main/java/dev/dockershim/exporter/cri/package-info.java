/** The runtime's CRI over gRPC on a Unix socket, v1 with v1alpha2 as fallback. Knows nothing of metrics. */
@NullMarked
package dev.dockershim.exporter.cri;

import org.jspecify.annotations.NullMarked;
