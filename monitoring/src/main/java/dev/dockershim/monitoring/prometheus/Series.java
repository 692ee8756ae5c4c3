package dev.dockershim.monitoring.prometheus;

import java.util.List;
import java.util.Map;

/** The labels of a series, and what it has of an instant or a range. */
public record Series(Map<String, String> labels, List<Point> points) {

    /**
     * A sample.
     *
     * @param seconds since 1970
     */
    public record Point(double seconds, double value) {}

    /** The newest of its values; there is one, since Prometheus returns no empty series. */
    public double last() {
        return points.get(points.size() - 1).value();
    }
}
