package dev.dockershim.exporter.evidence;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which container runtime it is, by its own name.
 *
 * @param kind whose runtime
 * @param version its version; null if it is none ({@code Unknown} while the runtime does not answer the kubelet)
 */
public record RuntimeName(Kind kind, @Nullable Version version) {

    /** Nothing is known of it. */
    public static final RuntimeName UNKNOWN = new RuntimeName(Kind.UNKNOWN, null);

    /** Names that runtimes give themselves. */
    public enum Kind {
        /** dockershim and cri-dockerd alike. */
        DOCKER,
        /** containerd. */
        CONTAINERD,
        /** CRI-O. */
        CRI_O,
        /** Another CRI runtime. */
        OTHER,
        /** Not told. */
        UNKNOWN;

        /** As a label value: {@code cri-o}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Of {@code <name>://<version>} as in {@code status.nodeInfo} (kubernetes pkg/kubelet/nodestatus/setters.go). */
    public static RuntimeName parse(@Nullable String text) {
        int scheme = text == null ? -1 : text.indexOf("://");
        return text == null || scheme < 0 ? UNKNOWN : of(text.substring(0, scheme), text.substring(scheme + 3));
    }

    /** Of {@code runtime_name} and {@code runtime_version} of CRI. */
    public static RuntimeName of(@Nullable String name, @Nullable String version) {
        Kind kind = switch (name == null ? "" : name.strip().toLowerCase(Locale.ROOT)) {
            case "" -> Kind.UNKNOWN;
            case "docker" -> Kind.DOCKER;
            case "containerd" -> Kind.CONTAINERD;
            case "cri-o" -> Kind.CRI_O;
            default -> Kind.OTHER;
        };
        return new RuntimeName(kind, Version.parse(version));
    }
}
