package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.agent.AgentConfig.CadvisorConfig;
import dev.dockershim.exporter.agent.AgentConfig.SeriesConfig;
import dev.dockershim.exporter.containerfs.SeriesFamilies;
import dev.dockershim.exporter.containerfs.SeriesValues;
import dev.dockershim.exporter.containerfs.SeriesWhen;
import dev.dockershim.exporter.naming.DockerImageForm;
import dev.dockershim.exporter.naming.DockerNaming;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The flags of the thirteen series. */
final class SeriesOptions {

    @Option(
            names = "--series.values",
            paramLabel = "MEANING",
            defaultValue = "corrected",
            converter = ValuesConverter.class,
            description = "corrected: what HELP says. dockershim: bug for bug as Kubernetes 1.21 to 1.23."
                    + " Default: corrected.")
    SeriesValues values = SeriesValues.CORRECTED;

    @Option(
            names = "--series.families",
            paramLabel = "NAMES",
            defaultValue = SeriesFamilies.ALL,
            description = "all; kube-prometheus-stack: the six that the chart keeps; or names parted by commas, such as"
                    + " usage_bytes,limit_bytes. Default: all.")
    String families = SeriesFamilies.ALL;

    @Option(
            names = "--series.when",
            paramLabel = "WHEN",
            defaultValue = "missing",
            converter = WhenConverter.class,
            description =
                    "missing: what the kubelet does not serve itself. always: whatever it serves. shadow: nothing,"
                            + " compare with the kubelet's. Default: missing.")
    SeriesWhen when = SeriesWhen.MISSING;

    @Option(
            names = "--docker.naming",
            paramLabel = "PARTS",
            defaultValue = "none",
            description = "Labels as Docker's kubelet gave them: all, none, or any of name,image,id,pod-container,"
                    + "legacy-labels. Default: none.")
    String naming = "none";

    @Option(
            names = "--docker.image-form",
            paramLabel = "FORM",
            defaultValue = "id",
            converter = ImageFormConverter.class,
            description = "What image is in docker naming: id, or the digest of an image pulled anew. Default: id.")
    DockerImageForm imageForm = DockerImageForm.ID;

    @Option(
            names = "--cadvisor.timestamps",
            paramLabel = "WHICH",
            defaultValue = "keep",
            converter = TimestampsConverter.class,
            description = "keep or drop the kubelet's time stamps at /metrics/cadvisor. Default: keep.")
    Timestamps timestamps = Timestamps.KEEP;

    @Option(
            names = "--collector.container-info",
            description = "Serve dockershim_bridge_container_info, each container's names for joins. Default: off.")
    boolean containerInfo;

    /** What becomes of the kubelet's time stamps. */
    enum Timestamps {
        KEEP,
        DROP
    }

    SeriesConfig toConfig() {
        return new SeriesConfig(values, SeriesFamilies.parse(families), when, DockerNaming.parse(naming, imageForm));
    }

    CadvisorConfig cadvisor() {
        return new CadvisorConfig(timestamps == Timestamps.KEEP);
    }

    static final class ValuesConverter implements ITypeConverter<SeriesValues> {
        @Override
        public SeriesValues convert(String value) throws TypeConversionException {
            return LogOptions.choice(SeriesValues.class, value);
        }
    }

    static final class WhenConverter implements ITypeConverter<SeriesWhen> {
        @Override
        public SeriesWhen convert(String value) throws TypeConversionException {
            return LogOptions.choice(SeriesWhen.class, value);
        }
    }

    static final class ImageFormConverter implements ITypeConverter<DockerImageForm> {
        @Override
        public DockerImageForm convert(String value) throws TypeConversionException {
            return LogOptions.choice(DockerImageForm.class, value);
        }
    }

    static final class TimestampsConverter implements ITypeConverter<Timestamps> {
        @Override
        public Timestamps convert(String value) throws TypeConversionException {
            return LogOptions.choice(Timestamps.class, value);
        }
    }
}
