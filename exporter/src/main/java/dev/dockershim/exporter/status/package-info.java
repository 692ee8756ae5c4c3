/** What an evaluation looks like: the status page in HTML, and the same as JSON. Knows no server. */
@NullMarked
package dev.dockershim.exporter.status;

import org.jspecify.annotations.NullMarked;
