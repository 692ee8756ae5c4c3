package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.containerfs.Series;
import dev.dockershim.exporter.containerfs.SeriesValues;
import dev.dockershim.exporter.containerfs.SeriesWhen;
import dev.dockershim.exporter.cri.CriEndpoint;
import dev.dockershim.exporter.host.FileSystems;
import dev.dockershim.exporter.kubelet.KubeletConfig;
import dev.dockershim.exporter.naming.DockerNaming;
import dev.dockershim.exporter.telemetry.BuildInfo;
import dev.dockershim.exporter.web.WebAccess;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent runs with.
 *
 * @param nodeName name of the node, for the status page
 * @param kubelet how to reach the kubelet; null if it is not asked
 * @param criEndpoint the runtime's socket, or none
 * @param series which of the thirteen are served, when, and how they are labelled
 * @param cadvisor how the kubelet's own series are passed on
 * @param containerInfo whether the names of each container are served as labels of a series
 * @param proc where procfs is, usually {@code /proc}
 * @param fileSystems what is seen of file systems
 * @param listenAddresses addresses to listen on, such as {@code :10061}
 * @param telemetryPath path of the metrics
 * @param access who may ask, and how
 * @param readiness how the node's readiness is judged
 * @param build what this build is
 */
public record AgentConfig(
        String nodeName,
        @Nullable KubeletConfig kubelet,
        CriEndpoint criEndpoint,
        SeriesConfig series,
        CadvisorConfig cadvisor,
        boolean containerInfo,
        Path proc,
        FileSystems fileSystems,
        List<String> listenAddresses,
        String telemetryPath,
        WebAccess access,
        ReadinessConfig readiness,
        BuildInfo build) {

    /** Open to everybody. */
    public AgentConfig(
            String nodeName,
            @Nullable KubeletConfig kubelet,
            CriEndpoint criEndpoint,
            SeriesConfig series,
            CadvisorConfig cadvisor,
            boolean containerInfo,
            Path proc,
            FileSystems fileSystems,
            List<String> listenAddresses,
            String telemetryPath,
            ReadinessConfig readiness,
            BuildInfo build) {
        this(
                nodeName,
                kubelet,
                criEndpoint,
                series,
                cadvisor,
                containerInfo,
                proc,
                fileSystems,
                listenAddresses,
                telemetryPath,
                WebAccess.OPEN,
                readiness,
                build);
    }

    /**
     * The thirteen.
     *
     * @param values what the values mean
     * @param rows those selected
     * @param when when they are served
     * @param naming which labels are as Docker's kubelet gave them
     */
    public record SeriesConfig(SeriesValues values, List<Series> rows, SeriesWhen when, DockerNaming naming) {

        /** All thirteen where the kubelet lacks them, with the node's own labels. */
        public static SeriesConfig of(SeriesValues values) {
            return new SeriesConfig(values, Series.ALL, SeriesWhen.MISSING, DockerNaming.NONE);
        }
    }

    /**
     * The compatibility endpoint.
     *
     * @param keepTimestamps whether the kubelet's time stamps stay
     */
    public record CadvisorConfig(boolean keepTimestamps) {

        /** As the kubelet prints it. */
        public static final CadvisorConfig DEFAULT = new CadvisorConfig(true);
    }
}
