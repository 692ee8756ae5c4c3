/**
 * The Kubernetes API, by fabric8's client: the only package that knows it. Watches a cluster, or lists it once, and tells
 * it as the plain values of {@code cluster}.
 */
@NullMarked
package dev.dockershim.exporter.watch;

import org.jspecify.annotations.NullMarked;
