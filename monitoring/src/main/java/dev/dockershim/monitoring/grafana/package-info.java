/** Grafana's dashboards as far as ours use them, and what Grafana makes of their variables. */
@NullMarked
package dev.dockershim.monitoring.grafana;

import org.jspecify.annotations.NullMarked;
