/** What is said of the repository's pages. */
@NullMarked
package dev.dockershim.monitoring.docs;

import org.jspecify.annotations.NullMarked;
