/** Dashboards as pages, without a Grafana. */
@NullMarked
package dev.dockershim.monitoring.preview;

import org.jspecify.annotations.NullMarked;
