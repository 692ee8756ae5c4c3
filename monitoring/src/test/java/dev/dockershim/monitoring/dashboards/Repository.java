package dev.dockershim.monitoring.dashboards;

import dev.dockershim.monitoring.grafana.Dashboard;
import java.nio.file.Path;
import java.util.List;

/** Where the files of the repository are. */
final class Repository {

    static final Path ROOT = Path.of(System.getProperty("repository", "..")).normalize();

    private Repository() {}

    static List<Dashboard> dashboards() {
        return Dashboard.in(ROOT.resolve("dashboards"));
    }
}
