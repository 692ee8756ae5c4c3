/**
 * The report: a cluster judged once, as a plan of what to do next, for people and pipelines.
 */
@NullMarked
package dev.dockershim.exporter.report;

import org.jspecify.annotations.NullMarked;
