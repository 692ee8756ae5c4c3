/**
 * What both roles publish of readiness, so that they say the same: the table of the gauges, the rows that both have, and
 * the loop that judges again and again.
 */
@NullMarked
package dev.dockershim.exporter.publish;

import org.jspecify.annotations.NullMarked;
