/** Names and labels as Docker's kubelet gave them. */
@NullMarked
package dev.dockershim.exporter.naming;

import org.jspecify.annotations.NullMarked;
