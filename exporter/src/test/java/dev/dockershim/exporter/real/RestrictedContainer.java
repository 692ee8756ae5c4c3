package dev.dockershim.exporter.real;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A container as a DaemonSet of Pod Security <em>restricted</em> has it: no capability, no new privileges, the runtime's
 * own seccomp profile, the image's user; and a read-only root. It uses the host's network, as all pods of these tests.
 *
 * @param command in place of the image's entry point; empty for that
 * @param mounts read-only, by path in the container
 */
public record RestrictedContainer(
        String name,
        String image,
        List<String> command,
        List<String> args,
        Map<String, String> environment,
        Map<String, Path> mounts) {}
