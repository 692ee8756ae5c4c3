/** The agent role: what one collection reads, and what one scrape answers. */
@NullMarked
package dev.dockershim.exporter.agent;

import org.jspecify.annotations.NullMarked;
