package dev.dockershim.exporter.telemetry;

import dev.dockershim.exporter.webconfig.WebConfigState;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** {@code web_config_*}: how the file of {@code --web.config.file} does; nothing without one. */
public final class WebConfigTelemetry extends Collector {

    private static final String PREFIX = Telemetry.PREFIX + "web_config_";

    private final Supplier<WebConfigState> state;

    /** Of the state at each scrape. */
    public WebConfigTelemetry(Supplier<WebConfigState> state) {
        this.state = state;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        WebConfigState now = state.get();
        List<MetricFamilySamples> families = new ArrayList<>();
        families.add(new GaugeMetricFamily(
                PREFIX + "last_reload_successful",
                "Whether the file of --web.config.file could be used when it was last read; if not, what it said before"
                        + " still holds.",
                now.usable() ? 1 : 0));
        families.add(new GaugeMetricFamily(
                PREFIX + "last_reload_success_timestamp_seconds",
                "When the file of --web.config.file was last read and could be used.",
                now.loaded().toEpochMilli() / 1e3));
        if (now.certificateEnd() != null) {
            families.add(new GaugeMetricFamily(
                    PREFIX + "certificate_not_after_timestamp_seconds",
                    "When the certificate that this server shows ends.",
                    now.certificateEnd().getEpochSecond()));
        }
        return families;
    }
}
