package dev.dockershim.monitoring.preview;

import dev.dockershim.monitoring.grafana.Dashboard;
import dev.dockershim.monitoring.grafana.Panel;
import dev.dockershim.monitoring.grafana.Selection;
import dev.dockershim.monitoring.grafana.TimeWindow;
import dev.dockershim.monitoring.panels.Answer;
import dev.dockershim.monitoring.panels.PanelQueries;
import dev.dockershim.monitoring.panels.VariableValues;
import dev.dockershim.monitoring.prometheus.PrometheusClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks a store what dashboards ask, and writes a page of each, and one that leads to them. */
public final class Preview {

    /**
     * A page that was written.
     *
     * @param height when it is opened, in pixels
     */
    public record Written(Dashboard dashboard, Path page, int height, long panels, long empty, long errors) {

        /** In one line. */
        public String summary() {
            return page + ": " + panels + " panels, " + empty + " without data, " + errors + " with errors";
        }
    }

    private final PrometheusClient client;
    private final TimeWindow window;

    /** Of a store, in a time window. */
    public Preview(PrometheusClient client, TimeWindow window) {
        this.client = client;
        this.window = window;
    }

    /**
     * Writes the pages.
     *
     * @param chosen by variable, in each dashboard that has it; "All" of the others
     */
    public List<Written> write(List<Dashboard> dashboards, Map<String, String> chosen, Path directory)
            throws IOException {
        Files.createDirectories(directory);
        List<Written> written = new ArrayList<>();
        for (Dashboard dashboard : dashboards) {
            List<Selection> selections = VariableValues.of(dashboard, client, window, chosen);
            PanelQueries queries = new PanelQueries(client, window, selections);
            Map<Integer, List<Answer>> answers = new LinkedHashMap<>();
            for (Panel panel : dashboard.shown()) {
                answers.put(panel.id(), queries.ask(panel));
            }
            Path page = directory.resolve(dashboard.name() + ".html");
            Files.writeString(page, Page.of(dashboard, selections, queries, answers));
            written.add(new Written(
                    dashboard,
                    page,
                    Page.height(dashboard),
                    answers.size(),
                    answers.values().stream().filter(Preview::isEmpty).count(),
                    answers.values().stream().filter(Preview::hasError).count()));
        }
        Files.writeString(directory.resolve("index.html"), index(written));
        return written;
    }

    private static boolean isEmpty(List<Answer> answers) {
        return !answers.isEmpty() && answers.stream().allMatch(Answer::isEmpty);
    }

    private static boolean hasError(List<Answer> answers) {
        return answers.stream().anyMatch(answer -> !answer.error().isEmpty());
    }

    private static String index(List<Written> pages) {
        StringBuilder html = new StringBuilder(Page.head("Dashboards"))
                .append("<div class=\"index\"><h1>Dashboards</h1><p>Drawn from what a Prometheus answers, without a"
                        + " Grafana: what is shown is the same, how it looks is not.</p><ul>");
        for (Written page : pages) {
            html.append("<li><a href=\"%s\">%s</a><br>%s<br>%d panels, %d without data, %d with errors</li>"
                    .formatted(
                            page.page().getFileName(),
                            Html.escaped(page.dashboard().title()),
                            Html.escaped(page.dashboard().description()),
                            page.panels(),
                            page.empty(),
                            page.errors()));
        }
        return html.append("</ul></div></body></html>\n").toString();
    }
}
