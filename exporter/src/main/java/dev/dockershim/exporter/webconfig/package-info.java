/**
 * The file of {@code --web.config.file}: read, checked, and read anew when it or what it names changes. Its keys and
 * their meaning are those of prometheus/exporter-toolkit (docs/web-configuration.md). Loaded only where such a file is
 * given.
 */
@NullMarked
package dev.dockershim.exporter.webconfig;

import org.jspecify.annotations.NullMarked;
