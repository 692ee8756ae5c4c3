package dev.dockershim.exporter.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say which cluster. */
final class ClusterOptions {

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "A kubeconfig file. Default: the cluster that this runs in, by its service account.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "A context of --kubeconfig. Default: its current one.")
    private @Nullable String context;

    /**
     * The kubeconfig file; null for the cluster that this runs in.
     *
     * @throws IllegalArgumentException with one line that names the flag at fault
     */
    @Nullable
    Path kubeconfig() {
        if (kubeconfig == null && context != null) {
            throw new IllegalArgumentException("--context is of a kubeconfig file: give --kubeconfig too");
        }
        return kubeconfig;
    }

    /** A context of that file; null for its current one. */
    @Nullable
    String context() {
        return context;
    }
}
