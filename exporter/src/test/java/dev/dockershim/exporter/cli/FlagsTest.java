package dev.dockershim.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Flags are a contract: deployments name them, and rely on their defaults. */
class FlagsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "agent | --node.name=null --kubelet.url=null --kubelet.ca-file=null --kubelet.server-name=null"
                        + " --kubelet.token-file=null --kubelet.cert-file=null --kubelet.key-file=null"
                        + " --kubelet.insecure-skip-verify=false --cri.endpoint=none --series.values=CORRECTED"
                        + " --series.families=all --series.when=MISSING --docker.naming=none"
                        + " --docker.image-form=ID --cadvisor.timestamps=KEEP --collector.container-info=false"
                        + " --readiness.interval=PT1M --readiness.emit-passing=true"
                        + " --readiness.accept-cri-dockerd=true --readiness.search-path=[] --readiness.state-file=none --host.root=none"
                        + " --apiserver.url=auto --list-checks=false"
                        + " --web.listen-address=[:10061] --web.telemetry-path=/metrics --web.config.file=null --web.access-log=false"
                        + " --log.level=INFO --log.format=LOGFMT --help=false --version=false",
                "watcher | --kubeconfig=null --context=null --shard=0 --total-shards=1 --readiness.interval=PT30S"
                        + " --readiness.emit-passing=true --readiness.accept-cri-dockerd=true"
                        + " --watcher.agent-namespace=null --watcher.defer-to-agents=true --watcher.stall-after=PT2H"
                        + " --watcher.max-findings=500 --list-checks=false"
                        + " --web.listen-address=[:10062] --web.telemetry-path=/metrics --web.config.file=null --web.access-log=false"
                        + " --log.level=INFO --log.format=LOGFMT --help=false --version=false",
                "report | --kubeconfig=null --context=null --timeout=PT5M --for-version=null --control-plane-only=false"
                        + " --assume=[] --readiness.accept-cri-dockerd=true --output=TABLE --output-file=null"
                        + " --all=false --no-color=false --help=false --version=false",
                "demo | --demo.node=[containerd-1.36, containerd23, cri-dockerd-1.36, dockershim, draining, migrated, migrated-work-left, unknown]"
                        + " --web.listen-address=127.0.0.1:10061 --demo.once=false --demo.cluster=null --demo.migration=null --with-prometheus=false --prometheus.listen-address=127.0.0.1:9090 --prometheus.path=prometheus --series.values=CORRECTED --series.families=all --series.when=MISSING --docker.naming=none"
                        + " --docker.image-form=ID --cadvisor.timestamps=KEEP --collector.container-info=false"
                        + " --log.level=INFO --log.format=LOGFMT --help=false --version=false",
            })
    void everyFlagAndItsDefault(String command, String flags) {
        CommandLine commandLine = Main.commandLine().setDefaultValueProvider(new EnvironmentDefaults(Map.of()));
        commandLine.parseArgs(command);
        String found =
                Objects.requireNonNull(commandLine.getSubcommands().get(command)).getCommandSpec().options().stream()
                        .map(FlagsTest::withDefault)
                        .sorted()
                        .collect(Collectors.joining(" "));

        assertThat(found.split(" (?=--)", -1)).containsExactlyInAnyOrder(flags.split(" (?=--)", -1));
    }

    private static String withDefault(OptionSpec option) {
        assertThat(option.names()).as("one name each, the long one").hasSize(1);
        return option.longestName() + "=" + option.getValue();
    }
}
