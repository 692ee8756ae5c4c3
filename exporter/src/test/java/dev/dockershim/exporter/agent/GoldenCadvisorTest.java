package dev.dockershim.exporter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.agent.RecordedAgent.Level;
import dev.dockershim.exporter.containerfs.SeriesValues;
import dev.dockershim.exporter.docs.GeneratedFile;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole answers of {@code /metrics/cadvisor} on recorded nodes; {@code make golden} rewrites them. */
class GoldenCadvisorTest {

    private static final String DIRECTORY = "exporter/src/test/resources/golden/cadvisor/";

    static Stream<Arguments> nodes() {
        return Stream.of(
                Arguments.of("dockershim-1.23", Level.RESTRICTED),
                Arguments.of("containerd-1.36", Level.CRI),
                Arguments.of("containerd-1.36", Level.RESTRICTED),
                Arguments.of("containerd23", Level.CRI),
                Arguments.of("containerd23-gate", Level.CRI),
                Arguments.of("containerd23-gate", Level.RESTRICTED),
                Arguments.of("cri-dockerd-1.36", Level.CRI));
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void withDockerNamingAnAnswerIsAsItWas(String node, Level level) throws Exception {
        try (RecordedAgent agent = RecordedAgent.start(node, level, RecordedAgent.docker(SeriesValues.DOCKERSHIM))) {
            GeneratedFile.check(
                    "golden", file(node, level) + "-docker.prom", agent.get("/metrics/cadvisor", RecordedAgent.TEXT));
        }
    }

    /** All but what is added is the kubelet's to the byte, so that the difference says it all. */
    @ParameterizedTest
    @MethodSource("nodes")
    void withoutItOnlyWhatIsMissingIsAdded(String node, Level level) throws Exception {
        try (RecordedAgent agent = RecordedAgent.start(node, level, SeriesValues.CORRECTED)) {
            String answer = agent.get("/metrics/cadvisor", RecordedAgent.TEXT);
            GeneratedFile.check("golden", file(node, level) + ".diff", difference(recorded(node), answer));
        }
    }

    @Test
    void anAnswerOf45PodsIsAsItWas() throws Exception {
        String node = "containerd-1.36-45pods";
        try (RecordedAgent agent =
                RecordedAgent.start(node, Level.CRI, RecordedAgent.docker(SeriesValues.DOCKERSHIM))) {
            GeneratedFile.checkCompressed(
                    "golden",
                    file(node, Level.CRI) + "-docker.prom.gz",
                    agent.get("/metrics/cadvisor", RecordedAgent.TEXT));
        }
        try (RecordedAgent agent = RecordedAgent.start(node, Level.CRI, SeriesValues.CORRECTED)) {
            GeneratedFile.checkCompressed(
                    "golden",
                    file(node, Level.CRI) + ".diff.gz",
                    difference(recorded(node), agent.get("/metrics/cadvisor", RecordedAgent.TEXT)));
        }
    }

    private static String file(String node, Level level) {
        return DIRECTORY + node + "-" + level.name().toLowerCase(Locale.ROOT);
    }

    private static String recorded(String node) {
        return new String(RecordedAgent.node(node).read("metrics-cadvisor.prom"), StandardCharsets.UTF_8);
    }

    /** Lines that went and lines that came, in order; the rest is the same, and in the same order. */
    private static String difference(String before, String after) {
        List<String> old = before.lines().toList();
        Set<String> kept = new HashSet<>(after.lines().toList());
        StringBuilder difference = new StringBuilder();
        int at = 0;
        for (String line : after.lines().toList()) {
            while (at < old.size() && !kept.contains(old.get(at))) {
                difference.append("- ").append(old.get(at++)).append('\n');
            }
            if (at < old.size() && old.get(at).equals(line)) {
                at++;
            } else {
                difference.append("+ ").append(line).append('\n');
            }
        }
        assertThat(old.subList(at, old.size()))
                .as("lines of the kubelet that are gone or moved")
                .isEmpty();
        return difference.toString();
    }
}
