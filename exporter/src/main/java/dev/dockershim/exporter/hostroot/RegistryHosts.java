package dev.dockershim.exporter.hostroot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How containerd's CRI reaches registries: by directories ({@code config_path}), or by tables in its own configuration,
 * which are deprecated (containerd docs/cri/registry.md, docs/hosts.md).
 *
 * @param dockerHub whether docker.io has a mirror
 * @param trusted number of registries without TLS or its check, or with certificates
 */
record RegistryHosts(boolean dockerHub, int trusted) {

    /** Applies to all registries without a directory of their own. */
    private static final String DEFAULT = "_default";

    /**
     * Reads directories.
     *
     * @param configPath directories, separated by colons; of two of one registry the first holds
     */
    static RegistryHosts inDirectories(HostRoot host, String configPath) throws MissingFileException {
        Map<String, RegistryDirectory> registries = new LinkedHashMap<>();
        for (String root : configPath.split(":", -1)) {
            if (!root.startsWith("/")) {
                continue;
            }
            for (String name : new HostText(host).names(root, "containerd's certs.d")) {
                String path = root + "/" + name;
                if (!registries.containsKey(name) && host.kind(path) == HostRoot.Kind.DIRECTORY) {
                    registries.put(name, RegistryDirectory.read(host, path));
                }
            }
        }
        RegistryDirectory dockerHub = registries.getOrDefault("docker.io", registries.get(DEFAULT));
        long trusted =
                registries.values().stream().filter(RegistryDirectory::trusted).count();
        return new RegistryHosts(dockerHub != null && dockerHub.mirrored(), Math.toIntExact(trusted));
    }

    /** Reads the tables {@code mirrors} and {@code configs}. */
    static RegistryHosts inTables(Settings registry) throws MissingFileException {
        boolean dockerHub = false;
        int trusted = 0;
        for (Map.Entry<String, Settings> mirror : registry.tablesOf("mirrors").entrySet()) {
            List<String> endpoints = mirror.getValue().texts("endpoint");
            boolean forDockerHub = List.of("docker.io", "*").contains(mirror.getKey());
            dockerHub |= forDockerHub && endpoints.stream().anyMatch(endpoint -> !isDockerHub(endpoint));
            trusted += endpoints.stream().anyMatch(endpoint -> endpoint.startsWith("http://")) ? 1 : 0;
        }
        for (Settings config : registry.tablesOf("configs").values()) {
            Settings tls = config.table("tls");
            boolean insecure = Boolean.TRUE.equals(tls.flag("insecure_skip_verify"));
            trusted += insecure
                            || !tls.text("ca_file").isEmpty()
                            || !tls.text("cert_file").isEmpty()
                    ? 1
                    : 0;
        }
        return new RegistryHosts(dockerHub, trusted);
    }

    private static boolean isDockerHub(String endpoint) {
        return endpoint.matches("https://registry-1\\.docker\\.io/?");
    }
}
