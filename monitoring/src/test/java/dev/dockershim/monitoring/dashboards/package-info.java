/** Checks of the dashboards in the repository. */
@NullMarked
package dev.dockershim.monitoring.dashboards;

import org.jspecify.annotations.NullMarked;
