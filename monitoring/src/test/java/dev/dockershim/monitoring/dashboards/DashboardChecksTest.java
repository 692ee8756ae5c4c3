package dev.dockershim.monitoring.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.monitoring.grafana.Dashboard;
import dev.dockershim.monitoring.metrics.DocumentedMetrics;
import dev.dockershim.monitoring.promql.KnownMetrics;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks of dashboards find what is wrong: one mistake at a time is made in a dashboard that is well. */
class DashboardChecksTest {

    private static final KnownMetrics KNOWN = DocumentedMetrics.all();

    private static final String GOOD = """
            {
              "uid": "u", "title": "T", "tags": ["t"],
              "links": [{"type": "dashboards", "tags": ["t"], "url": ""}],
              "templating": {"list": [
                {"type": "datasource", "name": "datasource", "query": "prometheus"},
                {"type": "query", "name": "cluster", "datasource": {"type": "prometheus", "uid": "${datasource}"},
                 "query": {"query": "label_values(dockershim_bridge_build_info, cluster)"}, "includeAll": true}
              ]},
              "panels": [
                {"id": 1, "type": "row", "title": "Row", "gridPos": {"x": 0, "y": 0, "w": 24, "h": 1}},
                {"id": 2, "type": "timeseries", "title": "Phases", "description": "D",
                 "gridPos": {"x": 0, "y": 1, "w": 12, "h": 8},
                 "datasource": {"type": "prometheus", "uid": "${datasource}"},
                 "links": [{"title": "other", "url": "/d/u?var=1"}],
                 "options": {"legend": {"showLegend": true}},
                 "fieldConfig": {"defaults": {"unit": "short", "noValue": "none"}, "overrides": []},
                 "targets": [{"refId": "A", "datasource": {"type": "prometheus", "uid": "${datasource}"},
                   "legendFormat": "{{phase}}",
                   "expr": "sum by (phase) (dockershim_node_phase{cluster=~\\"$cluster\\"})"}]},
                {"id": 3, "type": "table", "title": "Table", "description": "D",
                 "gridPos": {"x": 12, "y": 1, "w": 12, "h": 8},
                 "datasource": {"type": "prometheus", "uid": "${datasource}"},
                 "options": {"sortBy": [{"displayName": "Number"}]},
                 "fieldConfig": {"defaults": {"unit": "short", "noValue": "none"}, "overrides": [
                   {"matcher": {"id": "byName", "options": "Number"}, "properties": []}]},
                 "transformations": [
                   {"id": "filterFieldsByName", "options": {"include": {"names": ["phase", "Value"]}}},
                   {"id": "organize", "options": {"indexByName": {"phase": 0}, "renameByName": {"Value": "Number"}}}],
                 "targets": [{"refId": "A", "datasource": {"type": "prometheus", "uid": "${datasource}"},
                   "expr": "sum by (phase) (dockershim_node_phase)"}]}
              ]
            }""";

    private static List<String> problems(String json) {
        Dashboard dashboard = Dashboard.of("t", json);
        List<String> problems = new ArrayList<>();
        problems.addAll(LayoutCheck.problems(dashboard));
        problems.addAll(TextCheck.problems(dashboard));
        problems.addAll(DatasourceCheck.problems(dashboard));
        problems.addAll(ExpressionCheck.problems(dashboard, KNOWN));
        problems.addAll(FieldCheck.problems(dashboard, KNOWN));
        problems.addAll(LinkCheck.problems(dashboard, List.of(dashboard)));
        return problems;
    }

    @Test
    void aGoodOneHasNoProblem() {
        assertThat(problems(GOOD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"id\": 3, | \"id\": 2, | its own: 2",
                "\"x\": 12, \"y\": 1 | \"x\": 13, \"y\": 1 | 'Table' leaves the grid",
                "\"x\": 12, \"y\": 1 | \"x\": 11, \"y\": 1 | 'Phases' and 'Table' overlap",
                "\"title\": \"Table\" | \"title\": \"\" | panel 3 has no title",
                "\"description\": \"D\", | \"description\": \"\", | 'Phases' has no description",
                "\"unit\": \"short\", | `` | has no unit",
                ", \"noValue\": \"none\" | `` | does not say what it means that there is nothing",
                "{{phase}} | `` | does not name the series of A",
                "{{phase}} | {{node}} | the legend names node",
                "\"showLegend\": true | \"showLegend\": false | 'Phases' has no legend",
                "${datasource} | abc | data source of",
                "\"query\": \"prometheus\" | \"query\": \"loki\" | no variable datasource of Prometheus",
                "\"datasource\": {\"type\": \"prometheus\", \"uid\": \"${datasource}\"}, | `` | does not name its data source",
                "{cluster=~\\\"$cluster\\\"} | `` | variable cluster is defined and not used",
                "$cluster | $nodes | variable nodes is used and not defined",
                "dockershim_node_phase{ | dockershim_node_fase{ | no metric dockershim_node_fase",
                "{cluster=~\\\"$cluster\\\"} | {cluster=~\\\"$cluster\\\",job=\\\"x\\\"} | fixed to job=\"x\"",
                "{cluster=~\\\"$cluster\\\"} | {cluster=~\\\"$cluster\\\" | expected '}'",
                "\"legendFormat\" | \"interval\": \"1m\", \"legendFormat\" | a least step is for rates",
                "(dockershim_node_phase) | (rate(dockershim_node_phase[$__rate_interval])) | a least step is for rates",
                "label_values(dockershim_bridge_build_info, cluster) | label_values(dockershim_bridge_build_info, node) | no label node",
                "label_values(dockershim_bridge_build_info, cluster) | metrics(x) | is no label_values",
                "[\"phase\", \"Value\"] | [\"node\", \"phase\", \"Value\"] | keeps 'node'",
                "{\"phase\": 0} | {\"fase\": 0} | orders 'fase'",
                "{\"Value\": \"Number\"} | {\"Values\": \"Number\"} | renames 'Values'",
                "\"options\": \"Number\" | \"options\": \"Nr\" | changes 'Nr'",
                "\"displayName\": \"Number\" | \"displayName\": \"Nr\" | sorted by 'Nr'",
                "\"byName\" | \"byValue\" | overrides by",
                "\"organize\" | \"pivot\" | transforms by",
                "/d/u? | /d/v? | no dashboard has the uid",
                "/d/u?var=1 | javascript:x | neither a dashboard nor a page",
                "/d/u?var=1 | https://github.com/dockershim-exporter/dockershim-exporter/blob/main/docs/none.md | no page docs/none.md",
                "/d/u?var=1 | https://github.com/dockershim-exporter/dockershim-exporter/blob/main/docs/metrics.md#none | no #none in docs/metrics.md",
                "\"tags\": [\"t\"], \"url\" | \"tags\": [\"v\"], \"url\" | no dashboard has the tag v",
            })
    void oneMistakeIsFound(String good, String bad, String problem) {
        assertThat(GOOD).contains(good);

        assertThat(problems(GOOD.replace(good, bad)))
                .anySatisfy(found -> assertThat(found).contains(problem));
    }
}
