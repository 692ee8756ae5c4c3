package dev.dockershim.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The table of values in the chart's README is made from the comments of values.yaml. */
class ChartReadmeTest {

    private static final Path README = Chart.DIRECTORY.resolve("README.md");
    private static final String BEGIN = "<!-- Values: made from values.yaml by `make docs`. -->\n";
    private static final String END = "<!-- End of values. -->\n";
    private static final Pattern FLAG = Pattern.compile("`(--[a-z.-]+)`");

    @Test
    void theTableOfValuesIsThatOfTheComments() throws IOException {
        String text = Files.readString(README);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        assertThat(begin).as("README.md has the line " + BEGIN).isNotNegative();
        assertThat(end).as("README.md has the line " + END).isGreaterThan(begin);

        String made = text.substring(0, begin) + BEGIN + table() + text.substring(end);

        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(README, made);
        }
        assertThat(README)
                .as("made from values.yaml: run make docs and look at the difference")
                .hasContent(made);
    }

    @Test
    void flagsThatAreNamedExist() {
        String documented = Chart.read(Chart.REPOSITORY.resolve("docs/flags.md"));
        TreeSet<String> named = new TreeSet<>();
        Matcher flags = FLAG.matcher(Chart.text("values.yaml"));
        while (flags.find()) {
            named.add(flags.group(1));
        }

        assertThat(named)
                .hasSizeGreaterThan(20)
                .allSatisfy(flag -> assertThat(documented).containsPattern("\\| `" + Pattern.quote(flag) + "[=`]"));
    }

    @Test
    void aValueWithoutACommentIsFound() {
        assertThatThrownBy(() -> Values.described("a:\n  # -- One.\n  b: 1\n  c: 2\n"))
                .hasMessage("values.yaml: nothing is said of a.c");
        assertThatThrownBy(() -> Values.described("# -- One.\n\na: 1\n"))
                .hasMessage("values.yaml: no value below the comment: One.");
    }

    @Test
    void aDescribedValueAnswersForWhatIsBelow() {
        List<Values.Value> values = Values.described("""
                a:
                  # -- First.
                  b:
                    c: 1
                  # -- Second.
                  d: two
                """);

        assertThat(values).extracting(Values.Value::path).containsExactly("a.b", "a.d");
        assertThat(values).extracting(Values.Value::comment).containsExactly("First.", "Second.");
        assertThat(values.get(0).value()).hasToString("{\"c\":1}");
    }

    private static String table() {
        StringBuilder table = new StringBuilder("\n| value | default | |\n|---|---|---|\n");
        for (Values.Value value : Values.described(Chart.text("values.yaml"))) {
            table.append("| `")
                    .append(value.path())
                    .append("` | ")
                    .append(code(value.value()))
                    .append(" | ")
                    .append(cell(value.comment()))
                    .append(" |\n");
        }
        return table.append('\n').toString();
    }

    /** A default; nothing for an empty one. */
    private static String code(JsonNode value) {
        boolean none = value.isNull()
                || (value.isString() && value.asString().isEmpty())
                || (value.isContainer() && value.isEmpty());
        return none ? "" : "`" + cell(value.isString() ? value.asString() : value.toString()) + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
