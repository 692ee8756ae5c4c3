package dev.dockershim.exporter.checks;

import dev.dockershim.exporter.readiness.Check;
import java.util.List;

/**
 * Checks of a node that its Node object alone can decide, for who sees no more of it. Where it cannot, they are unknown;
 * the other checks of the {@link Catalogue} would always be.
 */
public final class ApiServerChecks {

    private ApiServerChecks() {}

    /** Of the runtime and the kubelet. */
    public static List<Check> runtime() {
        Check socket = new KubeadmCriSocket();
        Check floor = new CriVersionFloor();
        return List.of(
                new RuntimeNameCheck(),
                new KubeletVersionWindow(),
                new EndpointScheme(),
                socket,
                new Escalation(socket, new Cordoned()),
                floor,
                new Escalation(floor, new CriV1Wanted()));
    }

    /** Of the network. */
    public static List<Check> network() {
        return List.of(new ContainerdRelease());
    }

    /** Of metrics. */
    public static List<Check> metrics() {
        return List.of(new CriDockerdLabels());
    }

    /** Of Windows, where no agent runs. */
    public static List<Check> windows() {
        Check windows = new WindowsNode();
        return List.of(windows, new Escalation(windows, new DockershimNamed()));
    }
}
