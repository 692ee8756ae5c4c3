package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.evidence.Endpoint;
import dev.dockershim.exporter.evidence.EndpointClass;
import dev.dockershim.exporter.evidence.KubeletFiles;
import dev.dockershim.exporter.evidence.KubeletProcess;
import dev.dockershim.exporter.evidence.KubeletSettings;
import dev.dockershim.exporter.evidence.KubeletSettings.ContainerRuntimeFlag;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.publish.NodeRows;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Each place that names the kubelet's runtime endpoint: they differ in the middle of a migration. */
final class EndpointRows {

    private EndpointRows() {}

    /** The endpoints that are named, by the value of the label {@code source}. */
    static Map<String, Endpoint> of(NodeEvidence evidence) {
        Map<String, Endpoint> rows = new LinkedHashMap<>();
        KubeletProcess process = evidence.process().orNull();
        KubeletFiles files = evidence.files().orNull();
        KubeletSettings configz = evidence.configz().orNull();
        NodeObject node = evidence.node().orNull();
        put(rows, "flag", process == null ? null : process.flags().endpoint());
        put(rows, "flag_file", files == null ? null : files.flags().endpoint());
        put(rows, "config", files == null ? null : files.config().endpoint());
        put(rows, "instance_config", files == null ? null : files.instanceConfig());
        put(rows, NodeRows.ANNOTATION, node == null ? null : node.criSocket());
        put(rows, "configz", configz == null ? null : configz.endpoint());
        put(rows, "default", byDefault(process, evidence.kubeletVersion().orNull()));
        return rows;
    }

    private static void put(Map<String, Endpoint> rows, String source, @Nullable Endpoint endpoint) {
        if (endpoint != null) {
            rows.put(source, endpoint);
        }
    }

    /**
     * What holds for want of a flag that was looked for: up to 1.23 dockershim, unless {@code --container-runtime=remote}
     * (kubernetes cmd/kubelet/app/options). Later on {@code /configz} has the default in it.
     */
    private static @Nullable Endpoint byDefault(@Nullable KubeletProcess process, @Nullable Version kubelet) {
        if (process == null || process.embedded() || kubelet == null || kubelet.atLeast(1, 24, 0)) {
            return null;
        }
        return process.flags().containerRuntime() == ContainerRuntimeFlag.REMOTE
                ? null
                : new Endpoint(EndpointClass.DOCKERSHIM, true);
    }
}
