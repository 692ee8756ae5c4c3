/** Makes the container image: a Java runtime, the C library, the exporter and its class archives, as an OCI archive. */
@NullMarked
package dev.dockershim.image;

import org.jspecify.annotations.NullMarked;
