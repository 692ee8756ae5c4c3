package dev.dockershim.exporter.webconfig;

import java.util.ArrayList;
import java.util.List;

/** Versions of TLS by the names of the file, and by those of Java. */
enum TlsVersion {
    TLS10("TLSv1"),
    TLS11("TLSv1.1"),
    TLS12("TLSv1.2"),
    TLS13("TLSv1.3");

    private final String javaName;

    TlsVersion(String javaName) {
        this.javaName = javaName;
    }

    /** Java's names of the versions from {@code least} to {@code most}. */
    static List<String> range(TlsVersion least, TlsVersion most) {
        List<String> names = new ArrayList<>();
        for (TlsVersion version : values()) {
            if (version.compareTo(least) >= 0 && version.compareTo(most) <= 0) {
                names.add(version.javaName);
            }
        }
        return names;
    }
}
