package dev.dockershim.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class EnvironmentDefaultsTest {

    @ParameterizedTest
    @CsvSource({
        "--kubelet.url,DOCKERSHIM_EXPORTER_KUBELET_URL",
        "--kubelet.insecure-skip-verify,DOCKERSHIM_EXPORTER_KUBELET_INSECURE_SKIP_VERIFY",
        "--web.listen-address,DOCKERSHIM_EXPORTER_WEB_LISTEN_ADDRESS",
    })
    void aVariableIsTheFlagInUpperCase(String flag, String variable) {
        assertThat(EnvironmentDefaults.variable(flag)).isEqualTo(variable);
    }

    @Test
    void aVariableStandsForAFlagThatIsNotGiven() {
        CommandSpec agent = agent(Map.of(
                "DOCKERSHIM_EXPORTER_NODE_NAME", "node-b",
                "DOCKERSHIM_EXPORTER_LOG_FORMAT", "json",
                "DOCKERSHIM_EXPORTER_KUBELET_INSECURE_SKIP_VERIFY", "true",
                "DOCKERSHIM_EXPORTER_CRI_ENDPOINT", "auto"));

        assertThat(value(agent, "--node.name")).isEqualTo("node-b");
        assertThat(value(agent, "--log.format")).isEqualTo("JSON");
        assertThat(value(agent, "--kubelet.insecure-skip-verify")).isEqualTo("true");
        assertThat(value(agent, "--cri.endpoint")).isEqualTo("auto");
    }

    @Test
    void theFlagWinsOverTheVariable() {
        CommandSpec agent = agent(Map.of("DOCKERSHIM_EXPORTER_CRI_ENDPOINT", "auto"), "--cri.endpoint=unix:///a.sock");

        assertThat(value(agent, "--cri.endpoint")).isEqualTo("unix:///a.sock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void anEmptyVariableIsAsNone(String value) {
        assertThat(value(agent(Map.of("DOCKERSHIM_EXPORTER_CRI_ENDPOINT", value)), "--cri.endpoint"))
                .isEqualTo("none");
    }

    @Test
    void severalAddressesArePartedByCommas() {
        assertThat(value(
                        agent(Map.of("DOCKERSHIM_EXPORTER_WEB_LISTEN_ADDRESS", "127.0.0.1:1,127.0.0.1:2")),
                        "--web.listen-address"))
                .isEqualTo("[127.0.0.1:1, 127.0.0.1:2]");
    }

    @Test
    void noVariableAsksForHelpOrVersion() {
        CommandLine.ParseResult parsed = commandLine(
                        Map.of("DOCKERSHIM_EXPORTER_HELP", "true", "DOCKERSHIM_EXPORTER_VERSION", "true"))
                .parseArgs("agent");

        assertThat(parsed.subcommand().isUsageHelpRequested()).isFalse();
        assertThat(parsed.subcommand().isVersionHelpRequested()).isFalse();
    }

    private static CommandLine commandLine(Map<String, String> environment) {
        return Main.commandLine().setDefaultValueProvider(new EnvironmentDefaults(environment));
    }

    private static CommandSpec agent(Map<String, String> environment, String... flags) {
        CommandLine commandLine = commandLine(environment);
        String[] arguments = new String[flags.length + 1];
        arguments[0] = "agent";
        System.arraycopy(flags, 0, arguments, 1, flags.length);
        commandLine.parseArgs(arguments);
        return Objects.requireNonNull(commandLine.getSubcommands().get("agent")).getCommandSpec();
    }

    private static @Nullable String value(CommandSpec command, String flag) {
        Object value = command.findOption(flag).getValue();
        return value == null ? null : value.toString();
    }
}
