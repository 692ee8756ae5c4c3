package dev.dockershim.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockershim.exporter.cluster.Shard;
import dev.dockershim.exporter.watch.WatchConfig;
import dev.dockershim.exporter.watcher.WatcherConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class WatcherOptionsTest {

    @TempDir
    Path serviceAccount;

    @Test
    void everyFlagArrives() {
        WatcherCommand command = parse(
                "--kubeconfig=/k",
                "--context=c",
                "--shard=2",
                "--total-shards=4",
                "--readiness.interval=1m",
                "--readiness.emit-passing=false",
                "--readiness.accept-cri-dockerd=false",
                "--watcher.agent-namespace=monitoring",
                "--watcher.defer-to-agents=false",
                "--watcher.stall-after=30m",
                "--watcher.max-findings=7",
                "--web.listen-address=:1,:2",
                "--web.telemetry-path=/m");

        WatcherConfig config = command.config();
        assertThat(config.policy().stall()).isEqualTo(Duration.ofMinutes(30));
        assertThat(config.policy().findings()).isEqualTo(7);
        assertThat(config.policy().deferToAgents()).isFalse();
        assertThat(config.interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.emitPassing()).isFalse();
        assertThat(config.acceptCriDockerd()).isFalse();
        assertThat(config.listenAddresses()).isEqualTo(List.of(":1", ":2"));
        assertThat(config.telemetryPath()).isEqualTo("/m");
        assertThat(WatcherStart.watchConfig(command, self(Map.of())))
                .isEqualTo(new WatchConfig(Path.of("/k"), "c", new Shard(2, 4), "monitoring"));
    }

    @ParameterizedTest
    @CsvSource({
        "watcher-0, 0",
        "dockershim-watcher-3, 3",
        "a-1-2, 2",
    })
    void theShardMayComeFromThePodsName(String pod, int index) {
        assertThat(WatcherStart.watchConfig(parse("--shard=auto", "--total-shards=4"), self(Map.of("POD_NAME", pod)))
                        .shard())
                .isEqualTo(new Shard(index, 4));
    }

    @ParameterizedTest
    @CsvSource({
        "auto, 4, watcher-7f9c, '--shard=auto: the pod''s name has no number at its end'",
        "auto, 4, watcher-4, '--shard: 4 is not below --total-shards, 4'",
        "4, 4, w, '--shard: 4 is not below --total-shards, 4'",
        "-1, 4, w, '--shard: ''-1'' is neither auto nor a number from 0'",
        "first, 4, w, '--shard: ''first'' is neither auto nor a number from 0'",
        "0, 0, w, '--total-shards: 0 is not from 1 to 1000'",
        "0, 1001, w, '--total-shards: 1001 is not from 1 to 1000'",
    })
    void aShardThatIsNoneIsRefused(String shard, String total, String pod, String message) {
        WatcherCommand command = parse("--shard=" + shard, "--total-shards=" + total);

        assertThatThrownBy(() -> WatcherStart.watchConfig(command, self(Map.of("POD_NAME", pod))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource({
        ", , , ",
        ", , kube-system, kube-system",
        ", monitoring, kube-system, monitoring",
        "any, monitoring, kube-system, ",
        "agents, monitoring, kube-system, agents",
    })
    void agentsAreBelievedInTheNamespaceOfTheFlagElseInOnesOwn(
            @Nullable String flag, @Nullable String variable, @Nullable String file, @Nullable String expected)
            throws IOException {
        if (file != null) {
            Files.writeString(serviceAccount.resolve("namespace"), file + "\n");
        }
        WatcherCommand command = flag == null ? parse() : parse("--watcher.agent-namespace=" + flag);
        PodSelf self = self(variable == null ? Map.of() : Map.of("POD_NAMESPACE", variable));

        assertThat(WatcherStart.watchConfig(command, self).agentNamespace()).isEqualTo(expected);
    }

    @Test
    void aPodsOwnNamespaceIsNoneOfAnotherCluster() {
        assertThat(WatcherStart.watchConfig(parse("--kubeconfig=/k"), self(Map.of("POD_NAMESPACE", "monitoring")))
                        .agentNamespace())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--readiness.interval=0",
                "--readiness.interval=9s",
                "--readiness.interval=2h",
                "--watcher.stall-after=0",
                "--watcher.stall-after=59s",
                "--watcher.stall-after=169h",
                "--watcher.defer-to-agents=maybe",
                "--watcher.max-findings=many",
            })
    void aValueOutOfBoundsIsRefusedByItsFlag(String flag) {
        assertThatThrownBy(() -> parse(flag))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining(flag.substring(0, flag.indexOf('=')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--watcher.max-findings=0", "--watcher.max-findings=100001", "--watcher.max-findings=-1"})
    void aNumberOfFindingsOutOfBoundsIsRefused(String flag) {
        assertThatThrownBy(() -> parse(flag).config())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--watcher.max-findings: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Upper", "a/b", "", "-a", "a."})
    void aNamespaceThatIsNoneIsRefused(String namespace) {
        WatcherCommand command = parse("--watcher.agent-namespace=" + namespace);

        assertThatThrownBy(() -> WatcherStart.watchConfig(command, self(Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--watcher.agent-namespace: ");
    }

    @Test
    void aContextWithoutAFileIsRefused() {
        assertThatThrownBy(() -> WatcherStart.watchConfig(parse("--context=c"), self(Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--context");
    }

    private PodSelf self(Map<String, String> environment) {
        return new PodSelf(environment, serviceAccount);
    }

    private static WatcherCommand parse(String... flags) {
        CommandLine commandLine = new CommandLine(new WatcherCommand())
                .setDefaultValueProvider(new EnvironmentDefaults(Map.of()))
                .setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.parseArgs(flags);
        return commandLine.getCommand();
    }
}
