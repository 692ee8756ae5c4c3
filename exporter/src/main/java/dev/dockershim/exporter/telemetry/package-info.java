/** What each role says of itself: which build it is, its JVM, and how its sources do. */
@NullMarked
package dev.dockershim.exporter.telemetry;

import org.jspecify.annotations.NullMarked;
