/** Benchmarks of the stages of a scrape: parse, join, render. */
@NullMarked
package dev.dockershim.exporter.bench;

import org.jspecify.annotations.NullMarked;
