package dev.dockershim.exporter.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.readiness.CheckInfo.Section;
import dev.dockershim.exporter.readiness.NodeReadiness;
import dev.dockershim.exporter.readiness.NodeReadiness.Confidence;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class StatusPageTest {

    private static final String HOSTILE = "<script>alert(1)</script>\" onload='x' &\0\n\u202e";

    static Stream<NodeReadiness> samples() {
        return Stream.concat(StatusPageSamples.all().values().stream(), Stream.of(StatusPageSamples.worst(60, 600)));
    }

    @Test
    void tellsThePhaseItsConfidenceItsAgeAndTheSummary() {
        assertThat(text(StatusPageSamples.dockershim()))
                .contains("<h1><small>Node</small> worker-7.example.internal</h1>")
                .contains("</span>dockershim</h2>")
                .contains("<dt>Confidence</dt><dd>observed</dd>")
                .contains("2026-11-22 19:30:08 UTC</time>, 1 d 2 h ago")
                .contains("2026-11-23 21:29:26 UTC</time>, 42 s ago")
                .contains("<dd>docker 20.10.7</dd>", "<dd>1.23.17</dd>")
                .contains("5 blockers, 1 warning, 1 worth knowing, 2 unknown of 20 checks.");
    }

    @Test
    void saysIfItIsNotKnownSinceWhen() {
        assertThat(text(StatusPageSamples.unknown()))
                .contains("<dd>before this agent started; since when is not known</dd>")
                .contains("<dt>Runtime</dt><dd>unknown</dd>", "<dt>Kubelet</dt><dd>unknown</dd>");
    }

    @Test
    void saysIfNothingIsEvaluatedYetOrAtAll() {
        String pending = text(StatusPageSamples.page(new ReadinessState(true, null, Duration.ofMinutes(3), true)));
        String off = text(StatusPageSamples.page(ReadinessState.OFF));

        assertThat(pending).contains("not evaluated yet", "phase unknown").doesNotContain("turned off", "<ol");
        assertThat(off).contains("turned off", "phase unknown").doesNotContain("evaluated yet", "<ol");
        assertThat(List.of(pending, off))
                .allSatisfy(page -> assertThat(page).contains("kubelet_summary", "connection refused"));
    }

    @Test
    void keepsTheOrderFailingUnknownPassing() {
        List<String> headings = all("<h2>(?:<span[^>]*>.</span>)?([^<]+)", text(StatusPageSamples.dockershim()));

        assertThat(headings)
                .containsExactly(
                        "Blockers ",
                        "Warnings ",
                        "Worth knowing ",
                        "Unknown ",
                        "Passing ",
                        "Evidence",
                        "Sources, when last asked",
                        "Series",
                        "Who serves container_fs_*");
    }

    @Test
    void opensTheRemedyOfBlockersOnly() {
        Verdict fail = new Verdict.Fail("It is not so.");
        String blocker = text(migrated(StatusPageSamples.result(Severity.BLOCKER, fail)));
        String warning = text(migrated(StatusPageSamples.result(Severity.WARNING, fail)));

        assertThat(blocker).contains("<details open><summary>What to do</summary><p class=\"pre\">Do so.</p>");
        assertThat(warning).contains("<details><summary>What to do</summary><p class=\"pre\">Do so.</p>");
        assertThat(List.of(blocker, warning))
                .allSatisfy(
                        page -> assertThat(page)
                                .contains("<h3><b>RT-99</b> a-check</h3>", "<p>It is not so.</p>", "Wanted: It is so.")
                                .contains(
                                        "migrating-from-dockershim/troubleshooting-cni-plugin-related-errors/\">Troubleshooting CNI"));
    }

    @Test
    void groupsUnknownChecksByWhatIsMissing() {
        String page = text(StatusPageSamples.criDockerd());

        assertThat(all("<th colspan=\"3\" scope=\"rowgroup\">([^<]+)", page))
                .containsExactly("The host&#39;s files are not read: mount the host&#39;s root read-only and set"
                        + " --host.root.");
        assertThat(page).containsSubsequence("rowgroup", "DC-05", "CN-02", "CN-03", "<h2");
    }

    @Test
    void showsTheEvidenceAndHowToGrantIt() {
        assertThat(text(StatusPageSamples.unknown()))
                .contains(
                        "<b>E1</b> Node object</th><td>the API server refuses the Node object: grant get on nodes</td>"
                                + "<td class=\"state unknown\"><span class=\"mark\" aria-hidden=\"true\">?</span>missing</td>")
                .contains("<b>E7</b> pods</th><td>–</td>"
                        + "<td class=\"state ok\"><span class=\"mark\" aria-hidden=\"true\">✓</span>seen</td>");
    }

    @ParameterizedTest
    @CsvSource({
        "DOCKERSHIM,  OBSERVED, PASS,    true,  todo",
        "DRAINING,    OBSERVED, PASS,    true,  going",
        "MIGRATING,   OBSERVED, PASS,    true,  going",
        "UNSUPPORTED, OBSERVED, PASS,    true,  bad",
        "UNKNOWN,     NONE,     PASS,    true,  unknown",
        "UNKNOWN,     OBSERVED, PASS,    true,  unknown",
        "MIGRATED,    OBSERVED, PASS,    true,  done",
        "MIGRATED,    OBSERVED, PASS,    false, done",
        "MIGRATED,    OBSERVED, FAIL,    true,  todo",
        "MIGRATED,    INFERRED, PASS,    true,  going",
        "CRI_DOCKERD, OBSERVED, PASS,    true,  done",
        "CRI_DOCKERD, OBSERVED, PASS,    false, todo",
        "CRI_DOCKERD, INFERRED, PASS,    true,  going",
        "CRI_DOCKERD, OBSERVED, FAIL,    true,  todo"
    })
    void isGreenOnlyAtAnEndThatWasSeen(
            Phase phase, Confidence confidence, String verdict, boolean acceptCriDockerd, String style) {
        Verdict judged = verdict.equals("FAIL") ? new Verdict.Fail("no") : new Verdict.Pass("yes");
        NodeReadiness readiness = StatusPageSamples.at(
                phase,
                confidence,
                StatusPageSamples.containerd(),
                List.of(StatusPageSamples.result(Severity.BLOCKER, judged)));

        assertThat(text(StatusPageSamples.page(
                        new ReadinessState(true, readiness, Duration.ofMinutes(3), acceptCriDockerd))))
                .contains("<section class=\"phase " + style + "\">");
    }

    @Test
    void anOldEvaluationTellsNothingOfNow() {
        NodeReadiness readiness = migrated(StatusPageSamples.result(Severity.INFO, new Verdict.Pass("yes")));

        assertThat(text(StatusPageSamples.page(new ReadinessState(true, readiness, Duration.ofSeconds(42), true))))
                .contains("phase done")
                .doesNotContain("Out of date");
        assertThat(text(StatusPageSamples.page(new ReadinessState(true, readiness, Duration.ofSeconds(41), true))))
                .contains("phase unknown", "Out of date", "42 s ago")
                .doesNotContain("phase done");
    }

    @ParameterizedTest
    @CsvSource({"DOCKERSHIM, 0", "DRAINING, 1", "MIGRATING, 2", "CRI_DOCKERD, 3", "MIGRATED, 3"})
    void showsWhereOnTheWayTheNodeIs(Phase phase, int behind) {
        String page = text(StatusPageSamples.at(phase, Confidence.OBSERVED, StatusPageSamples.containerd(), List.of()));

        assertThat(all("aria-current=\"step\"><i></i><b>([^<]+)", page)).containsExactly(phase.label());
        assertThat(all("(<li class=\"behind\">)", page)).hasSize(behind);
        assertThat(page).doesNotContain("class=\"apart\"");
    }

    @ParameterizedTest
    @CsvSource({"UNKNOWN", "UNSUPPORTED"})
    void showsApartWhatIsNotOnTheWay(Phase phase) {
        String page = text(StatusPageSamples.at(phase, Confidence.OBSERVED, StatusPageSamples.containerd(), List.of()));

        assertThat(page)
                .contains("<ol class=\"way off\">", "<b>" + phase.label() + "</b></p>")
                .doesNotContain("aria-current", "class=\"behind\"");
    }

    @Test
    void escapesAllThatComesFromOutside() {
        Result result = new Result(
                StatusPageSamples.check(HOSTILE, HOSTILE, Severity.BLOCKER, Section.CNI, HOSTILE, HOSTILE),
                new Verdict.Fail("Pod " + HOSTILE));
        for (Verdict verdict :
                List.of(new Verdict.Fail(HOSTILE), new Verdict.Unknown(HOSTILE), new Verdict.Pass(HOSTILE))) {
            StatusPage page = new StatusPage(
                    HOSTILE,
                    HOSTILE,
                    HOSTILE,
                    new ReadinessState(
                            true, migrated(new Result(result.check(), verdict)), Duration.ofMinutes(3), true),
                    List.of(new Row(HOSTILE, HOSTILE, HOSTILE, Row.State.OK)),
                    List.of("/" + HOSTILE),
                    StatusPageSamples.NOW);

            assertThat(text(page))
                    .doesNotContain("<script", "' ", "\" onload", "\0", "\u202e")
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&#39;x&#39; &amp; ");
            assertWellFormed(text(page));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void asksForNothingAndRunsNothing(NodeReadiness readiness) {
        String page = text(readiness);

        assertThat(page).doesNotContain("<script", "style=\"", "src=", "<link", "<img", "url(", "@import", "<form");
        assertThat(all("<a href=\"(https?://[^/\"]+)", page)).containsOnly("https://kubernetes.io");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isOneWellFormedDocumentWithHeadingsInOrder(NodeReadiness readiness) {
        String page = text(readiness);
        assertWellFormed(page);

        List<Integer> levels =
                all("<h([1-6])", page).stream().map(Integer::valueOf).toList();
        assertThat(levels).startsWith(1).containsOnlyOnce(1);
        for (int i = 1; i < levels.size(); i++) {
            assertThat(levels.get(i)).isLessThanOrEqualTo(levels.get(i - 1) + 1);
        }
        assertThat(page).contains("<html lang=\"en\">", "name=\"viewport\" content=\"width=device-width");
        assertThat(all("(<th(?: [^>]*)?>)", page))
                .isNotEmpty()
                .allSatisfy(th -> assertThat(th).contains("scope=\""));
        assertThat(all("(<span class=\"mark\"[^>]*>)", page))
                .allSatisfy(mark -> assertThat(mark).contains("aria-hidden=\"true\""));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 300, 600, 3000})
    void staysSmallWhateverFails(int length) {
        NodeReadiness worst = StatusPageSamples.worst(60, length);
        byte[] page = StatusPageSamples.page(worst).html();

        assertThat(page.length).isLessThan(60_000);
        assertThat(all("<h3><b>(XX-[0-9]+)</b>", text(worst))).hasSize(60);
    }

    @Test
    void saysIfTextsAreCutAndKeepsThemWholeIfThereIsRoom() {
        assertThat(text(StatusPageSamples.worst(60, 3000))).contains("…", "Long texts are cut here");
        assertThat(text(StatusPageSamples.worst(20, 600))).doesNotContain("…", "Long texts are cut here");
    }

    @Test
    void allowsItsOwnStyleOnly() throws Exception {
        String style = all("(?s)<style>(.*)</style>", text(StatusPageSamples.unknown()))
                .get(0);
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));

        assertThat(StatusPage.contentSecurityPolicy())
                .isEqualTo("default-src 'none'; style-src 'sha256-" + hash
                        + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    }

    private static NodeReadiness migrated(Result result) {
        return StatusPageSamples.at(
                Phase.MIGRATED, Confidence.OBSERVED, StatusPageSamples.containerd(), List.of(result));
    }

    private static String text(NodeReadiness readiness) {
        return text(StatusPageSamples.page(readiness));
    }

    private static String text(StatusPage page) {
        return new String(page.html(), StandardCharsets.UTF_8);
    }

    private static List<String> all(String pattern, String page) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(page);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    /** Every element but meta is closed where it has to be: the body is XML. */
    private static void assertWellFormed(String page) {
        String body =
                page.substring(page.indexOf("<body>"), page.indexOf("</html>")).replace("<details open>", "<details>");
        try {
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(body)));
        } catch (Exception e) {
            throw new AssertionError(body, e);
        }
    }
}
