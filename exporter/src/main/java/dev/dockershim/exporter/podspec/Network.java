package dev.dockershim.exporter.podspec;

import dev.dockershim.exporter.podspec.PodManifest.HostAlias;
import dev.dockershim.exporter.podspec.PodManifest.Spec;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which hosts are the pod itself: its loopback addresses, and aliases of them, by which CI systems let a job find the
 * Docker of its own pod. On the host's network loopback is the node.
 *
 * @param hosts the names that lead home
 * @param shared whether the pod is on the host's network
 */
record Network(Set<String> hosts, boolean shared) {

    private static final Pattern LOOPBACK = Pattern.compile("127(?:\\.[0-9]{1,3}){3}|\\[?::1\\]?|localhost");

    static Network of(Spec pod) {
        Set<String> names = new HashSet<>();
        for (HostAlias alias : PodClassifier.present(pod.hostAliases())) {
            if (alias.ip() != null && LOOPBACK.matcher(alias.ip()).matches()) {
                PodClassifier.present(alias.hostnames()).forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
            }
        }
        return new Network(names, Boolean.TRUE.equals(pod.hostNetwork()));
    }

    boolean isOwn(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return !shared && (LOOPBACK.matcher(name).matches() || hosts.contains(name));
    }
}
