/** The commands: parse flags, wire objects, run. Nothing else. */
@NullMarked
package dev.dockershim.exporter.cli;

import org.jspecify.annotations.NullMarked;
