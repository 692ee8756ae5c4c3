package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.telemetry.BuildInfo;
import picocli.CommandLine.IVersionProvider;

/** Answers {@code --version} in the form of Prometheus' own programs. */
final class VersionText implements IVersionProvider {
    /** The program's version. */
    static String version() {
        return BuildInfo.load().version();
    }

    @Override
    public String[] getVersion() {
        BuildInfo build = BuildInfo.load();
        return new String[] {
            "dockershim-exporter, version " + build.version() + " (branch: " + build.branch() + ", revision: "
                    + build.revision() + ")",
            "  java: " + System.getProperty("java.vm.name") + " " + System.getProperty("java.version")
        };
    }
}
