/** Bytes on the wire: the text formats, the label cache, and our own telemetry. */
@NullMarked
package dev.dockershim.exporter.exposition;

import org.jspecify.annotations.NullMarked;
