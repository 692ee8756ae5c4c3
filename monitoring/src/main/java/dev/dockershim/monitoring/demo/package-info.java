/** The demo with everything that dashboards show: agents, a watcher, and Docker's names. */
@NullMarked
package dev.dockershim.monitoring.demo;

import org.jspecify.annotations.NullMarked;
