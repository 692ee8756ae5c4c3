/** What a real Prometheus makes of a node: the configurations of deploy/prometheus, and queries of the Docker years. */
@NullMarked
package dev.dockershim.exporter.prometheus;

import org.jspecify.annotations.NullMarked;
