/** The log: one line a record on standard error, as logfmt or JSON. */
@NullMarked
package dev.dockershim.exporter.log;

import org.jspecify.annotations.NullMarked;
