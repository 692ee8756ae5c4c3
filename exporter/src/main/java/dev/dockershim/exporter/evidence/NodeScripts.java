package dev.dockershim.exporter.evidence;

/**
 * Of the scripts, units and tables that were named to be read: how many files were read, and how many use Docker.
 *
 * @param read files that were read
 * @param unread files that could not be read, or were too many or too large
 * @param usingDocker files that call Docker's CLI, its unit or its socket
 */
public record NodeScripts(int read, int unread, int usingDocker) {}
