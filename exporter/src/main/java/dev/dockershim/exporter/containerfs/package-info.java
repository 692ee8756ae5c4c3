/** The thirteen container_fs_* series: one table of rows, and their two meanings. */
@NullMarked
package dev.dockershim.exporter.containerfs;

import org.jspecify.annotations.NullMarked;
