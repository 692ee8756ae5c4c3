package dev.dockershim.exporter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnswerShapeTest {

    private static final String UID = "176050bcd2aa7307c8e5bbbec7e7c33e";
    private static final String ID = "9be25294016e2dc0340dd605ce1f57b492039b267a6a618a7ad2a7a58a740f32";

    @Test
    void nodesAttemptsUidsAndIdsDoNotCount() {
        assertThat(shape("k8s_app_web-0-node-a_prod_" + UID + "_0", "web-0-node-a"))
                .isEqualTo(shape("k8s_app_web-0-node-b_prod_3f1c2b7e-6d1a-4e0f-9a53-0c9d7b1e2a44_12", "web-0-node-b"));
        assertThat(AnswerShape.of(Map.of("id", "/a", "device", "/dev/sda1", "pod", "web-0")))
                .isEqualTo(AnswerShape.of(Map.of("image", "b", "pod", "web-0")));
    }

    @Test
    void theFormOfTheNameCounts() {
        String docker = "k8s_app_web-0_prod_" + UID + "_0";
        assertThat(List.of(ID, docker + "_1a2b3c4d", "k8s_app_web-0_prod_" + UID + "_", "k8s_app_web-0_prod__0"))
                .allSatisfy(name -> assertThat(shape(name, "web-0")).isNotEqualTo(shape(docker, "web-0")));
    }

    @Test
    void aDifferenceNamesTheQueryAndBothSides() {
        OldQuery query = new OldQuery("q", "x", "p", List.of(), false, false, false, null);
        AnswerShape app = AnswerShape.of(Map.of("container", "app"));
        AnswerShape flaky = AnswerShape.of(Map.of("container", "flaky"));
        AnswerShape pause = AnswerShape.of(Map.of("container", "POD"));
        Answers truth = answers(query, Set.of(app, flaky));
        Answers other = answers(query, Set.of(app, pause));

        assertThat(other.differencesFrom(truth, any -> true, any -> true))
                .containsExactly("q: missing [{container=flaky}], more [{container=POD}]");
        assertThat(answers(query, Set.of(app)).differencesFrom(truth, any -> true, shape -> !shape.equals(flaky)))
                .isEmpty();
        assertThat(other.differencesFrom(truth, any -> false, any -> true)).isEmpty();
        assertThat(truth.differencesFrom(truth, any -> true, any -> true)).isEmpty();
        assertThat(other.answeredAs(truth)).isEmpty();
        assertThat(other.answered()).containsExactly("q");
    }

    private static Answers answers(OldQuery query, Set<AnswerShape> shapes) {
        Map<OldQuery, Set<AnswerShape>> byQuery = new LinkedHashMap<>();
        byQuery.put(query, shapes);
        return new Answers(byQuery);
    }

    private static AnswerShape shape(String name, String pod) {
        return AnswerShape.of(Map.of("name", name, "pod", pod));
    }
}
