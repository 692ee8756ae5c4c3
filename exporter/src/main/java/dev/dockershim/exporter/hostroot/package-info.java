/**
 * Reads the host's files below {@code --host.root}: one reader for each file or format. Nothing of a file's content leaves
 * but booleans, counts, versions and closed enums.
 */
@NullMarked
package dev.dockershim.exporter.hostroot;

import org.jspecify.annotations.NullMarked;
