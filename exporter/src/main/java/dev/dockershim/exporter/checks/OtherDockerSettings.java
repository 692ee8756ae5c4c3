package dev.dockershim.exporter.checks;

import dev.dockershim.exporter.evidence.DockerConfig;
import dev.dockershim.exporter.evidence.DockerConfig.Other;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** RD DC-07. Limits and proxies move to containerd's unit; Docker's remote API and user namespaces have no successor. */
final class OtherDockerSettings extends DockerSetting {

    OtherDockerSettings() {
        super(
                info(
                        "DC-07",
                        "other-settings",
                        Severity.WARNING,
                        "Docker's limits, proxies and the like have successors",
                        "Put proxies (Environment=HTTPS_PROXY=...) and limits (LimitNOFILE=...) into a drop-in of containerd's"
                                + " systemd unit, then systemctl daemon-reload && systemctl restart containerd. Give up Docker's"
                                + " remote TCP API. In place of userns-remap let pods ask for user namespaces (hostUsers: false)."));
    }

    @Override
    @Nullable
    String set(DockerConfig config) {
        if (config.others().isEmpty()) {
            return null;
        }
        return names(config.others());
    }

    @Override
    Verdict successor(DockerConfig config, Successor successor, NodeEvidence evidence) {
        Set<Other> lost = EnumSet.noneOf(Other.class);
        Set<Other> unit = EnumSet.noneOf(Other.class);
        for (Other other : config.others()) {
            switch (other) {
                case TCP_HOSTS, USER_NAMESPACES -> lost.add(other);
                case ULIMITS, PROXIES -> unit.add(other);
                // containerd's shims outlive it, and Docker's bridge carries no pod.
                case LIVE_RESTORE, BRIDGE -> {}
            }
        }
        if (!lost.isEmpty()) {
            return successor.lost("nothing takes the place of " + names(lost));
        }
        if (unit.isEmpty()) {
            return successor.found("nothing has to take its place");
        }
        return inContainerd(evidence, successor, containerd -> {
            if (containerd.ulimits()) {
                unit.remove(Other.ULIMITS);
            }
            if (containerd.proxies()) {
                unit.remove(Other.PROXIES);
            }
            return unit.isEmpty()
                    ? successor.found("containerd's unit has them")
                    : successor.lost("containerd's unit has no " + names(unit));
        });
    }

    private static String names(Set<Other> others) {
        return others.stream().sorted().map(OtherDockerSettings::name).collect(Collectors.joining(", "));
    }

    private static String name(Other other) {
        return switch (other) {
            case ULIMITS -> "default limits";
            case PROXIES -> "proxies";
            case TCP_HOSTS -> "a remote TCP API";
            case LIVE_RESTORE -> "live restore";
            case BRIDGE -> "addresses of Docker's bridge";
            case USER_NAMESPACES -> "user namespaces";
        };
    }
}
