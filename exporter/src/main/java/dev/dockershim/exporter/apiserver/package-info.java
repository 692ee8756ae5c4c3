/** Reads this node's own object from the API server; nothing else of the cluster. */
@NullMarked
package dev.dockershim.exporter.apiserver;

import org.jspecify.annotations.NullMarked;
