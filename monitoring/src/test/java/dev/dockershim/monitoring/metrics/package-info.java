/** Which metrics and labels there are. */
@NullMarked
package dev.dockershim.monitoring.metrics;

import org.jspecify.annotations.NullMarked;
