package dev.dockershim.exporter.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;

class AgentTest {

    @Test
    void theTableHasTheVendorsOfTheGuide() {
        assertThat(Agent.all())
                .extracting(Agent::vendor)
                .containsExactly("aqua", "datadog", "dynatrace", "falco", "prisma-cloud", "signalfx", "kubectl-flame");
        assertThat(Agent.all()).allSatisfy(agent -> {
            assertThat(agent.names()).allMatch(name -> name.equals(name.toLowerCase(java.util.Locale.ROOT)));
            assertThat(agent.hint()).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "datadog, datadog",
        "my-dd-agent, datadog",
        "DATADOG, datadog",
        "datadog-operator, ''",
        "datadog-kube-state-metrics, ''",
        "dynatrace-oneagent, dynatrace",
        "dynatrace-oneagent-operator, ''",
        "falco, falco",
        "falco-exporter, ''",
        "falco-k8s-metacollector, ''",
        "twistlock-defender-ds, prisma-cloud",
        "signalfx-agent, signalfx",
        "kubectl-flame-1234, kubectl-flame",
        "aqua-enforcer, ''",
        "web, ''",
    })
    void byTheOwnersName(String owner, String vendor) {
        assertThat(vendors(TestPods.of("n", "x", "DaemonSet", owner))).isEqualTo(vendor);
        assertThat(vendors(TestPods.of("n", owner + "-abc", "", ""))).isEqualTo(vendor);
    }

    @ParameterizedTest
    @CsvSource({
        "gcr.io/datadoghq/agent, datadog",
        "datadog/agent, datadog",
        "datadog/cluster-agent, ''",
        "gcr.io/datadoghq/dd-lib-java-init, ''",
        "mydatadog/agent, ''",
        "falcosecurity/falco, falco",
        "r:5000/mirror/falcosecurity/falco, falco",
        "falcosecurity/falcosidekick, ''",
        "falcosecurity/falcoctl, ''",
        "twistlock/defender, prisma-cloud",
        "quay.io/signalfx/signalfx-agent, signalfx",
    })
    void byItsImage(String image, String vendor) {
        assertThat(vendors(TestPods.withImage(image))).isEqualTo(vendor);
    }

    @ParameterizedTest
    @CsvSource({
        "'[{\"id\": \"A\", \"vendor\": \"a\", \"title\": \"A\", \"documentation\": \"d\", \"hint\": \"h\", \"nmaes\": [\"x\"]}]'",
        "'[{\"id\": \"A\", \"vendor\": \"a\", \"title\": \"A\", \"documentation\": \"d\"}]'",
        "'[{\"vendor\": \"a\", \"title\": \"A\", \"documentation\": \"d\", \"hint\": \"h\"}]'",
        "'{\"id\": \"A\"}'",
    })
    void aTableThatIsWrittenWrongIsAnError(String json) {
        assertThatThrownBy(() -> TableFile.read(bytes(json), Agent.class)).isInstanceOf(JacksonException.class);
    }

    @Test
    void listsMayBeLeftOut() {
        List<Agent> read = TableFile.read(
                bytes(
                        "[{\"id\": \"A\", \"vendor\": \"a\", \"title\": \"A\", \"documentation\": \"d\", \"hint\": \"h\"}]"),
                Agent.class);

        assertThat(read)
                .containsExactly(new Agent("A", "a", "A", List.of(), List.of(), List.of(), false, false, "d", "h"));
    }

    private static ByteArrayInputStream bytes(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String vendors(dev.dockershim.exporter.evidence.PodSpec pod) {
        return String.join(
                " ",
                Agent.all().stream()
                        .filter(agent -> agent.matches(pod))
                        .map(Agent::vendor)
                        .toList());
    }
}
