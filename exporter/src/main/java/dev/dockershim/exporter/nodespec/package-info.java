/**
 * From a Node as Kubernetes' API writes it to what it tells of its runtime. Pure: the agent's reader of its own Node uses
 * it, and whoever gets Nodes from elsewhere.
 */
@NullMarked
package dev.dockershim.exporter.nodespec;

import org.jspecify.annotations.NullMarked;
