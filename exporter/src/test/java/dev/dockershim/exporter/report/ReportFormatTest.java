package dev.dockershim.exporter.report;

import static dev.dockershim.exporter.report.Clusters.node;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.cluster.Distribution;
import dev.dockershim.exporter.docs.GeneratedFile;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.report.ReportFormat.Output;
import dev.dockershim.exporter.report.UpgradeQuestion.Assumption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ReportFormatTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Schema SCHEMA = schema();
    private static final String ESCAPE = "\u001b";

    private static Report report(ClusterReadiness readiness, @Nullable Integer minor) {
        return Report.of(
                readiness, minor == null ? null : new UpgradeQuestion(minor, false, Set.of()), true, Kubectl.PLAIN);
    }

    private static String write(Output output, Report report) {
        return new ReportFormat(output, false, 0, false, "1.2.3").write(report);
    }

    @ParameterizedTest
    @EnumSource(Output.class)
    void theSampleInEachForm(Output output) {
        String extension = switch (output) {
            case TABLE -> "txt";
            case JSON -> "json";
            case MARKDOWN -> "md";
            case HTML -> "html";
        };

        GeneratedFile.check(
                "golden",
                "exporter/src/test/resources/golden/report/sample." + extension,
                write(output, report(Clusters.sample(), 24)));
    }

    @Test
    void aTerminalsTable() {
        GeneratedFile.check(
                "golden",
                "exporter/src/test/resources/golden/report/terminal.txt",
                new ReportFormat(Output.TABLE, false, 100, false, "1.2.3").write(report(Clusters.sample(), null)));
    }

    @Test
    void whatWasRefusedAndHowToGrantIt() {
        GeneratedFile.check(
                "golden",
                "exporter/src/test/resources/golden/report/forbidden.txt",
                write(Output.TABLE, report(Clusters.nodesForbidden(), null)));
    }

    @ParameterizedTest
    @EnumSource(Output.class)
    void nothingButATableOnATerminalIsColoured(Output output) {
        Report report = report(Clusters.sample(), 24);

        assertThat(write(output, report)).doesNotContain(ESCAPE);
        assertThat(new ReportFormat(output, true, 100, true, "1.2.3")
                        .write(report)
                        .contains(ESCAPE))
                .isEqualTo(output == Output.TABLE);
    }

    @Test
    void coloursChangeNothingElse() {
        Report report = report(Clusters.sample(), 24);

        assertThat(new ReportFormat(Output.TABLE, true, 80, true, "1.2.3")
                        .write(report)
                        .replaceAll(ESCAPE + "\\[[0-9;]*m", ""))
                .isEqualTo(new ReportFormat(Output.TABLE, true, 80, false, "1.2.3").write(report));
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 100, 200})
    void linesFitTheTerminalButForCommands(int width) {
        assertThat(new ReportFormat(Output.TABLE, true, width, false, "1.2.3")
                        .write(report(Clusters.sample(), 24))
                        .lines()
                        .filter(line -> !line.startsWith("     ") || line.startsWith("     #")))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(width));
    }

    @Test
    void inAPipeARowIsALine() {
        assertThat(write(Output.TABLE, report(Clusters.sample(), 24)).lines().filter(line -> line.contains("worker-3")))
                .anyMatch(line -> line.contains("budget shop/db")
                        && line.contains("only pod of shop/db")
                        && line.contains("made by nothing: shop/debug"));
    }

    @Test
    void namesFromOutsideDoNothingInATable() {
        String text = new ReportFormat(Output.TABLE, true, 80, false, "1.2.3").write(report(Clusters.hostile(), 24));

        assertThat(text.codePoints().filter(point -> point != '\n').mapToObj(Character::getType))
                .doesNotContain((int) Character.CONTROL, (int) Character.FORMAT);
        assertThat(text).doesNotContain("kubectl cordon", "kubectl drain", "sudo");
    }

    @Test
    void namesFromOutsideDoNothingInMarkdown() {
        String text = write(Output.MARKDOWN, report(Clusters.hostile(), 24));

        assertThat(text).doesNotContain("<script>", "www.", "@all", ESCAPE, "`$(", "\u202e");
        assertThat(text).contains("\\<script\\>alert\\(1\\)\\</script\\>\\|\\*\\*x\\*\\*\\`\\$\\(reboot\\)\\`&#64;all");
        assertThat(text.lines().filter(line -> line.startsWith("|")))
                .allSatisfy(line -> assertThat(line).endsWith("|"));
    }

    @Test
    void namesFromOutsideDoNothingOnAPage() {
        String page = write(Output.HTML, report(Clusters.hostile(), 24));

        assertThat(page).doesNotContain("<script", ESCAPE, "\u202e");
        assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @Test
    void aPageAsksNobodyAndRunsNothing() {
        String page = write(Output.HTML, report(Clusters.sample(), 24)).toLowerCase(Locale.ROOT);

        assertThat(page)
                .contains("default-src 'none'")
                .doesNotContain("<script", "<img", "<link", "src=", "url(", "@import", "onload");
    }

    @Test
    void namesFromOutsideStayThemselvesInJson() {
        ClusterReadiness hostile = Clusters.hostile();

        assertThat(JSON.readTree(write(Output.JSON, report(hostile, 24)))
                        .at("/plan/0/node")
                        .asString())
                .isEqualTo(hostile.nodes().get(0).node().name());
    }

    static Stream<Report> reports() {
        Stream<Report> samples = Stream.of(
                report(Clusters.sample(), null),
                report(Clusters.sample(), 24),
                report(Clusters.hostile(), 27),
                report(Clusters.nodesForbidden(), 24),
                report(Clusters.of(), 24),
                Report.of(
                        Clusters.of(node("n", Phase.CRI_DOCKERD).kubelet("nonsense")),
                        new UpgradeQuestion(27, true, Set.of(Assumption.values())),
                        false,
                        new Kubectl("a b", "c")));
        Stream<Report> words = Arrays.stream(Distribution.values())
                .flatMap(distribution -> Arrays.stream(Phase.values())
                        .map(phase -> report(Clusters.of(node("n", phase).by(distribution)), 27)));
        return Stream.concat(samples, words);
    }

    @ParameterizedTest
    @MethodSource("reports")
    void jsonIsAsItsSchemaSays(Report report) {
        assertThat(errors(write(Output.JSON, report))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "schemaVersion",
                "evaluatedAt",
                "exitCode",
                "upgrade",
                "summary",
                "nodes",
                "plan",
                "gaps",
                "workloads"
            })
    void theSchemaRefusesOtherWordsOrNone(String field) {
        ObjectNode wrong = (ObjectNode) JSON.readTree(write(Output.JSON, report(Clusters.sample(), 24)));
        ObjectNode none = wrong.deepCopy();
        ObjectNode more = wrong.deepCopy();
        wrong.put(field, "something");
        none.remove(field);
        more.put(field + "Too", 1);

        assertThat(errors(wrong.toString())).isNotEmpty();
        assertThat(errors(none.toString())).isNotEmpty();
        assertThat(errors(more.toString())).isNotEmpty();
    }

    @Test
    void longListsAreCutExceptForPrograms() {
        Report report = report(
                Clusters.of(IntStream.range(0, 60)
                        .mapToObj(i -> node(String.format(Locale.ROOT, "worker-%02d", i), Phase.DOCKERSHIM))
                        .toArray(Clusters.Node[]::new)),
                24);

        assertThat(write(Output.TABLE, report))
                .contains("worker-49", "… and 10 more: --all shows them.", "The steps of 59 more nodes")
                .doesNotContain("worker-50");
        assertThat(new ReportFormat(Output.TABLE, true, 0, false, "1.2.3").write(report))
                .contains("kubectl drain worker-59")
                .doesNotContain("--all");
        JsonNode json = JSON.readTree(write(Output.JSON, report));
        assertThat(json.get("plan")).hasSize(60);
    }

    @ParameterizedTest
    @EnumSource(Output.class)
    void theAnswerSaysWhatItIsAbout(Output output) {
        String text = write(output, report(Clusters.of(node("n", Phase.MIGRATED)), 24));

        assertThat(text).contains("dockershim and the container runtime", "removed APIs");
        if (output != Output.JSON) {
            assertThat(text).contains("Yes, as far as dockershim and the container runtime go");
        }
    }

    static Stream<Arguments> exits() {
        return Stream.of(
                Arguments.of(report(Clusters.sample(), null), 0),
                Arguments.of(report(Clusters.sample(), 24), 1),
                Arguments.of(report(Clusters.nodesForbidden(), null), 2),
                Arguments.of(report(Clusters.nodesForbidden(), 24), 2),
                Arguments.of(report(Clusters.of(node("n", Phase.MIGRATED)), 24), 0));
    }

    @ParameterizedTest
    @MethodSource("exits")
    void theExitCodeIsTheAnswer(Report report, int code) {
        assertThat(report.exitCode()).isEqualTo(code);
    }

    @Test
    void allDoneIsSaidOnlyWhereItIsSeen() {
        assertThat(write(Output.TABLE, report(Clusters.of(node("n", Phase.MIGRATED)), null)))
                .contains("✓ Nothing is left to do on 1 node.", "✓ No workload is seen to need Docker.");
        assertThat(write(Output.TABLE, report(Clusters.of(node("n", Phase.UNKNOWN)), null)))
                .doesNotContain("Nothing is left");
    }

    private static List<Error> errors(String json) {
        return SCHEMA.validate(json, InputFormat.JSON);
    }

    private static Schema schema() {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(Path.of("../docs/report.schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
