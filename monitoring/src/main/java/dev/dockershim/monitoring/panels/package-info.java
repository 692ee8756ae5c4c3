/** Panels with what Prometheus answers to them, as Grafana would ask and show it. */
@NullMarked
package dev.dockershim.monitoring.panels;

import org.jspecify.annotations.NullMarked;
