package dev.dockershim.exporter.evidence;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who makes cgroups. */
public enum CgroupDriver {
    /** The kubelet or the runtime itself. */
    CGROUPFS,
    /** systemd. */
    SYSTEMD;

    /** By its name; null if it is none of them. */
    public static @Nullable CgroupDriver parse(@Nullable String text) {
        return switch (text == null ? "" : text.strip().toLowerCase(Locale.ROOT)) {
            case "cgroupfs" -> CGROUPFS;
            case "systemd" -> SYSTEMD;
            default -> null;
        };
    }
}
