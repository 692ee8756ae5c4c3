/** The kubelet's HTTPS API: client, and readers of what it serves. Knows nothing of metrics. */
@NullMarked
package dev.dockershim.exporter.kubelet;

import org.jspecify.annotations.NullMarked;
