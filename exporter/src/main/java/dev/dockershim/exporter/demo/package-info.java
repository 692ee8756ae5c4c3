/** Recorded nodes, replayed through a real HTTPS kubelet and a real CRI server. */
@NullMarked
package dev.dockershim.exporter.demo;

import org.jspecify.annotations.NullMarked;
