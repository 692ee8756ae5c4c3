package dev.dockershim.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of the chart's README can be used as they stand. */
class ChartReadmeIT {

    private static final Pattern VALUES = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern INLINE = Pattern.compile("`([a-z]\\w+: \\{[^`]+})`");

    static Stream<String> examples() {
        String readme = Chart.text("README.md");
        String text = readme.substring(0, readme.indexOf("## Values"));
        List<String> examples = new ArrayList<>();
        Matcher blocks = VALUES.matcher(text);
        while (blocks.find()) {
            examples.add(blocks.group(1));
        }
        Matcher words = INLINE.matcher(text);
        while (words.find()) {
            examples.add(
                    "podSecurityContext".equals(words.group(1).split(":", 2)[0])
                            ? "{agent: {" + words.group(1) + "}, watcher: {" + words.group(1) + "}}"
                            : words.group(1));
        }
        return examples.stream();
    }

    @Test
    void thereAreSome() {
        assertThat(examples()).hasSizeGreaterThan(9);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleRenders(String values) {
        String rendered =
                Helm.template(Chart.DIRECTORY, Helm.RELEASE, Yaml.tree(values)).orFail();

        assertThat(Yaml.objects(rendered)).hasSizeGreaterThan(7);
        // It is no default in other words.
        assertThat(rendered)
                .isNotEqualTo(Helm.template(Chart.DIRECTORY, Helm.RELEASE, Yaml.tree("{}"))
                        .orFail());
    }
}
