/** PromQL: its syntax, and the metrics and labels that an expression names. */
@NullMarked
package dev.dockershim.monitoring.promql;

import org.jspecify.annotations.NullMarked;
