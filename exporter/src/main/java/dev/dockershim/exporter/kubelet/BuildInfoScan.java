package dev.dockershim.exporter.kubelet;

import dev.dockershim.exporter.evidence.Version;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the version of a Kubernetes component in its metrics, in the Prometheus text format, while they come in: label
 * {@code git_version} of {@code kubernetes_build_info} (kubernetes component-base/metrics/version.go). Memory is one line.
 */
final class BuildInfoScan {

    private static final byte[] FAMILY = "kubernetes_build_info{".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern VERSION = Pattern.compile("[{,]\\s*git_version=\"([^\"\\\\]{1,128})\"");

    /** Recorded: about 300. */
    private static final int MAX_LINE_BYTES = 4096;

    private final byte[] line = new byte[MAX_LINE_BYTES];
    private int length;
    private boolean passedOver;

    /** Takes the next bytes. Returns the version once its line has ended, which ends the search; null before. */
    @Nullable
    Version accept(byte[] piece, int count) {
        for (int i = 0; i < count; i++) {
            byte next = piece[i];
            if (next == '\n') {
                Version found = passedOver || length <= FAMILY.length ? null : version();
                if (found != null) {
                    return found;
                }
                length = 0;
                passedOver = false;
            } else if (!passedOver) {
                passedOver = length == MAX_LINE_BYTES || (length < FAMILY.length && next != FAMILY[length]);
                if (!passedOver) {
                    line[length++] = next;
                }
            }
        }
        return null;
    }

    private @Nullable Version version() {
        Matcher matcher = VERSION.matcher(new String(line, 0, length, StandardCharsets.UTF_8));
        return matcher.find() ? Version.parse(matcher.group(1)) : null;
    }
}
