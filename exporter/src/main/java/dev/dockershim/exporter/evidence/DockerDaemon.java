package dev.dockershim.exporter.evidence;

/**
 * E6: Docker on this host, and what is left of it.
 *
 * @param running whether a dockerd process runs
 * @param socket whether {@code /run/docker.sock} is a socket; an empty directory made by a pod's mount is none
 * @param socketDirectory whether it is a directory
 * @param serviceEnabled whether {@code docker.service} is enabled
 * @param socketEnabled whether {@code docker.socket} is enabled: it starts a stopped service again
 * @param installed whether {@code /usr/bin/dockerd} or its package is there
 * @param dockershimResidue whether {@code /var/lib/dockershim} or {@code dockershim.sock} is left
 * @param dataDirectory whether {@code /var/lib/docker} is left
 */
public record DockerDaemon(
        boolean running,
        boolean socket,
        boolean socketDirectory,
        boolean serviceEnabled,
        boolean socketEnabled,
        boolean installed,
        boolean dockershimResidue,
        boolean dataDirectory) {}
