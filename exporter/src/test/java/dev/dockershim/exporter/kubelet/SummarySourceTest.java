package dev.dockershim.exporter.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.dockershim.exporter.kubelet.Summary.ContainerStats;
import dev.dockershim.exporter.kubelet.Summary.FsStats;
import dev.dockershim.exporter.kubelet.Summary.PodReference;
import dev.dockershim.exporter.source.SourceException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SummarySourceTest {

    @Test
    void readsWhatAContainerdNodePrints() throws Exception {
        Summary summary = SummarySource.parse(Fixtures.open("containerd-1.36", "stats-summary.json"));

        assertThat(summary.pods().get(0).podRef())
                .isEqualTo(new PodReference("web-0-node-a", "prod", "c910c11dcbd705e9eb5048f729e8430f"));
        assertThat(summary.pods().get(0).containers())
                .filteredOn(ContainerStats::name, "app")
                .containsExactly(new ContainerStats(
                        "app",
                        Instant.parse("2026-11-23T08:37:29Z"),
                        new FsStats(
                                Instant.parse("2026-11-23T08:40:12Z"),
                                270553174016L,
                                3178496L,
                                16199295L,
                                16777216L,
                                30L),
                        new FsStats(
                                Instant.parse("2026-11-23T08:40:17Z"),
                                270553174016L,
                                8192L,
                                16199295L,
                                16777216L,
                                1L)));
    }

    @ParameterizedTest
    @CsvSource({"dockershim-1.23,main flaky app sidecar", "cri-dockerd-1.36,main flaky app sidecar"})
    void findsEveryRunningContainer(String node, String names) throws Exception {
        Summary summary = SummarySource.parse(Fixtures.open(node, "stats-summary.json"));

        assertThat(summary.pods())
                .flatExtracting(Summary.PodStats::containers)
                .extracting(ContainerStats::name)
                .containsExactlyInAnyOrder(names.split(" "));
    }

    @Test
    void leavesOutWhatTheRuntimeDoesNotCount() throws Exception {
        Summary summary = SummarySource.parse(Fixtures.open("cri-dockerd-1.36", "stats-summary.json"));

        assertThat(summary.pods())
                .flatExtracting(Summary.PodStats::containers)
                .extracting("rootfs.inodesUsed")
                .containsOnlyNulls();
    }

    @Test
    void bothAttemptsOfARestartedContainerStay() throws Exception {
        Summary summary = parse("""
                {"pods":[{"podRef":{"name":"p","namespace":"n","uid":"u"},"containers":[
                  {"name":"c","startTime":"2026-01-01T00:00:00Z"},{"name":"c","startTime":"2026-01-01T00:00:09+00:00"}]}]}
                """);

        assertThat(summary.pods().get(0).containers())
                .extracting(ContainerStats::startTime)
                .containsExactly(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:09Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "unknown", textBlock = """
            0                    | 0
            9007199254740993     | 9007199254740993
            9223372036854775807  | 9223372036854775807
            9223372036854775808  | unknown
            18446744073709551615 | unknown
            -1                   | unknown
            1.5                  | unknown
            1e3                  | unknown
            "12"                 | unknown
            true                 | unknown
            null                 | unknown
            {"a":[1,{}]}         | unknown
            [1,[2]]              | unknown
            """)
    void aNumberThatIsNoByteCountIsUnknownAndSpoilsNothingElse(String written, Long read) throws Exception {
        Summary summary = parse("""
                {"pods":[{"podRef":{"name":"p","namespace":"n","uid":"u"},"containers":[
                  {"name":"c","rootfs":{"usedBytes":%s,"inodes":7}}]}]}
                """.formatted(written));

        FsStats rootfs = summary.pods().get(0).containers().get(0).rootfs();
        assertThat(rootfs).extracting(FsStats::usedBytes, FsStats::inodes).containsExactly(read, 7L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"yesterday\"", "17", "{}"})
    void aTimeThatIsNoneIsUnknown(String written) throws Exception {
        Summary summary = parse("""
                {"pods":[{"podRef":{"name":"p","namespace":"n","uid":"u"},"containers":[
                  {"name":"c","startTime":%s,"rootfs":{"time":%s,"inodes":7}}]}]}
                """.formatted(written, written));

        assertThat(summary.pods().get(0).containers())
                .extracting("startTime", "rootfs.time", "rootfs.inodes")
                .containsExactly(tuple(null, null, 7L));
    }

    @Test
    void whatCannotBeNamedIsLeftOutAndOnlyThat() throws Exception {
        Summary summary = parse("""
                {"pods":[null,{},{"podRef":null},{"podRef":{"name":"p","namespace":"n"}},
                  {"podRef":{"name":"","namespace":"n","uid":"u"}},
                  {"podRef":{"name":"p","namespace":"n","uid":"u"},"containers":[null,{},{"name":""},{"name":"c"}]},
                  {"podRef":{"name":"q","namespace":"n","uid":"v"},"containers":null}]}
                """);

        assertThat(summary.pods())
                .extracting(pod -> pod.podRef().name(), pod -> pod.containers().size())
                .containsExactly(tuple("p", 1), tuple("q", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"pods\":null}", "{\"pods\":[]}"})
    void aNodeWithoutPodsHasNone(String text) throws Exception {
        assertThat(parse(text).pods()).isEqualTo(List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "secret",
                "{\"pods\":[",
                "{\"pods\":[]} secret",
                "{\"pods\":[]}{}",
                "{\"pods\":\"secret\"}",
                "{\"pods\":[]",
                "<html>secret</html>"
            })
    void whatIsNoWholeSummaryIsAFailureThatQuotesNothing(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith("kubelet's answer to /stats/summary is ")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "{\"node\":" + "[".repeat(100_000) + "]".repeat(100_000) + ",\"pods\":[]}";

        assertThatThrownBy(() -> parse(deep))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("not the JSON expected");
    }

    @Test
    void aNumberOfAMillionDigitsIsRefused() {
        String huge = "{\"pods\":[{\"podRef\":{\"name\":\"p\",\"namespace\":\"n\",\"uid\":\"u\"},"
                + "\"containers\":[{\"name\":\"c\",\"rootfs\":{\"usedBytes\":" + "9".repeat(1_000_000) + "}}]}]}";

        assertThatThrownBy(() -> parse(huge))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("not the JSON expected");
    }

    private static Summary parse(String text) throws SourceException {
        return SummarySource.parse(Fixtures.text(text));
    }
}
