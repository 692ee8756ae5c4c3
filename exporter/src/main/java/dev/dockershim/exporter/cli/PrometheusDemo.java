package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.demo.DemoPrometheus;
import dev.dockershim.exporter.demo.PrometheusNews;
import dev.dockershim.exporter.demo.PrometheusSettings;
import java.io.IOException;

/** The Prometheus beside a demo. */
final class PrometheusDemo {

    private PrometheusDemo() {}

    /**
     * Starts it on all that can be scraped, says where it is, and from then on what it finds out.
     *
     * @throws IOException with one line for the user if it does not start
     */
    static void start(PrometheusSettings settings, RunningDemo running, DemoConsole console)
            throws IOException, InterruptedException {
        DemoPrometheus prometheus =
                running.keep(DemoPrometheus.start(settings, running.targets(), DemoPrometheus.timeLapseRules()));
        console.say(prometheus.alertsPage() + "  Prometheus: alerts on a time-lapse, an hour takes two seconds");
        running.keep(PrometheusNews.start(prometheus, console::say));
    }
}
