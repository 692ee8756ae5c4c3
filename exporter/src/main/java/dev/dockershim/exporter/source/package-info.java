/** What a collection reads: sources, their readings, and one collection of them all under a deadline. */
@NullMarked
package dev.dockershim.exporter.source;

import org.jspecify.annotations.NullMarked;
