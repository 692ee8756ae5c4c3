/** The migration of the demo, as a real Prometheus sees it. */
@NullMarked
package dev.dockershim.monitoring.story;

import org.jspecify.annotations.NullMarked;
