package dev.dockershim.exporter.cadvisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerTableTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 1000})
    void findsEachIdAndNoOther(int count) {
        Random random = new Random(count);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // Half of them begin alike, so that they meet in the table.
            ids.add(
                    i % 2 == 0
                            ? RandomAnswer.id(random)
                            : "e".repeat(40) + RandomAnswer.id(random).substring(40));
        }
        ContainerTable table = new ContainerTable(ids.stream()
                .map(id -> new ContainerRelabeling(id, "", "", "", Map.of()))
                .toList());

        assertThat(table.size()).isEqualTo(count);
        for (int i = 0; i < count; i++) {
            assertThat(table.byId(("/" + ids.get(i) + ".scope").getBytes(StandardCharsets.US_ASCII), 1))
                    .isEqualTo(i);
        }
        for (int i = 0; i < 1000; i++) {
            byte[] stranger =
                    ("e".repeat(32) + RandomAnswer.id(random).substring(32)).getBytes(StandardCharsets.US_ASCII);
            assertThat(table.byId(stranger, 0)).isEqualTo(ContainerTable.NONE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "A0000000000000000000000000000000000000000000000000000000000000000", "é"})
    void refusesWhatIsNoId(String id) {
        assertThatThrownBy(() -> new ContainerTable(List.of(new ContainerRelabeling(id, "", "", "", Map.of()))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "device", "pod_name", "container_name"})
    void refusesLabelsThatItDoesNotKeep(String name) {
        ContainerRelabeling row = new ContainerRelabeling(null, "", "", "", Map.of(name, new LabelValue("v", true)));

        assertThatThrownBy(() -> new ContainerTable(List.of(row))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rowsDoNotChangeAfterwards() {
        Map<String, LabelValue> labels = new HashMap<>(Map.of("pod", new LabelValue("p", true)));
        ContainerRelabeling row = new ContainerRelabeling(null, "", "", "", labels);
        labels.clear();

        assertThat(row.labels()).containsOnlyKeys("pod");
    }
}
