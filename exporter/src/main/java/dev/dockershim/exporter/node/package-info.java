/** The join of all readings into one immutable picture of a node and its containers. */
@NullMarked
package dev.dockershim.exporter.node;

import org.jspecify.annotations.NullMarked;
