/** What is said of the build itself. */
@NullMarked
package dev.dockershim.exporter.build;

import org.jspecify.annotations.NullMarked;
