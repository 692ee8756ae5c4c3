/**
 * From a pod as Kubernetes' API writes it to what it tells about Docker. Pure: the kubelet's reader uses it, and whoever
 * gets pods from elsewhere. Paths, commands and values of variables end here.
 */
@NullMarked
package dev.dockershim.exporter.podspec;

import org.jspecify.annotations.NullMarked;
