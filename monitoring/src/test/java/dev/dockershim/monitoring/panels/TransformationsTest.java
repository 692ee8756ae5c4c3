package dev.dockershim.monitoring.panels;

import static dev.dockershim.monitoring.panels.PanelSamples.answer;
import static dev.dockershim.monitoring.panels.PanelSamples.one;
import static dev.dockershim.monitoring.panels.PanelSamples.panel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockershim.monitoring.grafana.Panel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TransformationsTest {

    private static final Panel TWO = panel("table", "", "", "");

    private static JsonNode json(String json) {
        return JsonMapper.shared().readTree(json.replace('\'', '"'));
    }

    private static final JsonNode MERGE = json("[{'id':'merge','options':{}}]");

    @Test
    void aLoneAnswersValueHasNoLetter() {
        Answer empty = answer(TWO, 0);
        Answer filled = answer(TWO, 1, one(1, "node", "a"));

        assertThat(Table.of(List.of(empty, filled)))
                .singleElement()
                .satisfies(table -> assertThat(table.columns()).containsExactly("Time", "node", "Value"));
        assertThat(Table.of(List.of(filled, filled)).get(0).columns()).containsExactly("Time", "node", "Value #B");
    }

    @Test
    void rowsThatAgreeAreOne() {
        Table merged = Transformations.apply(
                MERGE,
                Table.of(List.of(
                        answer(
                                TWO,
                                0,
                                one(1, "node", "a", "phase", "migrated"),
                                one(1, "node", "b", "phase", "unknown")),
                        answer(TWO, 1, one(7, "node", "a")))));

        assertThat(merged.columns()).containsExactly("Time", "node", "phase", "Value #A", "Value #B");
        assertThat(merged.rows())
                .containsExactly(
                        Map.of("Time", 1010.0, "node", "a", "phase", "migrated", "Value #A", 1.0, "Value #B", 7.0),
                        Map.of("Time", 1010.0, "node", "b", "phase", "unknown", "Value #A", 1.0));
    }

    @Test
    void rowsThatContradictEachOtherStayTwo() {
        Table merged = Transformations.apply(
                MERGE,
                Table.of(List.of(
                        answer(TWO, 0, one(1, "node", "a", "by", "x"), one(2, "node", "a", "by", "y")),
                        answer(TWO, 1, one(7, "node", "a", "by", "x")))));

        assertThat(merged.rows()).hasSize(2);
    }

    @Test
    void columnsAreChosenOrderedAndRenamed() {
        JsonNode transformations = json("[{'id':'merge','options':{}},"
                + "{'id':'filterFieldsByName','options':{'include':{'names':['node','phase','Value']}}},"
                + "{'id':'organize','options':{'excludeByName':{'node':true},'indexByName':{'Value':0,'phase':1},"
                + "'renameByName':{'Value':'Number'}}}]");

        Table table = Transformations.apply(
                transformations, Table.of(List.of(answer(TWO, 0, one(3, "node", "a", "phase", "migrated", "x", "y")))));

        assertThat(table.columns()).containsExactly("Number", "phase");
        assertThat(table.rows()).containsExactly(Map.of("Number", 3.0, "phase", "migrated"));
    }

    @Test
    void whatIsNotKnownIsNotLeftOut() {
        List<Table> tables = Table.of(List.of(answer(TWO, 0, one(1)), answer(TWO, 1, one(2))));

        assertThatThrownBy(() -> Transformations.apply(json("[{'id':'pivot'}]"), tables))
                .isInstanceOf(UnsupportedPanelException.class);
        assertThatThrownBy(() -> Transformations.apply(json("[]"), tables))
                .isInstanceOf(UnsupportedPanelException.class);
    }
}
