package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.demo.DemoPrometheus;
import dev.dockershim.exporter.demo.DemoTarget;
import dev.dockershim.exporter.demo.PrometheusNews;
import dev.dockershim.exporter.demo.PrometheusSettings;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Predicate;

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
        List<DemoTarget> targets = running.targets();
        DemoPrometheus prometheus =
                running.keep(DemoPrometheus.start(settings, targets, DemoPrometheus.timeLapseRules()));
        console.say(line(prometheus.alertsPage(), targets));
        running.keep(PrometheusNews.start(prometheus, told(targets), console::say));
    }

    /**
     * The clusters that the terminal tells of. Where nodes move it is these alone: what the recorded parts set off would
     * push all else off the screen.
     */
    static Predicate<String> told(List<DemoTarget> targets) {
        return targets.stream().anyMatch(PrometheusDemo::moves) ? MigrationDemo.CLUSTER::equals : cluster -> true;
    }

    /** Where the alerts are, and which of them are there alone. */
    static String line(URI alertsPage, List<DemoTarget> targets) {
        Predicate<String> told = told(targets);
        boolean isAllTold = targets.stream().map(DemoTarget::cluster).allMatch(told);
        return alertsPage + "  Prometheus: alerts on a time-lapse, an hour takes two seconds"
                + (isAllTold ? "" : "; those of the recorded parts are on this page only");
    }

    private static boolean moves(DemoTarget target) {
        return target.cluster().equals(MigrationDemo.CLUSTER);
    }
}
