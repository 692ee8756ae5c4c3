/** The HTTP server: endpoints and pages. The only user of Undertow. */
@NullMarked
package dev.dockershim.exporter.web;

import org.jspecify.annotations.NullMarked;
