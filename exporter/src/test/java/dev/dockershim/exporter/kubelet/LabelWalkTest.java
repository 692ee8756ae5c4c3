package dev.dockershim.exporter.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelWalkTest {

    @Test
    void tellsWhereNamesAndValuesLie() {
        assertThat(walk("a=\"1\",id=\"\\\"}\\\\\",c=\"\"} 5")).containsExactly("a=1", "id=\\\"}\\\\", "c=", "}");
        assertThat(walk("}")).containsExactly("}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=\"1\",b=\"2\",}", " a=\"1\" , b=\"2\" }", "\ta = \"1\",b\t=\t\"2\" , }"})
    void blanksAndAnotherCommaMayStandBetween(String text) {
        assertThat(walk(text)).containsExactly("a=1", "b=2", "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a=\"1\"",
                "a=\"1\",",
                "a=\"1",
                "a=\"1\\",
                "a=\"1\\\"}",
                "a=1}",
                "a}",
                "a",
                "=\"1\"}",
                ",}",
                "a=\"1\" b=\"2\"}",
                "a=\"1\",,b=\"2\"}",
                "a b=\"1\"}",
                "{a=\"1\"}",
                "\"a\"=\"1\"}"
            })
    void aBrokenLineHasNoClosingBrace(String text) {
        assertThat(walk(text)).doesNotContain("}");
    }

    @Test
    void doesNotLookBehindTheLine() {
        byte[] text = "{a=\"1\"}".getBytes(StandardCharsets.UTF_8);
        LabelWalk walk = new LabelWalk(text);
        walk.start(1, text.length - 1);

        assertThat(walk.next()).isFalse();
        assertThat(walk.next()).isFalse();
        assertThat(walk.closingBrace()).isEqualTo(-1);
    }

    private static List<String> walk(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        LabelWalk walk = new LabelWalk(bytes);
        walk.start(0, bytes.length);
        List<String> found = new ArrayList<>();
        while (walk.next()) {
            found.add(text.substring(walk.nameStart(), walk.nameEnd())
                    + "="
                    + text.substring(walk.valueStart(), walk.valueEnd()));
        }
        if (walk.closingBrace() >= 0) {
            found.add(text.substring(walk.closingBrace(), walk.closingBrace() + 1));
        }
        return found;
    }
}
