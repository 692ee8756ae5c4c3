package dev.dockershim.exporter.checks;

import dev.dockershim.exporter.readiness.Check;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The checks that an agent makes of its node, in their order. What takes other nodes, events, or how long a node has been
 * out of service (RT-09, RT-10, CN-05, CL-01), and Windows nodes (WN-01), are a watcher's: {@code cluster.ClusterChecks}.
 *
 * @param checks each with an id of its own
 */
public record Catalogue(List<Check> checks) {

    /** Copies the list. */
    public Catalogue {
        checks = List.copyOf(checks);
        Set<String> ids = new HashSet<>();
        for (Check check : checks) {
            if (!ids.add(check.info().id())) {
                throw new IllegalArgumentException(
                        "two checks have the id " + check.info().id());
            }
        }
    }

    /** All of them, with those of the workloads, which are not of this package. */
    public static Catalogue of(List<? extends Check> workloads) {
        List<Check> checks = new ArrayList<>(runtime());
        checks.addAll(docker());
        checks.add(new DockerInScripts());
        checks.addAll(workloads);
        checks.addAll(network());
        checks.add(new ContainerFsGap());
        checks.add(new CriDockerdLabels());
        return new Catalogue(checks);
    }

    /** One a line: id, severity, title. */
    public String text() {
        return checks.stream()
                .map(Check::info)
                .map(info -> String.format(
                        Locale.ROOT,
                        "%-8s %-8s %s\n",
                        info.id(),
                        info.severity().label(),
                        info.title()))
                .collect(Collectors.joining());
    }

    private static List<Check> runtime() {
        Check socket = new KubeadmCriSocket();
        Check floor = new CriVersionFloor();
        return List.of(
                new RuntimeNameCheck(),
                new KubeletVersionWindow(),
                new EffectiveEndpointCheck(),
                new RemovedFlag(),
                new EndpointScheme(),
                socket,
                new Escalation(socket, new Cordoned()),
                new CriAnswers(),
                new CriPreflight(),
                floor,
                new Escalation(floor, new CriV1Wanted()));
    }

    private static List<Check> docker() {
        return List.of(
                new DockerdRunning(),
                new DockerPackages(),
                new DockershimResidue(),
                new DockerConfigReadable(),
                new RegistryMirrors(),
                new InsecureRegistries(),
                new ContainerLogs(),
                new DataRoot(),
                new CgroupDrivers(),
                new DockerRuntimes(),
                new OtherDockerSettings());
    }

    private static List<Check> network() {
        Check release = new ContainerdRelease();
        Check declared = new CniVersionDeclared();
        Check supports = new PluginSupportsConfig();
        Check loopback = new LoopbackPlugin();
        Escalation.Condition plugins =
                new Escalation.AnyFails("CN-02, CN-03 or CN-04 fails", List.of(declared, supports, loopback));
        Escalation.Condition affected = new Escalation.AnyFails("CN-01 fails", List.of(release));
        return List.of(
                release,
                new Escalation(release, plugins),
                declared,
                new Escalation(declared, affected),
                supports,
                loopback,
                new Escalation(loopback, affected));
    }
}
