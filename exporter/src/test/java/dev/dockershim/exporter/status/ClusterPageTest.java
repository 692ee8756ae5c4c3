package dev.dockershim.exporter.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.cluster.ClusterNodeReadiness;
import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.cluster.Shard;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.CheckInfo.Section;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.source.SourceStatus;
import dev.dockershim.exporter.workloads.WorkloadFindings;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class ClusterPageTest {

    private static final String HOSTILE = "<script>alert(1)</script>\" onload='x' &";
    private static final String MASTER = "master-0.example.internal";
    private static final Map<String, String> OVERVIEW = Map.of();
    private static final Map<String, String> NODES = Map.of("view", "nodes");
    private static final Map<String, String> WORKLOADS = Map.of("view", "workloads");

    /** Nothing on a page is green: neither a mark nor a style of what is well. */
    private static final Pattern GREEN = Pattern.compile("class=\"(phase |apart )?(done|ok)\"|class=\"upgrade ok\"|✓");

    @Test
    void tellsHowFarTheClusterIs() {
        String page = text(ClusterSamples.going(), OVERVIEW);

        assertThat(page)
                .contains("<section class=\"phase bad\">", "23 to 24 of 40 nodes")
                .contains("<b>13</b> <a href=\"/?view=nodes&amp;phase=dockershim\">dockershim</a>")
                .contains("<span class=\"apart unknown\"><b>1</b>", "<span class=\"apart bad\"><b>1</b>")
                .contains("<dd>docker 20.10.7 on 26, containerd 1.7.2 on 13, unknown on 1</dd>")
                .contains("<dd>1.23.17 on 26, 1.27.17 on 13, unknown on 1</dd>")
                .contains("<dt>API server</dt><dd>1.23.17</dd>", "12 of 40 nodes; they see more")
                .contains("<h2>May the cluster be upgraded?</h2>", "<b>No</b>")
                .contains("<a href=\"/?view=nodes&amp;check=RT-01\">22 nodes</a>")
                .contains("<a href=\"/?view=workloads&amp;method=socket\">4 workloads</a>")
                .contains("<th scope=\"row\">nightly-images</th><td>cronjob</td><td>batch</td><td>socket, cli</td>"
                        + "<td>0<small>by its template</small></td>")
                .contains("<th scope=\"row\">datadog-agent</th><td>datadog</td><td>monitoring</td><td>confirmed</td>");
    }

    @Test
    void isGreenOnceAllIsKnownAndDone() {
        assertThat(text(ClusterSamples.done(), OVERVIEW))
                .contains("<section class=\"phase done\">", "none of 12 nodes", "class=\"upgrade ok\"")
                .contains("No pod and no template that needs Docker is in the cluster.");
    }

    static Stream<ClusterReadiness> notDone() {
        ClusterReadiness done = ClusterSamples.done();
        List<ClusterNodeReadiness> nodes = done.nodes();
        Result unknown = new Result(ClusterSamples.WL_01, new Verdict.Unknown("Set by a Secret."));
        Result failing = new Result(ClusterSamples.WL_01, new Verdict.Fail("Found in ci/builder."));
        Observed<WorkloadFindings> none = ClusterSamples.found(List.of());
        return Stream.of(
                ClusterSamples.cluster(plus(nodes, Phase.UNKNOWN), done.results(), List.of()),
                ClusterSamples.cluster(plus(nodes, Phase.UNSUPPORTED), done.results(), List.of()),
                ClusterSamples.cluster(plus(nodes, Phase.DOCKERSHIM), done.results(), List.of()),
                ClusterSamples.cluster(nodes, List.of(unknown), List.of()),
                ClusterSamples.cluster(nodes, List.of(failing), List.of()),
                ClusterSamples.cluster(Shard.ALL, nodes, nodes, List.of(), ClusterSamples.forbidden("pods"), none),
                ClusterSamples.cluster(Shard.ALL, nodes, nodes, List.of(), none, ClusterSamples.forbidden("templates")),
                ClusterSamples.cluster(new Shard(0, 2), nodes, nodes, done.results(), none, none),
                ClusterSamples.cluster(List.of(), done.results(), List.of()),
                ClusterSamples.forbidden());
    }

    @ParameterizedTest
    @MethodSource("notDone")
    void isNotGreenForLess(ClusterReadiness readiness) {
        assertThat(text(readiness, OVERVIEW)).doesNotContain("class=\"phase done\"");
    }

    @Test
    void whatMayNotBeListedIsUnknownAndSaysHowToGrantIt() {
        String page = text(ClusterSamples.forbidden(), OVERVIEW);

        assertThat(page.substring(page.indexOf("<body>"), page.indexOf("<h2>Watches")))
                .doesNotContainPattern(GREEN)
                .contains("<section class=\"phase unknown\">", "not known", "<b>Not known</b>")
                .contains("Workloads that need Docker <small>unknown</small>", "agents <small>unknown</small>")
                .contains("<h2>Nodes <small>unknown</small>", "Nodes are not to be seen: the API server refuses nodes")
                .contains("resources: [nodes, pods, events]\n  verbs: [list, watch]")
                .contains("- apiGroups: [apps]\n  resources: [deployments, statefulsets, daemonsets, replicasets]")
                .contains("- nonResourceURLs: [/version]\n  verbs: [get]")
                .doesNotContain("secrets", "nodes/proxy");
        for (Map<String, String> query : List.of(NODES, WORKLOADS, Map.of("node", MASTER))) {
            String other = text(ClusterSamples.forbidden(), query);
            assertThat(other.substring(other.indexOf("<body>"))).doesNotContainPattern(GREEN);
        }
    }

    @Test
    void saysIfNothingIsListedOrEvaluatedYet() {
        for (Map<String, String> query : List.of(OVERVIEW, NODES, WORKLOADS, Map.of("node", MASTER))) {
            String unlisted = text(ClusterSamples.page(state(false, null)), query);
            String unjudged = text(ClusterSamples.page(state(true, null)), query);

            assertThat(unlisted).contains("phase unknown", "not listed yet").doesNotContain("not evaluated yet");
            assertThat(unjudged).contains("phase unknown", "not evaluated yet").doesNotContain("not listed yet");
            assertWellFormed(unlisted);
        }
    }

    @Test
    void anOldEvaluationTellsNothingOfNow() {
        ClusterPage old =
                ClusterSamples.page(new ClusterState(true, ClusterSamples.done(), Duration.ofSeconds(41), true));
        String page = text(old, OVERVIEW);

        assertThat(page)
                .contains("phase unknown", "Out of date", "42 s ago", "<div class=\"doubt\">", "<b>Not known</b>")
                .doesNotContain("class=\"phase done\"", "class=\"upgrade ok\"", "class=\"done\"", "✓</span>seen");
        assertThat(text(old, NODES))
                .contains("Out of date", "<td class=\"unknown\">migrated")
                .doesNotContain("\"done\"");
        assertThat(text(old, Map.of("node", "worker-10")))
                .contains("Out of date", "phase unknown", "<div class=\"doubt\">")
                .doesNotContain("phase done");
        assertThat(text(
                        ClusterSamples.page(
                                new ClusterState(true, ClusterSamples.done(), Duration.ofSeconds(42), true)),
                        OVERVIEW))
                .contains("phase done")
                .doesNotContain("Out of date", "class=\"doubt\"");
    }

    @Test
    void whatIsSeenBeforeAllIsListedIsNotGreen() {
        assertThat(text(ClusterSamples.page(state(false, ClusterSamples.done())), OVERVIEW))
                .contains("Not all is listed yet", "phase unknown")
                .doesNotContain("class=\"phase done\"", "class=\"upgrade ok\"");
    }

    @Test
    void saysWhatTheFirstListingWaitsFor() {
        for (ClusterReadiness last : Arrays.asList(null, ClusterSamples.done())) {
            assertThat(text(ClusterSamples.page(state(false, last)), OVERVIEW))
                    .contains("Waiting for pods (the API server does not answer).");
            assertThat(text(ClusterSamples.page(state(true, last)), OVERVIEW)).doesNotContain("Waiting for");
        }
    }

    @Test
    void awaitsSourcesThatGaveNothingAndDidNotRefuse() {
        assertThat(SourceRows.awaited(List.of(
                        new SourceStatus("nodes", false, true, false, null, 1, ClusterSamples.NOW),
                        new SourceStatus("pods", false, null, false, null, 0, null),
                        new SourceStatus("jobs", true, false, true, "refused", 0, null),
                        new SourceStatus("events", true, false, false, "timed out", 0, null),
                        new SourceStatus("cronjobs", true, false, false, "timed out", 0, ClusterSamples.NOW))))
                .extracting(row -> row.key() + " " + row.value())
                .containsExactly("pods not asked yet", "events timed out");
    }

    /** What most unknown checks lack is said once, and not as if something had been searched. */
    @Test
    void whatIsMissingForManyChecksIsSaidOnce() {
        ClusterReadiness none = ClusterSamples.forbidden();
        List<Result> results = new ArrayList<>(none.results());
        String gaps = ClusterGaps.of(none.evidence()).stream()
                .map(item -> " " + ((Observed.Missing<?>) item.observed()).sentence())
                .collect(Collectors.joining());
        for (int i = 0; i < 19; i++) {
            CheckInfo check = StatusPageSamples.check(
                    "XX-" + i, "x", Severity.BLOCKER, Section.AFFECTED, "Nothing " + i, "Do it.");
            results.add(new Result(check, new Verdict.Unknown("No pod was to be seen." + gaps)));
        }
        String page = text(
                new ClusterReadiness(none.evidence(), List.of(), results, none.pods(), none.templates()), OVERVIEW);

        assertThat(all("(No pod was to be seen. What is missing is listed under Evidence.)", page))
                .hasSize(1);
        assertThat(all("(scope=\"row\">XX-)", page)).hasSize(19);
        assertThat(page)
                .contains(
                        "Nothing was seen that could tell: neither good nor bad.", "20 blockers are not known to pass.")
                .doesNotContain("Seen to fail nowhere");
        assertThat(text(ClusterSamples.going(), OVERVIEW)).contains("Seen to fail nowhere");
    }

    /** Of what arrived only that is plainly green of which all is known and nothing blocks. */
    @Test
    void thePictureShowsProgressWhateverFails() {
        List<ClusterNodeReadiness> nodes = new ArrayList<>();
        Result fails = new Result(ClusterSamples.WL_01, new Verdict.Fail("Found in ci/builder."));
        Result open = new Result(ClusterSamples.WL_01, new Verdict.Unknown("Set by a Secret."));
        nodes.add(ClusterSamples.node("a", Phase.MIGRATED));
        nodes.add(ClusterSamples.node("b", Phase.MIGRATED, List.of(open), false));
        nodes.add(ClusterSamples.node("c", Phase.MIGRATED, List.of(fails), false));
        nodes.add(ClusterSamples.node("d", Phase.CRI_DOCKERD, List.of(fails), false));
        nodes.add(ClusterSamples.node("e", Phase.DRAINING, List.of(fails), false));
        nodes.add(ClusterSamples.node("f", Phase.MIGRATING, List.of(fails), false));
        nodes.add(ClusterSamples.node("g", Phase.DOCKERSHIM, List.of(fails), false));
        nodes.add(ClusterSamples.node("h", Phase.UNSUPPORTED, List.of(fails), false));
        ClusterReadiness mixed = ClusterSamples.cluster(nodes, List.of(), List.of());
        String page = text(mixed, OVERVIEW);

        assertThat(all("<g class=\"([a-z]+)\"><rect", page))
                .containsExactly("done", "open", "blocked", "blocked", "migrating", "draining", "left", "bad");
        assertThat(page)
                .contains("<rect x=\"12.50%\" width=\"12.50%\" height=\"100%\"/>")
                .contains("<li class=\"blocked\"><i aria-hidden=\"true\">!</i><b>3</b> <a")
                .contains("<i class=\"done\"></i>1 with nothing left</small>")
                .contains("<i class=\"open\"></i>1 not fully known</small>")
                .contains("<i class=\"blocked\"></i>1 with a failing blocker</small>")
                .contains("<li class=\"left\"><i aria-hidden=\"true\">▲</i>");
        assertThat(all("(<text [^>]*>[^<]+)</text>", page))
                .extracting(text -> text.substring(text.length() - 1))
                .containsExactly("✓", "?", "!", "!", "●", "◐", "▲", "✕");
        assertThat(text(ClusterSamples.page(new ClusterState(true, mixed, Duration.ofMinutes(3), false)), OVERVIEW))
                .contains("<b>1</b> <a href=\"/?view=nodes&amp;phase=cri-dockerd\">")
                .containsPattern("class=\"left\"><i aria-hidden=\"true\">▲</i><b>1</b> <a[^>]*phase=cri-dockerd");
        assertThat(all(
                        "<g class=\"([a-z]+)\"",
                        text(ClusterSamples.page(new ClusterState(true, mixed, Duration.ZERO, true)), OVERVIEW)))
                .containsOnly("unknown");
    }

    @Test
    void tellsWhetherANodeIsThere() {
        ClusterPage page = ClusterSamples.page(ClusterSamples.going());

        assertThat(page.isFound(Map.of("node", MASTER))).isTrue();
        assertThat(page.isFound(NODES)).isTrue();
        assertThat(page.isFound(Map.of("node", "nope"))).isFalse();
        assertThat(ClusterSamples.page(state(true, null)).isFound(Map.of("node", "nope")))
                .isTrue();
    }

    /** CN-05 is unknown of every node. */
    @Test
    void whatIsHardlyEverSettledMakesNoNodeOneWithSomethingUnknown() {
        assertThat(names(Map.of("need", "unknown"))).containsExactly("worker-10.example.internal");
        assertThat(names(Map.of("need", "unknown", "check", "CN-05"))).hasSize(40);
        assertThat(text(ClusterSamples.going(), NODES)).contains("leaves out CN-05 and RT-05");
    }

    @Test
    void anEmptyClusterIsNotDone() {
        assertThat(text(ClusterSamples.cluster(List.of(), List.of(), List.of()), OVERVIEW))
                .contains("phase unknown", "The API server lists no Node.", "CL-01 was not judged.");
    }

    @Test
    void criDockerdIsAnEndOnlyWhereThatIsAccepted() {
        ClusterReadiness readiness =
                ClusterSamples.cluster(List.of(ClusterSamples.node("a", Phase.CRI_DOCKERD)), List.of(), List.of());

        assertThat(text(readiness, OVERVIEW)).contains("phase done", "none of 1 node");
        assertThat(text(ClusterSamples.page(new ClusterState(true, readiness, Duration.ofMinutes(3), false)), OVERVIEW))
                .contains("phase todo", "1 of 1 node");
    }

    @Test
    void aShardSaysWhichPartItShows() {
        ClusterReadiness done = ClusterSamples.done();
        Shard shard = new Shard(1, 4);
        List<ClusterNodeReadiness> own = done.nodes().stream()
                .filter(node -> shard.has(node.node().name()))
                .toList();
        ClusterReadiness part =
                ClusterSamples.cluster(shard, done.nodes(), own, List.of(), done.pods(), done.templates());
        String other = done.nodes().stream()
                .map(node -> node.node().name())
                .filter(name -> !shard.has(name))
                .findFirst()
                .orElseThrow();

        assertThat(text(part, OVERVIEW))
                .contains(
                        "<b>Part 2 of 4</b> (shard 1): " + ClusterStanding.nodes(own.size()) + " of 12", "phase going")
                .contains("shard 0 judges the cluster as a whole")
                .doesNotContain("May the cluster be upgraded", "✓</span>No pod");
        assertThat(List.of(text(part, NODES), text(part, WORKLOADS)))
                .allSatisfy(page -> assertThat(page).contains("<b>Part 2 of 4</b>"));
        assertThat(text(part, Map.of("node", other))).containsPattern("belongs to another part: shard [023] of 4");
        assertThat(text(part, Map.of("node", "none"))).contains("The API server listed no Node of this name.");
    }

    @Test
    void showsOneNode() {
        String page = text(ClusterSamples.going(), Map.of("node", MASTER));

        assertThat(page)
                .contains("<h1><small>Node</small> " + MASTER + "</h1>", "phase todo", "</span>dockershim</h2>")
                .contains(
                        "<dt>Pods</dt><dd>31</dd>", "<dt>Evictable</dt><dd>24</dd>", "<dt>Told by</dt><dd>this watcher")
                .contains("<b>RT-01</b> runtime-name", "Check the kubelet&#39;s endpoint")
                .contains("Pods here that need Docker <small>4</small>", "<th scope=\"row\">ci/builder-7d9c</th>")
                .contains("datadog agent, confirmed");
        assertThat(text(ClusterSamples.going(), Map.of("node", "worker-10.example.internal")))
                .contains("phase unknown", "<dt>Pods</dt><dd>unknown</dd>", "<dt>Kubelet</dt><dd>unknown</dd>")
                .contains("Pods here that need Docker <small>0</small>");
        assertThat(text(ClusterSamples.going(), Map.of("node", "worker-8.example.internal")))
                .contains("An agent runs on this node and speaks for it");
    }

    @Test
    void findsNodesByNamePhaseCheckAndNeed() {
        assertThat(names(Map.of("q", " MASTER "))).hasSize(3).allMatch(name -> name.startsWith("master"));
        assertThat(names(Map.of("phase", "cri-dockerd"))).hasSize(4);
        assertThat(names(Map.of("check", "RT-06"))).hasSize(4);
        assertThat(names(Map.of("need", "blocked"))).hasSize(22);
        assertThat(names(Map.of("need", "work"))).hasSize(24);
        assertThat(names(Map.of("check", "RT-01", "need", "unknown"))).containsExactly("worker-10.example.internal");
        assertThat(names(Map.of("q", "nothing"))).isEmpty();
        assertThat(text(ClusterSamples.going(), Map.of("view", "nodes", "q", "nothing")))
                .contains("0 nodes that match", "value=\"nothing\"");
    }

    @ParameterizedTest
    @CsvSource({
        "phase, nothing",
        "check, XX-99",
        "need, everything",
        "sort, colour",
        "page, -1",
        "view, everything",
        "x, y"
    })
    void takesWhatItDoesNotKnowAsNotSaid(String name, String value) {
        assertThat(text(ClusterSamples.going(), Map.of(name, value))).isEqualTo(text(ClusterSamples.going(), OVERVIEW));
    }

    @Test
    void sortsNodesBothWays() {
        List<String> up = names(Map.of("sort", "name"));
        List<String> down = new ArrayList<>(names(Map.of("sort", "-name")));
        Collections.reverse(down);

        assertThat(up).isSorted().hasSize(40).isEqualTo(down);
        assertThat(names(Map.of())).startsWith("worker-9.example.internal", "worker-10.example.internal", MASTER);
        assertThat(names(Map.of("sort", "kubelet"))).startsWith("worker-10.example.internal");
        assertThat(text(ClusterSamples.going(), Map.of("view", "nodes", "sort", "-blockers")))
                .contains("<th scope=\"col\" aria-sort=\"descending\"><a href=\"/?view=nodes&amp;sort=blockers\">");
        for (NodeOrder.Key key : NodeOrder.Key.values()) {
            assertThat(names(Map.of("sort", key.title()))).containsExactlyInAnyOrderElementsOf(up);
        }
    }

    @Test
    void pagesJoinAndBeyondTheEndIsTheLast() {
        ClusterPage large = ClusterSamples.page(ClusterSamples.large(ClusterSamples::aws));
        List<String> names = new ArrayList<>();
        for (int page = 1; page <= 50; page++) {
            names.addAll(names(text(large, Map.of("view", "nodes", "page", Integer.toString(page)))));
        }

        assertThat(names).hasSize(5000).doesNotHaveDuplicates();
        String last = text(large, Map.of("view", "nodes", "page", "50"));
        assertThat(last).contains("4901–5000 of 5000 nodes", "page 50 of 50").doesNotContain(">Next<");
        for (String beyond : List.of("51", "999999", "99999999999999999999")) {
            assertThat(text(large, Map.of("view", "nodes", "page", beyond))).isEqualTo(last);
        }
        assertThat(text(large, Map.of("view", "nodes", "page", "2", "phase", "migrated", "sort", "name")))
                .contains("<a href=\"/?view=nodes&amp;phase=migrated&amp;sort=name&amp;page=3\">Next</a>");
    }

    static Stream<Function<Integer, String>> names() {
        return Stream.of(
                ClusterSamples::aws,
                i -> "n-" + i + "." + "a".repeat(250 - Integer.toString(i).length()),
                i -> "\"".repeat(48) + i,
                i -> i + "\"".repeat(95),
                i -> i + "'".repeat(250),
                i -> i + "\u2603".repeat(33),
                i -> "<script>" + i);
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyPageIsSmallHoweverLargeTheCluster(Function<Integer, String> name) {
        ClusterReadiness large = withManyChecks(ClusterSamples.large(name));
        ClusterPage page = ClusterSamples.page(large);
        String long250 = "\"".repeat(250);
        for (Map<String, String> query : List.of(
                OVERVIEW,
                NODES,
                WORKLOADS,
                Map.of("view", "nodes", "page", "20", "sort", "-evictable", "need", "work", "q", "n"),
                Map.of("view", "nodes", "q", "\"".repeat(90)),
                Map.of("view", "nodes", "q", long250),
                Map.of("view", "workloads", "page", "3"),
                Map.of("node", name.apply(7)),
                Map.of("node", long250))) {
            byte[] html = page.html(query);

            assertThat(html.length).as("%s", query).isLessThan(60_000);
            assertWellFormed(new String(html, StandardCharsets.UTF_8));
        }
    }

    @Test
    void namesAreEscapedInTextAttributesAndAddresses() {
        ClusterReadiness readiness = ClusterSamples.cluster(
                List.of(ClusterSamples.node(HOSTILE, Phase.DOCKERSHIM)),
                List.of(ClusterSamples.cl01(new Verdict.Fail(HOSTILE))),
                List.of(ClusterSamples.docker(HOSTILE, HOSTILE, HOSTILE, "Job")));
        for (Map<String, String> query : List.of(
                OVERVIEW,
                NODES,
                WORKLOADS,
                Map.of("node", HOSTILE),
                Map.of("node", HOSTILE + "none"),
                Map.of("view", "nodes", "q", HOSTILE),
                Map.of("view", "workloads", "q", HOSTILE))) {
            String page = text(readiness, query);

            assertThat(page)
                    .doesNotContain("<script", "' ", "\" onload", "href=\"javascript")
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&#39;x&#39; &amp;");
            assertWellFormed(page);
        }
        assertThat(text(readiness, NODES)).contains("<a href=\"/?node=%3Cscript%3Ealert%281%29");
    }

    @Test
    void runsNothingAndAsksOnlyItsOwnServer() {
        for (Map<String, String> query : List.of(OVERVIEW, NODES, WORKLOADS, Map.of("node", MASTER))) {
            String page = text(ClusterSamples.going(), query);

            assertThat(page)
                    .doesNotContain("<script", "style=\"", "src=", "<link", "<img", "url(", "@import", "onclick");
            assertThat(all("<form action=\"([^\"]*)\" method=\"get\"", page)).allMatch("/"::equals);
            assertThat(all("(<form)", page)).hasSameSizeAs(all("<form action=\"/\" (method=\"get\")", page));
            assertThat(all("<a href=\"(https?://[^/\"]+)", page)).allMatch("https://kubernetes.io"::equals);
            assertThat(all("(<th(?: [^>]*)?>)", page))
                    .allSatisfy(th -> assertThat(th).contains("scope=\""));
            List<Integer> levels =
                    all("<h([1-6])", page).stream().map(Integer::valueOf).toList();
            assertThat(levels).startsWith(1).containsOnlyOnce(1);
        }
        assertThat(ClusterPage.contentSecurityPolicy())
                .startsWith("default-src 'none'; style-src 'sha256-")
                .endsWith("'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
                .isNotEqualTo(StatusPage.contentSecurityPolicy());
    }

    @ParameterizedTest
    @ValueSource(strings = {"socket", "cli"})
    void findsWorkloadsByNameAndMethod(String method) {
        assertThat(text(ClusterSamples.going(), Map.of("view", "workloads", "method", method)))
                .contains("1–4 of 4 workloads", "<option value=\"" + method + "\" selected=\"selected\">");
        assertThat(text(ClusterSamples.going(), Map.of("view", "workloads", "method", "env")))
                .contains("0 workloads");
        assertThat(text(ClusterSamples.going(), Map.of("view", "workloads", "q", "ci/")))
                .contains("1–1 of 1 workloads", "<td>2</td>");
    }

    @Test
    void doesNotClaimThatAWorkloadHasNoPodsIfSomeWereDropped() {
        WorkloadFindings cut = WorkloadFindings.of(ClusterSamples.PODS, 1);
        List<ClusterNodeReadiness> nodes = ClusterSamples.done().nodes();
        ClusterReadiness readiness = ClusterSamples.cluster(
                Shard.ALL, nodes, nodes, List.of(), Observed.seen(cut), ClusterSamples.found(ClusterSamples.TEMPLATES));

        assertThat(text(readiness, WORKLOADS))
                .contains(
                        "at least 5 findings of workloads (a workload and one way", "<td>socket, cli, maybe more</td>")
                .contains("<th scope=\"row\">nightly-images</th>");
    }

    /** 8 workloads, each by its socket and a call of docker: 16 findings. */
    private static ClusterReadiness cutAt(int cap) {
        List<PodSpec> pods = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            pods.add(ClusterSamples.docker("ci", "builder-" + i + "-x", "builder-" + i, "Deployment"));
        }
        List<ClusterNodeReadiness> nodes = ClusterSamples.going().nodes();
        return ClusterSamples.cluster(
                Shard.ALL,
                nodes,
                nodes,
                List.of(new Result(ClusterSamples.WL_01, new Verdict.Fail("Found in ci/builder-0 and 7 more."))),
                Observed.seen(WorkloadFindings.of(pods, cap)),
                ClusterSamples.found(List.of()));
    }

    @Test
    void countsAreLowerBoundsWhereFindingsWereCut() {
        assertThat(text(cutAt(16), OVERVIEW))
                .contains(
                        "Workloads that need Docker <small>8</small>",
                        "<b>8</b> <a href=\"/?view=workloads&amp;method=cli")
                .contains("<a href=\"/?view=workloads&amp;method=socket\">8 workloads</a>. Found in")
                .doesNotContain("at least", "maybe more");
        assertThat(text(cutAt(5), OVERVIEW))
                .contains("Workloads that need Docker <small>at least 3</small>")
                .contains("<b>at least 3</b> <a href=\"/?view=workloads&amp;method=socket")
                .contains("<b>at least 2</b> <a href=\"/?view=workloads&amp;method=cli")
                .contains("at least 11 findings of workloads", "<td>socket, maybe more</td><td>at least 1</td>")
                .contains("<a href=\"/?view=workloads&amp;method=socket\">See workloads: socket</a>. Found in")
                .doesNotContain("3 workloads<");
        assertThat(text(cutAt(5), WORKLOADS)).contains("1–3 of 3 workloads that were kept");
    }

    @Test
    void aShardsWorkloadsAreNotTheNumberThatFailsACheckOfTheCluster() {
        ClusterReadiness all = cutAt(16);
        ClusterReadiness part = ClusterSamples.cluster(
                new Shard(0, 2), all.nodes(), all.nodes(), all.results(), all.pods(), all.templates());

        assertThat(text(part, OVERVIEW))
                .contains("See workloads: socket</a>. Found in")
                .doesNotContain("8 workloads<");
    }

    @Test
    void usingImagesOfTheNodeIsNotFailingTheirCheck() {
        CheckInfo images = StatusPageSamples.check(
                "WL-07", "local-images", Severity.WARNING, Section.AFFECTED, "No pod needs them", "Push them.");
        PodSpec build = new PodSpec(
                "ci",
                "build-x",
                "build",
                "Job",
                false,
                false,
                List.of(),
                List.of(new PodSpec.Container("local/app", false, true, false, false, false, PodSpec.DockerEnv.NONE)));
        assertThat(WorkloadFindings.of(List.of(build), 1).access())
                .extracting(WorkloadFindings.Access::method)
                .containsExactly(WorkloadFindings.Method.LOCAL_IMAGE);
        ClusterReadiness readiness = ClusterSamples.cluster(
                Shard.ALL,
                ClusterSamples.going().nodes(),
                ClusterSamples.going().nodes(),
                List.of(new Result(images, new Verdict.Fail("An image is not there for ops/one."))),
                ClusterSamples.found(List.of(build)),
                ClusterSamples.found(List.of()));

        assertThat(text(readiness, OVERVIEW))
                .contains(
                        "<a href=\"/?view=workloads&amp;method=local_image\">See workloads: local image</a>. An image")
                .doesNotContain("1 workload<");
    }

    @Test
    void saysIfPodsAreStillBeingListed() {
        List<ClusterNodeReadiness> nodes = ClusterSamples.done().nodes();
        ClusterReadiness readiness = ClusterSamples.cluster(
                Shard.ALL,
                nodes,
                nodes,
                List.of(),
                Observed.missing(Reason.PENDING, "pods are being listed"),
                ClusterSamples.found(ClusterSamples.TEMPLATES));

        assertThat(text(readiness, OVERVIEW)).contains("Pods are not to be seen: pods are being listed.", "<td>?</td>");
        assertThat(text(readiness, Map.of("node", "worker-10")))
                .contains("Pods here that need Docker <small>unknown</small>");
    }

    private static List<ClusterNodeReadiness> plus(List<ClusterNodeReadiness> nodes, Phase phase) {
        List<ClusterNodeReadiness> more = new ArrayList<>(nodes);
        more.add(ClusterSamples.node("worker-99", phase));
        return more;
    }

    /** As many checks fail as there are, each with a long remedy. */
    private static ClusterReadiness withManyChecks(ClusterReadiness large) {
        List<Result> results = new ArrayList<>(large.results());
        for (int i = 0; i < 40; i++) {
            results.add(new Result(
                    StatusPageSamples.check(
                            "XX-" + i,
                            "a-check-with-a-name-" + i,
                            List.of(Severity.values()).get(i % 3),
                            Section.CRI_DOCKERD,
                            "A title as long as the longest that checks have, on a node that has them all",
                            "Do this, and that too. ".repeat(20)),
                    new Verdict.Fail("Found in " + "team/worker, ".repeat(40))));
        }
        return new ClusterReadiness(large.evidence(), large.nodes(), results, large.pods(), large.templates());
    }

    private static ClusterState state(boolean synced, @Nullable ClusterReadiness last) {
        return new ClusterState(synced, last, Duration.ofMinutes(3), true);
    }

    private static List<String> names(Map<String, String> query) {
        Map<String, String> nodes = new HashMap<>(query);
        nodes.put("view", "nodes");
        return names(text(ClusterSamples.going(), nodes));
    }

    private static List<String> names(String page) {
        return all("<th scope=\"row\"><a href=\"/\\?node=[^\"]*\">([^<]+)</a>", page);
    }

    private static String text(ClusterReadiness readiness, Map<String, String> query) {
        return text(ClusterSamples.page(readiness), query);
    }

    private static String text(ClusterPage page, Map<String, String> query) {
        return new String(page.html(query), StandardCharsets.UTF_8);
    }

    private static List<String> all(String pattern, String page) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(page);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    /** Every element is closed where it has to be: the body is XML. */
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
