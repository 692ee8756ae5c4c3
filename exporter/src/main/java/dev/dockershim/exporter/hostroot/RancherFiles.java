package dev.dockershim.exporter.hostroot;

import dev.dockershim.exporter.evidence.Observed.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What k3s and RKE2 tell their kubelet at the next start: {@code config.yaml}, then {@code config.yaml.d} in order, where a
 * later one takes a field's place, or adds to it if it is written with {@code +}; then the service's command line, whose
 * flags come last (k3s pkg/configfilearg).
 */
final class RancherFiles {

    private static final Set<String> NAMES = Set.of("docker", "container-runtime-endpoint", "kubelet-arg");

    private static final Set<String> FIELDS =
            Set.of("docker", "container-runtime-endpoint", "kubelet-arg", "kubelet-arg+");

    private final HostText files;
    private final RancherArguments arguments;
    private final String product;

    /**
     * Of one product.
     *
     * @param product {@code k3s} or {@code rke2}
     */
    RancherFiles(HostText files, String product) {
        this.files = files;
        this.arguments = new RancherArguments(files.host());
        this.product = product;
    }

    /** The kubelet's arguments; null if there is nothing of the product. */
    @Nullable
    KubeletArguments read() throws UnreadableException {
        List<String> configured = configured();
        Set<KubeletArguments> found = new LinkedHashSet<>();
        for (String service : services()) {
            List<String> words = new ServiceCommand(files, service).words(product);
            if (words != null) {
                List<String> all = new ArrayList<>(configured == null ? List.of() : configured);
                all.addAll(words);
                found.add(arguments.parse(all, product));
            }
        }
        if (found.size() > 1) {
            throw new UnreadableException(
                    Reason.INVALID, "the services of " + product + " tell their kubelets different things");
        }
        if (found.isEmpty()) {
            return configured == null ? null : arguments.parse(configured, product);
        }
        return found.iterator().next();
    }

    /** Where it puts drop-ins for its kubelet. */
    String configDirectory() {
        return "/var/lib/rancher/" + product + "/agent/etc/kubelet.conf.d";
    }

    private List<String> services() {
        return product.equals("k3s")
                ? List.of("k3s.service", "k3s-agent.service")
                : List.of(product + "-server.service", product + "-agent.service");
    }

    /** The files' fields as flags; null if there is no file. */
    private @Nullable List<String> configured() throws UnreadableException {
        String first = "/etc/rancher/" + product + "/config.yaml";
        List<String> paths = new ArrayList<>(List.of(first));
        for (String name : files.names(first + ".d")) {
            if (name.endsWith(".yaml") || name.endsWith(".yml")) {
                paths.add(first + ".d/" + name);
            }
        }
        Map<String, List<String>> fields = new LinkedHashMap<>();
        boolean any = false;
        for (String path : paths) {
            String text = files.text(path);
            if (text != null) {
                any = true;
                lay(fields, text);
            }
        }
        List<String> flags = new ArrayList<>();
        fields.forEach((name, values) -> values.forEach(value -> flags.add("--" + name + '=' + value)));
        return any ? flags : null;
    }

    private static void lay(Map<String, List<String>> fields, String text) throws UnreadableException {
        Map<String, List<String>> read = TopLevelFields.read(text, FIELDS);
        if (read == null) {
            throw new UnreadableException(
                    Reason.INVALID, "a file of a distribution's configuration could not be understood");
        }
        for (String name : NAMES) {
            List<String> values = read.get(name);
            if (values != null) {
                fields.put(name, new ArrayList<>(values));
            }
            fields.computeIfAbsent(name, any -> new ArrayList<>()).addAll(read.getOrDefault(name + '+', List.of()));
        }
    }
}
