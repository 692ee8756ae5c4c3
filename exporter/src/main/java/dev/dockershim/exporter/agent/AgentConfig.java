package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.containerfs.Series;
import dev.dockershim.exporter.containerfs.SeriesValues;
import dev.dockershim.exporter.cri.CriEndpoint;
import dev.dockershim.exporter.host.FileSystems;
import dev.dockershim.exporter.kubelet.KubeletConfig;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent runs with.
 *
 * @param nodeName name of the node, for the status page
 * @param kubelet how to reach the kubelet; null if it is not asked
 * @param criEndpoint the runtime's socket, or none
 * @param values what the values mean
 * @param rows the series to serve
 * @param proc where procfs is, usually {@code /proc}
 * @param fileSystems what is seen of file systems
 * @param listenAddresses addresses to listen on, such as {@code :10061}
 * @param telemetryPath path of the metrics
 * @param build what this build is
 */
public record AgentConfig(
        String nodeName,
        @Nullable KubeletConfig kubelet,
        CriEndpoint criEndpoint,
        SeriesValues values,
        List<Series> rows,
        Path proc,
        FileSystems fileSystems,
        List<String> listenAddresses,
        String telemetryPath,
        BuildInfo build) {}
