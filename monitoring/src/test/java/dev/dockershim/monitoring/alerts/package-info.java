/** Tests of rules and alerts, of their unit tests and of their runbooks. */
@NullMarked
package dev.dockershim.monitoring.alerts;

import org.jspecify.annotations.NullMarked;
