package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.cri.CriContainers;
import dev.dockershim.exporter.kubelet.Summary;
import dev.dockershim.exporter.source.Reading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who answers: notices when the runtime, or the kubelet, may have become another. */
final class Peers {

    private boolean kubeletWasGone;
    private int kubeletReturns;
    private List<Object> runtime = List.of();

    /**
     * Both, in a form that equals an earlier one as long as they are the same.
     *
     * @param criContainers null if the runtime did not answer, or is not asked
     */
    Object now(@Nullable CriContainers criContainers) {
        if (criContainers != null) {
            runtime = List.of(criContainers.runtime(), criContainers.connection());
        }
        return List.of(runtime, kubeletReturns);
    }

    /** A kubelet that was gone may have come back with other flags, or as another version. */
    void note(Reading<Summary> summary) {
        if (summary instanceof Reading.Failed<Summary>) {
            kubeletWasGone = true;
        } else if (kubeletWasGone) {
            kubeletWasGone = false;
            kubeletReturns++;
        }
    }
}
