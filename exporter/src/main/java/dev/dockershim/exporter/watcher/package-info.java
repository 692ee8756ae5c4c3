/**
 * The watcher role: judges the cluster again and again, and serves what that comes to.
 */
@NullMarked
package dev.dockershim.exporter.watcher;

import org.jspecify.annotations.NullMarked;
