package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.containerfs.Series;
import dev.dockershim.exporter.containerfs.SeriesFamilies;
import dev.dockershim.exporter.containerfs.SeriesValues;
import java.util.List;
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

    List<Series> rows() {
        return SeriesFamilies.parse(families);
    }

    static final class ValuesConverter implements ITypeConverter<SeriesValues> {
        @Override
        public SeriesValues convert(String value) throws TypeConversionException {
            return LogOptions.choice(SeriesValues.class, value);
        }
    }
}
