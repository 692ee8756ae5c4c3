/** Readers of the host's own files, one for each format. Knows nothing of metrics. */
@NullMarked
package dev.dockershim.exporter.host;

import org.jspecify.annotations.NullMarked;
