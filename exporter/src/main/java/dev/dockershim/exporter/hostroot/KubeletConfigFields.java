package dev.dockershim.exporter.hostroot;

import dev.dockershim.exporter.evidence.CgroupDriver;
import dev.dockershim.exporter.evidence.KubeletSettings;
import dev.dockershim.exporter.evidence.Observed.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of interest of a {@code KubeletConfiguration} (kubernetes staging/src/k8s.io/kubelet/config/v1beta1), with
 * further ones laid over it as the kubelet does with {@code --config-dir} (KEP-3983).
 */
final class KubeletConfigFields {

    private static final String ENDPOINT = "containerRuntimeEndpoint";
    private static final String CGROUP_DRIVER = "cgroupDriver";
    private static final String LOG_MAX_SIZE = "containerLogMaxSize";
    private static final String LOG_MAX_FILES = "containerLogMaxFiles";
    private static final String KIND = "kind";
    private static final Set<String> NAMES = Set.of(ENDPOINT, CGROUP_DRIVER, LOG_MAX_SIZE, LOG_MAX_FILES, KIND);

    private final Map<String, String> fields = new HashMap<>();

    /**
     * Lays a document over what was read before.
     *
     * @throws UnreadableException if a kubelet would not start with it
     */
    void lay(String text) throws UnreadableException {
        Map<String, List<String>> read = TopLevelFields.read(text, NAMES);
        if (read == null || !List.of("KubeletConfiguration").equals(read.get(KIND))) {
            throw invalid();
        }
        for (Map.Entry<String, List<String>> field : read.entrySet()) {
            if (field.getValue().size() != 1) {
                throw invalid();
            }
            fields.put(field.getKey(), field.getValue().get(0));
        }
        checkValues();
    }

    /** What they come to. */
    KubeletSettings settings() {
        return new KubeletSettings(
                KubeletArguments.endpoint(fields.get(ENDPOINT)),
                null,
                CgroupDriver.parse(fields.get(CGROUP_DRIVER)),
                isSet(LOG_MAX_SIZE),
                isSet(LOG_MAX_FILES));
    }

    private boolean isSet(String name) {
        return !text(name).isEmpty();
    }

    private String text(String name) {
        @Nullable String value = fields.get(name);
        return value == null ? "" : value.strip();
    }

    private void checkValues() throws UnreadableException {
        String endpoint = text(ENDPOINT);
        String driver = text(CGROUP_DRIVER);
        if ((!endpoint.isEmpty() && !endpoint.contains("/"))
                || (!driver.isEmpty() && CgroupDriver.parse(driver) == null)) {
            throw invalid();
        }
    }

    private static UnreadableException invalid() {
        return new UnreadableException(
                Reason.INVALID, "a file of the kubelet's configuration is no valid KubeletConfiguration");
    }
}
