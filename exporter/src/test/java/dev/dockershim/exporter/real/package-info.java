/** Real programs for the tests: the packaged exporter, containerd with runc, dockerd, and Prometheus. */
@NullMarked
package dev.dockershim.exporter.real;

import org.jspecify.annotations.NullMarked;
