package dev.dockershim.exporter.podspec;

import static dev.dockershim.exporter.podspec.PodClassifier.present;

import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.evidence.PodSpec.DockerEnv;
import dev.dockershim.exporter.podspec.Mounts.Place;
import dev.dockershim.exporter.podspec.PodManifest.Container;
import dev.dockershim.exporter.podspec.PodManifest.Handler;
import dev.dockershim.exporter.podspec.PodManifest.Lifecycle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one container tells about Docker. A CLI that talks to a Docker of the pod's own (Docker in Docker) is no use of
 * the node's: neither where the variables lead there, nor where the socket's place is an emptyDir or the daemon runs in
 * the container itself.
 */
final class ContainerClassifier {

    private static final String DEFAULT_SOCKET = "/var/run/docker.sock";
    private static final Pattern DAEMON =
            Pattern.compile("(?:^|[\\s;&|/(\"'`])dockerd(?:-entrypoint\\.sh)?(?![\\w.-])");

    private ContainerClassifier() {}

    static PodSpec.Container classify(Container container, Mounts mounts, Network network, boolean imageMissing) {
        List<String> arguments = new ArrayList<>(present(container.command()));
        arguments.addAll(present(container.args()));
        String command = String.join(" ", arguments);
        boolean daemon = ImageNames.isDockerInDocker(container.image())
                || (command.contains("dockerd") && DAEMON.matcher(command).find());
        Home home = new Home(mounts, network, daemon);
        DockerEnv env = DockerVariables.of(present(container.env()), arguments, home);

        boolean cli = false;
        boolean build = false;
        boolean node = false;
        for (String text : texts(command, container)) {
            DockerCommands found = DockerCommands.of(text);
            cli = cli || found.cli();
            build = build || found.build();
            node = node || found.node();
        }
        boolean untold = env == DockerEnv.NONE || env == DockerEnv.OTHER_RUNTIME;
        boolean own = env == DockerEnv.SIDECAR || (untold && home.isOwnSocket(DEFAULT_SOCKET));
        return new PodSpec.Container(
                ImageNames.bare(container.image()),
                container.securityContext() != null
                        && Boolean.TRUE.equals(container.securityContext().privileged()),
                Objects.equals(container.imagePullPolicy(), "Never"),
                imageMissing,
                node || (cli && !own),
                build && (node || !own),
                env);
    }

    private static List<String> texts(String command, Container container) {
        List<String> texts = new ArrayList<>();
        texts.add(command);
        Lifecycle lifecycle = container.lifecycle();
        for (Handler handler : Arrays.asList(
                container.livenessProbe(),
                container.readinessProbe(),
                container.startupProbe(),
                lifecycle == null ? null : lifecycle.postStart(),
                lifecycle == null ? null : lifecycle.preStop())) {
            addCommand(handler, texts);
        }
        return texts;
    }

    private static void addCommand(@Nullable Handler handler, List<String> texts) {
        if (handler != null && handler.exec() != null) {
            texts.add(String.join(" ", present(handler.exec().command())));
        }
    }

    private record Home(Mounts mounts, Network network, boolean daemon) implements DockerVariables.Surroundings {

        @Override
        public boolean isOwnHost(String host) {
            return network.isOwn(host);
        }

        @Override
        public boolean isOwnSocket(String path) {
            Place place = mounts.placeOf(path);
            return place == Place.POD || (daemon && place == Place.CONTAINER);
        }

        @Override
        public boolean isOfHost(String path) {
            return mounts.placeOf(path) == Place.HOST;
        }
    }
}
