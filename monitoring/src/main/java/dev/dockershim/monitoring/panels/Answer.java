package dev.dockershim.monitoring.panels;

import dev.dockershim.monitoring.grafana.Target;
import dev.dockershim.monitoring.grafana.TimeWindow;
import dev.dockershim.monitoring.prometheus.Series;
import java.util.List;

/**
 * What Prometheus answers to a target.
 *
 * @param promql as it was asked, with values in place of variables
 * @param steps when it was asked for
 * @param series none if there is no data, or an error
 * @param error Prometheus' own words; empty if there is none
 */
public record Answer(Target target, String promql, TimeWindow steps, List<Series> series, String error) {

    /** Whether it was understood, and nothing was found. */
    public boolean isEmpty() {
        return error.isEmpty() && series.isEmpty();
    }
}
