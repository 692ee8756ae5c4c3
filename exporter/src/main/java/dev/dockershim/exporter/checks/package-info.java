/** The node's checks, one class each, and their catalogue. They judge evidence, and read nothing themselves. */
@NullMarked
package dev.dockershim.exporter.checks;

import org.jspecify.annotations.NullMarked;
