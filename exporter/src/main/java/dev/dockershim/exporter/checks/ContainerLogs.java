package dev.dockershim.exporter.checks;

import static dev.dockershim.exporter.evidence.EvidenceSource.E4;

import dev.dockershim.exporter.evidence.DockerConfig;
import dev.dockershim.exporter.evidence.KubeletFiles;
import dev.dockershim.exporter.evidence.KubeletProcess;
import dev.dockershim.exporter.evidence.KubeletSettings;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import org.jspecify.annotations.Nullable;

/** RD DC-03. With CRI the kubelet rotates logs, as text below /var/log/pods. */
final class ContainerLogs extends DockerSetting {

    ContainerLogs() {
        super(info(
                "DC-03",
                "log-settings",
                Severity.WARNING,
                "What Docker does with containers' logs has a successor",
                "Set containerLogMaxSize and containerLogMaxFiles in the kubelet's configuration in place of max-size and"
                        + " max-file. Let log shippers read /var/log/pods in the CRI's format: neither json-file nor"
                        + " the journal gets anything. On cri-dockerd keep the log driver json-file.",
                E4));
    }

    @Override
    @Nullable
    String set(DockerConfig config) {
        String options = config.logOptions() == 0 ? "" : Words.count(config.logOptions(), "log option");
        if (config.logDriver() == null) {
            return options.isEmpty() ? null : options;
        }
        String driver = switch (config.logDriver()) {
            case JSON_FILE -> "the log driver json-file";
            case JOURNALD -> "the log driver journald";
            case OTHER -> "a log driver that writes elsewhere";
        };
        return options.isEmpty() ? driver : driver + " with " + options;
    }

    @Override
    Verdict successor(DockerConfig config, Successor successor, NodeEvidence evidence) {
        if (!config.logsToJsonFile()) {
            return successor.lost("CRI has only text files, which the kubelet rotates");
        }
        if (config.logOptions() == 0) {
            return successor.found("the kubelet keeps and rotates logs as text files");
        }
        KubeletProcess process = evidence.process().orNull();
        KubeletFiles files = evidence.files().orNull();
        boolean rotation = (process != null && rotates(process.flags()))
                || (files != null && (rotates(files.flags()) || rotates(files.config())));
        if (rotation) {
            return successor.found("the kubelet is told how to rotate logs");
        }
        // /configz shows the kubelet's defaults as if they were set.
        return files == null
                ? Lacking.because(
                        "Docker's configuration has " + successor.set()
                                + "; whether the kubelet is told how to rotate was not to be seen.",
                        evidence.files())
                : successor.lost("the kubelet is not told how to rotate logs");
    }

    @Override
    Verdict onCriDockerd(DockerConfig config, Successor successor, NodeEvidence evidence) {
        return config.logsToJsonFile()
                ? successor.found("Docker Engine stays, and keeps to it")
                : successor.lost("cri-dockerd shows the logs of json-file only");
    }

    private static boolean rotates(KubeletSettings settings) {
        return settings.logMaxSize() || settings.logMaxFiles();
    }
}
