package dev.dockershim.exporter.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The packaged demo's cluster: its watcher, and the report of it. */
class DemoClusterIT {

    private static final Pattern KUBECONFIG = Pattern.compile("KUBECONFIG=(\\S+)");

    @Test
    void aWatcherServesItAndAReportIsMadeOfIt() {
        Path kubeconfig;
        try (ExporterProcess demo = ExporterProcess.start(
                "demo", "--demo.node=none", "--demo.cluster=true", "--web.listen-address=127.0.0.1:0")) {
            assertThat(demo.metrics())
                    .contains(
                            "dockershim_cluster_server_minor 23",
                            "dockershim_node_phase{node=\"general-1\",observer=\"watcher\",phase=\"dockershim\"} 1",
                            "dockershim_workload_docker_access_pods{observer=\"watcher\",namespace=\"ci\"");
            assertThat(demo.get("/").text()).contains("general-1");
            Matcher printed = KUBECONFIG.matcher(demo.output());
            assertThat(printed.find()).isTrue();
            kubeconfig = Path.of(printed.group(1));
            assertThat(kubeconfig).exists();

            ExporterProcess.Ended report = ExporterProcess.toItsEnd(
                    "report", "--kubeconfig=" + kubeconfig, "--for-version=1.24", "--output=markdown");
            assertThat(report.exitCode()).as(report.errors()).isEqualTo(1);
            assertThat(report.output()).contains("general-1");
        }
        assertThat(kubeconfig).doesNotExist();
        assertThat(kubeconfig.getParent()).doesNotExist();
    }

    @Test
    void onceIsEnoughToSeeThatItWorks() {
        ExporterProcess.Ended once = ExporterProcess.toItsEnd(
                "demo",
                "--demo.once",
                "--demo.node=none",
                "--demo.cluster=true",
                "--web.listen-address=127.0.0.1:0",
                "--log.level=error");
        assertThat(once.exitCode()).as(once.errors()).isZero();
        assertThat(once.output()).containsPattern("the watcher of a cluster of its own; [^:]*: [1-9][0-9]+ samples");
    }
}
