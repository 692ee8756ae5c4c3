package dev.dockershim.exporter.naming;

import dev.dockershim.exporter.cri.FamiliarImageName;
import dev.dockershim.exporter.node.ContainerFacts;
import dev.dockershim.exporter.node.ContainerIdentity;
import dev.dockershim.exporter.node.ContainerSnapshot;
import dev.dockershim.exporter.node.ContainerSnapshot.Kind;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Docker called a container of Kubernetes.
 *
 * <p>Rules: kubernetes v1.23 {@code pkg/kubelet/dockershim/naming.go}, {@code docker_sandbox.go}; google/cadvisor v0.43
 * {@code container/docker/handler.go}. What cannot be rebuilt is the random suffix that a name got after a conflict.
 */
public final class DockerNames {

    /** The container name of a pod's sandbox. */
    public static final String SANDBOX = "POD";

    private static final String PREFIX = "k8s";
    private static final String ANY_TRANSPORT = "^(docker|docker-pullable)://";
    private static final Pattern SCOPE = Pattern.compile("/(?:cri-containerd|crio)-([0-9a-f]{64})\\.scope");
    private static final Pattern BARE_ID = Pattern.compile("[0-9a-f]{64}");

    private DockerNames() {}

    /** The container's name among its pod's; {@code POD} for a sandbox. */
    public static String container(Kind kind, ContainerIdentity identity) {
        return kind == Kind.SANDBOX ? SANDBOX : identity.container();
    }

    /** {@code k8s_<container>_<pod>_<namespace>_<uid>_<attempt>}; null if a part of it is unknown. */
    public static @Nullable String name(Kind kind, ContainerIdentity identity, ContainerFacts facts) {
        String of = container(kind, identity);
        if (of.isEmpty()
                || identity.pod().isEmpty()
                || identity.namespace().isEmpty()
                || facts.podUid().isEmpty()
                || facts.attempt() == ContainerSnapshot.UNKNOWN) {
            return null;
        }
        return String.join(
                "_",
                PREFIX,
                of,
                identity.pod(),
                identity.namespace(),
                facts.podUid(),
                Integer.toString(facts.attempt()));
    }

    /**
     * The image in Docker's form; a sandbox has the name that is configured for it. Where only the other form is known,
     * that one: Docker's kubelet showed either.
     *
     * @return null if none is known
     */
    public static @Nullable String image(
            Kind kind, ContainerIdentity identity, ContainerFacts facts, DockerImageForm form) {
        if (kind == Kind.SANDBOX) {
            String name = facts.imageName() == null ? identity.image() : facts.imageName();
            return name.isEmpty() ? null : FamiliarImageName.of(name);
        }
        if (form == DockerImageForm.DIGEST && facts.imageDigest() != null) {
            return facts.imageDigest();
        }
        String reference = facts.imageId();
        if (reference == null) {
            return null;
        }
        String image = reference.replaceFirst(ANY_TRANSPORT, "");
        if (BARE_ID.matcher(image).matches()) {
            return "sha256:" + image;
        }
        return image.startsWith("sha256:") ? image : FamiliarImageName.of(image);
    }

    /** A cgroup path with the scope named as Docker's systemd driver named it; any other path as it is. */
    public static String id(String cgroupPath) {
        return SCOPE.matcher(cgroupPath).replaceFirst("/docker-$1.scope");
    }
}
