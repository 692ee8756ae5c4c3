package dev.dockershim.exporter.hostroot;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Missing;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.Observed.Seen;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A registry's directory in {@code certs.d}, as containerd reads it (core/remotes/docker/config/hosts.go).
 *
 * @param mirrored whether images are pulled from another host than the registry's own
 * @param trusted whether a host is spoken to without TLS or without its check, or has certificates
 */
record RegistryDirectory(boolean mirrored, boolean trusted) {

    private static final String WHAT = "a registry's directory in certs.d";
    private static final Set<String> DOCKER_HUB =
            Set.of("docker.io", "registry-1.docker.io", "index.docker.io", "registry.docker.io");

    /**
     * Reads the directory {@code path}. What {@code hosts.toml} says is left out if it cannot be understood, as there.
     *
     * @throws MissingFileException if it cannot be read
     */
    static RegistryDirectory read(HostRoot host, String path) throws MissingFileException {
        Observed<byte[]> bytes = host.read(path + "/hosts.toml", SettingsFormat.MAX_BYTES);
        if (bytes instanceof Seen<byte[]> seen && seen.value().length > 0) {
            try {
                return of(SettingsFormat.TOML.parse(seen.value(), WHAT));
            } catch (MissingFileException e) {
                return ofCertificates(host, path);
            }
        }
        if (bytes instanceof Missing<byte[]> missing && missing.reason() != Reason.ABSENT) {
            throw MissingFileException.of(WHAT, missing);
        }
        return ofCertificates(host, path);
    }

    private static RegistryDirectory of(Settings file) throws MissingFileException {
        String server = file.text("server");
        boolean mirrored = !server.isEmpty() && !DOCKER_HUB.contains(hostOf(server));
        boolean trusted = isTrusted(server, file);
        for (Map.Entry<String, Settings> host : file.tablesOf("host").entrySet()) {
            List<String> capabilities = host.getValue().texts("capabilities");
            mirrored |= capabilities.isEmpty() || capabilities.stream().anyMatch("pull"::equalsIgnoreCase);
            trusted |= isTrusted(host.getKey(), host.getValue());
        }
        return new RegistryDirectory(mirrored, trusted);
    }

    private static boolean isTrusted(String address, Settings host) throws MissingFileException {
        return address.startsWith("http://")
                || Boolean.TRUE.equals(host.flag("skip_verify"))
                || host.has("ca")
                || host.has("client");
    }

    private static String hostOf(String server) {
        return server.replaceFirst("^https?://", "").replaceFirst("[/:].*$", "");
    }

    /** Docker's layout: {@code *.crt} of authorities, {@code *.cert} and {@code *.key} of the client. */
    private static RegistryDirectory ofCertificates(HostRoot host, String path) throws MissingFileException {
        return new RegistryDirectory(false, hasCertificates(new HostText(host).names(path, WHAT)));
    }

    /** Whether one of these files of a registry's directory is a certificate: Docker and containerd name them alike. */
    static boolean hasCertificates(List<String> names) {
        return names.stream().anyMatch(name -> name.endsWith(".crt") || name.endsWith(".cert"));
    }
}
