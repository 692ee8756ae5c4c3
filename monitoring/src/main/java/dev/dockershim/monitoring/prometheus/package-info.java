/** A client of Prometheus' HTTP API. */
@NullMarked
package dev.dockershim.monitoring.prometheus;

import org.jspecify.annotations.NullMarked;
