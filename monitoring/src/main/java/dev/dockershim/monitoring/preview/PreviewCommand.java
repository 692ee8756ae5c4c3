package dev.dockershim.monitoring.preview;

import dev.dockershim.exporter.cli.MigrationDemo;
import dev.dockershim.exporter.demo.DemoPrometheus;
import dev.dockershim.exporter.demo.PrometheusSettings;
import dev.dockershim.monitoring.demo.DemoFleet;
import dev.dockershim.monitoring.grafana.Dashboard;
import dev.dockershim.monitoring.grafana.TimeWindow;
import dev.dockershim.monitoring.panels.StoreReadiness;
import dev.dockershim.monitoring.prometheus.PrometheusClient;
import dev.dockershim.monitoring.prometheus.PrometheusException;
import dev.dockershim.monitoring.promql.PromDuration;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code make preview}. */
@Command(
        name = "preview",
        description = "Draws the dashboards from what a Prometheus answers: that of --prometheus.url, or one that is"
                + " started with the demo for it.",
        customSynopsis = "make preview [ARGS=\"flags\"]",
        sortOptions = false)
public final class PreviewCommand implements Callable<Integer> {

    private static final int PICTURE_WIDTH = 1400;
    private static final Duration STEP = Duration.ofSeconds(6);
    private static final Map<String, Map<String, String>> OF_THE_DEMO = Map.of(
            "overview", Map.of("cluster", DemoFleet.MIGRATION),
            "workloads", Map.of("cluster", DemoFleet.MIGRATION),
            "node", Map.of("cluster", DemoFleet.MIGRATION, "node", "worker-2"));

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--prometheus.url",
            paramLabel = "URL",
            converter = PrometheusUrl.class,
            description = "A Prometheus that is there already.")
    private @Nullable URI url;

    @Option(
            names = "--range",
            paramLabel = "DURATION",
            defaultValue = "6h",
            description = "How far back to look, but not before the first sample of the demo. Default: 6h.")
    private String range = "6h";

    @Option(
            names = "--scrape-interval",
            paramLabel = "DURATION",
            defaultValue = "15s",
            description = "That of the data source at --prometheus.url. Default: 15s.")
    private String scrapeInterval = "15s";

    @Option(
            names = "--var",
            paramLabel = "NAME=VALUE",
            description =
                    "A variable's value, in each dashboard that has it. Default: All, and of the demo the nodes that"
                            + " move.")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Option(names = "--pictures", description = "Write docs/images/dashboards/*.png too. Needs Chromium.")
    private boolean pictures;

    @Option(names = "--repository", paramLabel = "DIR", defaultValue = ".", hidden = true)
    private Path repository = Path.of(".");

    @Option(names = "--help", usageHelp = true, description = "Print this, and end.")
    @SuppressWarnings("UnusedVariable")
    private boolean help;

    /** Ends with 2 for wrong flags, and with 1 where there is no answer. */
    public static void main(String... arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command; what is wrong with its flags is one line. */
    static CommandLine commandLine() {
        return new CommandLine(new PreviewCommand()).setParameterExceptionHandler((e, arguments) -> {
            refuse(e.getCommandLine(), e);
            return e.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
        });
    }

    private static void refuse(CommandLine commandLine, Exception e) {
        commandLine
                .getErr()
                .println("preview: " + String.valueOf(e.getMessage()).replaceAll("\\R\\s*", " "));
        commandLine.getErr().flush();
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            if (url != null) {
                Instant now = Instant.now();
                TimeWindow window = TimeWindow.of(now.minus(duration(range)), now, duration(scrapeInterval));
                // A panel shows the error of its query; one that all of them would have is told here.
                new PrometheusClient(url).instant("1", now);
                write(out, url, window);
            } else {
                ofDemo(out);
            }
            return 0;
        } catch (IOException | PrometheusException | IllegalStateException e) {
            refuse(spec.commandLine(), e);
            return 1;
        }
    }

    private void ofDemo(PrintWriter out) throws IOException, InterruptedException {
        // What demo nodes lack on purpose is not for whoever looks at dashboards.
        Logger.getLogger("").setLevel(Level.SEVERE);
        PrometheusSettings settings;
        try {
            settings = PrometheusSettings.of(PrometheusSettings.DEFAULT_PROGRAM, "127.0.0.1:0");
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        say(out, "starting the demo, and a Prometheus that scrapes it");
        try (DemoFleet fleet = DemoFleet.start();
                DemoPrometheus prometheus =
                        DemoPrometheus.start(settings, fleet.targets(), DemoPrometheus.timeLapseRules())) {
            PrometheusClient client = new PrometheusClient(prometheus.url());
            say(out, "ten of its nodes move, and all are looked at until there is enough to show");
            migrate(fleet.migration());
            StoreReadiness.await(client, fleet.targets().size());
            Instant now = Instant.now();
            Instant first = StoreReadiness.first(client);
            Instant from = now.minus(duration(range));
            write(out, prometheus.url(), TimeWindow.of(first.isAfter(from) ? first : from, now, Duration.ofSeconds(1)));
        }
    }

    /** Most of the way: a burn-down that has reached its end shows least of what there is to see. */
    private static void migrate(MigrationDemo migration) throws IOException, InterruptedException {
        for (int step = 0; step < migration.steps() * 2 / 3; step++) {
            // The pace of the time-lapse; nothing is waited for.
            Thread.sleep(STEP.toMillis());
            migration.advance();
        }
    }

    private void write(PrintWriter out, URI prometheus, TimeWindow window) throws IOException, InterruptedException {
        List<Dashboard> dashboards = Dashboard.in(repository.resolve("dashboards"));
        Path directory = repository.resolve("monitoring/target/preview");
        List<Preview.Written> pages =
                new Preview(new PrometheusClient(prometheus), window).write(dashboards, chosen(dashboards), directory);
        pages.forEach(page -> say(out, page.summary()));
        if (pictures) {
            Chromium chromium =
                    Chromium.find().orElseThrow(() -> new IOException("--pictures: there is no chromium on the PATH"));
            for (Preview.Written page : pages) {
                Path picture = repository
                        .resolve("docs/images/dashboards")
                        .resolve(page.dashboard().name() + ".png");
                chromium.picture(page.page(), picture, PICTURE_WIDTH, page.height());
                say(out, picture.toString());
            }
        }
        say(out, "open " + directory.resolve("index.html").toAbsolutePath().normalize());
    }

    /** What is given holds for all; of the demo, what looks best is chosen where nothing is. */
    private Map<String, Map<String, String>> chosen(List<Dashboard> dashboards) {
        if (variables.isEmpty()) {
            return url == null ? OF_THE_DEMO : Map.of();
        }
        return dashboards.stream().collect(Collectors.toMap(Dashboard::name, dashboard -> variables));
    }

    private Duration duration(String text) {
        try {
            return Duration.ofMillis(PromDuration.millis(text));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
