package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.kubelet.CadvisorContainers;
import dev.dockershim.exporter.node.ContainerSnapshot;
import dev.dockershim.exporter.node.IdentityIndex;
import dev.dockershim.exporter.node.KubeletLook;
import dev.dockershim.exporter.node.KubeletLook.Basis;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides when to look into the kubelet's {@code /metrics/cadvisor}, and remembers what was seen there: the labels of
 * containers, and which of our series the kubelet serves itself.
 *
 * <p>That endpoint costs the kubelet more than all else we ask (2.5 MB and 0.2 CPU seconds at 90 containers). It is asked
 * when a container shows up whose labels are not known, when the kubelet or the runtime was replaced, and every few
 * minutes. A container that the kubelet does not name even then (its cAdvisor may lag by some seconds, or not know the
 * runtime at all) is asked for again at growing intervals. A look that fails takes nothing away.
 */
final class IdentityLook {

    /** Shorter than usual scrape intervals: the next scrape asks again. */
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);

    private static final Duration LAST_RETRY = Duration.ofMinutes(5);
    /** A kubelet that starts, or is busy, may need some time; one that fails so often may always. */
    private static final int GIVEN_UP_AFTER = 3;

    private static final Duration SLOW = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    /** A kubelet may be restarted with other flags without our noticing. */
    static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

    private final Duration lookAgain;
    private KubeletLook look = new KubeletLook(Basis.PENDING, IdentityIndex.EMPTY, ContainerSnapshot.UNKNOWN);
    private int failures;
    private Set<Sought> unresolved = Set.of();
    private Duration retry = FIRST_RETRY;
    private long lookedAtNanos;
    private Duration pause = Duration.ZERO;
    private Object peers = "";
    private boolean peersChanged;

    IdentityLook() {
        this(LOOK_AGAIN);
    }

    /** With another time after which it is looked again although nothing has changed. */
    IdentityLook(Duration lookAgain) {
        this.lookAgain = lookAgain;
    }

    /**
     * A container whose labels are wanted.
     *
     * @param containerId bare id; empty if unknown
     * @param startedAtMillis milliseconds since the epoch, or UNKNOWN
     */
    record Sought(String containerId, String namespace, String pod, String container, long startedAtMillis) {

        private boolean isIn(IdentityIndex index) {
            return containerId.isEmpty()
                    ? index.byNames(namespace, pod, container, startedAtMillis) != null
                    : index.byContainerId(containerId) != null;
        }
    }

    /** What was seen at the last look that succeeded. */
    KubeletLook look() {
        return look;
    }

    /**
     * Says who is asked: another runtime, or a kubelet that was gone in between, may serve other series.
     *
     * @param now anything that equals what it was, as long as both are the same
     */
    void asking(Object now) {
        if (!now.equals(peers)) {
            peers = now;
            peersChanged = true;
        }
    }

    /** Whether a look is due for these containers. */
    boolean isDue(Set<Sought> containers, long nowNanos) {
        if (nowNanos - lookedAtNanos < pause.toNanos()) {
            return false;
        }
        if (look.basis() == Basis.LOOK && (peersChanged || nowNanos - lookedAtNanos >= lookAgain.toNanos())) {
            return true;
        }
        for (Sought sought : containers) {
            if (!sought.isIn(look.index()) && (!unresolved.contains(sought) || retryIsDue(nowNanos))) {
                return true;
            }
        }
        return false;
    }

    /** Takes what a look for these containers has shown. */
    void seen(CadvisorContainers seen, Set<Sought> containers, long nowNanos) {
        IdentityIndex index = new IdentityIndex(seen);
        look = new KubeletLook(Basis.LOOK, index, System.currentTimeMillis());
        peersChanged = false;
        Set<Sought> missing =
                containers.stream().filter(sought -> !sought.isIn(index)).collect(Collectors.toUnmodifiableSet());
        boolean again = unresolved.containsAll(missing);
        retry = again ? min(retry.multipliedBy(2), LAST_RETRY) : FIRST_RETRY;
        unresolved = missing;
        lookedAtNanos = nowNanos;
        pause = Duration.ZERO;
    }

    /**
     * Takes note of a look that failed. One that failed at once costs little and is made again at the next scrape; one
     * that held the scrape up is made again at growing intervals.
     */
    void failed(Duration took, long nowNanos) {
        if (++failures >= GIVEN_UP_AFTER) {
            giveUp();
        }
        lookedAtNanos = nowNanos;
        if (took.compareTo(SLOW) < 0) {
            pause = Duration.ZERO;
        } else {
            pause = pause.isZero() ? FIRST_PAUSE : min(pause.multipliedBy(2), LAST_RETRY);
        }
    }

    /** Takes note of a look that was refused. */
    void refused() {
        giveUp();
    }

    /** Without any look to go by, others decide who serves what. */
    private void giveUp() {
        if (look.basis() == Basis.PENDING) {
            look = new KubeletLook(Basis.NO_LOOK, IdentityIndex.EMPTY, ContainerSnapshot.UNKNOWN);
        }
    }

    private boolean retryIsDue(long nowNanos) {
        return nowNanos - lookedAtNanos >= retry.toNanos();
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
