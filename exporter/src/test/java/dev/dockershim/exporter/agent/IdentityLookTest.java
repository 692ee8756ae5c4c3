package dev.dockershim.exporter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.agent.IdentityLook.Sought;
import dev.dockershim.exporter.kubelet.CadvisorContainers;
import dev.dockershim.exporter.kubelet.CadvisorContainers.Labels;
import dev.dockershim.exporter.node.ContainerSnapshot;
import dev.dockershim.exporter.node.KubeletLook.Basis;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdentityLookTest {

    private static final String OLD = "a".repeat(64);
    private static final String NEW = "b".repeat(64);
    private static final String OTHER = "c".repeat(64);

    private final IdentityLook look = new IdentityLook(Duration.ofDays(2));

    /** As System.nanoTime may be, about to overflow. */
    private long now = Long.MAX_VALUE - Duration.ofSeconds(7).toNanos();

    @Test
    void nothingIsDueWithoutContainers() {
        assertThat(look.isDue(Set.of(), now)).isFalse();
    }

    @Test
    void aLookIsDueForWhatIsNewOnly() {
        assertThat(look.isDue(Set.of(byId(OLD)), now)).isTrue();
        look.seen(kubeletNames(OLD), Set.of(byId(OLD)), now);

        pass(Duration.ofDays(1));
        assertThat(look.isDue(Set.of(byId(OLD)), now)).isFalse();
        assertThat(look.isDue(Set.of(byId(OLD), byId(NEW)), now)).isTrue();
    }

    @Test
    void noLookIsDueWhenContainersVanish() {
        look.seen(kubeletNames(OLD, NEW), Set.of(byId(OLD), byId(NEW)), now);

        assertThat(look.isDue(Set.of(byId(NEW)), now)).isFalse();
        assertThat(look.isDue(Set.of(), now)).isFalse();
    }

    @Test
    void aLookThatFailedIsDueAgainAtOnce() {
        assertThat(look.isDue(Set.of(byId(OLD)), now)).isTrue();
        assertThat(look.isDue(Set.of(byId(OLD)), now)).isTrue();
    }

    @Test
    void aRestartUnderTheSameNameIsNew() {
        look.seen(kubeletNames(OLD), Set.of(byName(100_000)), now);

        assertThat(look.isDue(Set.of(byName(100_900)), now)).isFalse();
        assertThat(look.isDue(Set.of(byName(145_000)), now)).isTrue();
    }

    /** Whoever scrapes each 15 s asks again at the next scrape, since the kubelet is behind by seconds at most. */
    @Test
    void whatTheKubeletDoesNotNameYetIsLookedForSoonAndThenMoreAndMoreRarely() {
        look.seen(kubeletNames(), Set.of(byId(NEW)), now);

        for (int seconds : new int[] {5, 10, 20, 40, 80, 160, 300, 300, 300}) {
            pass(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(look.isDue(Set.of(byId(NEW)), now))
                    .as("before %s s", seconds)
                    .isFalse();
            pass(Duration.ofMillis(1));
            assertThat(look.isDue(Set.of(byId(NEW)), now))
                    .as("after %s s", seconds)
                    .isTrue();
            look.seen(kubeletNames(), Set.of(byId(NEW)), now);
        }
    }

    @Test
    void oneThatNobodyNamesDoesNotDelayAnother() {
        look.seen(kubeletNames(), Set.of(byId(OTHER)), now);
        pass(Duration.ofSeconds(1));

        assertThat(look.isDue(Set.of(byId(OTHER), byId(NEW)), now)).isTrue();
        look.seen(kubeletNames(), Set.of(byId(OTHER), byId(NEW)), now);

        pass(Duration.ofSeconds(5));
        assertThat(look.isDue(Set.of(byId(OTHER), byId(NEW)), now)).isTrue();
        look.seen(kubeletNames(NEW), Set.of(byId(OTHER), byId(NEW)), now);
        assertThat(look.look().index().byContainerId(NEW)).isNotNull();
    }

    @Test
    void theIndexIsThatOfTheLastLook() {
        look.seen(kubeletNames(OLD), Set.of(byId(OLD)), now);
        look.seen(kubeletNames(NEW), Set.of(byId(NEW)), now);

        assertThat(look.look().index().byContainerId(OLD)).isNull();
        assertThat(look.look().index().byContainerId(NEW)).isNotNull();
    }

    /** A kubelet with other flags serves other series, and may be restarted between two scrapes. */
    @Test
    void itIsLookedAgainEveryFewMinutes() {
        IdentityLook often = new IdentityLook(Duration.ofMinutes(5));
        assertThat(often.isDue(Set.of(), now)).isFalse();
        often.seen(kubeletNames(OLD), Set.of(byId(OLD)), now);

        pass(Duration.ofMinutes(5).minusNanos(1));
        assertThat(often.isDue(Set.of(byId(OLD)), now)).isFalse();
        pass(Duration.ofNanos(1));
        assertThat(often.isDue(Set.of(byId(OLD)), now)).isTrue();
        often.seen(kubeletNames(OLD), Set.of(byId(OLD)), now);
        assertThat(often.isDue(Set.of(byId(OLD)), now)).isFalse();
    }

    @Test
    void anotherRuntimeOrKubeletIsLookedAt() {
        look.asking("containerd 1.6");
        look.seen(kubeletNames(OLD), Set.of(byId(OLD)), now);
        look.asking("containerd 1.6");
        assertThat(look.isDue(Set.of(byId(OLD)), now)).isFalse();

        look.asking("containerd 2.3");
        assertThat(look.isDue(Set.of(byId(OLD)), now)).isTrue();
        look.seen(kubeletNames(OLD), Set.of(byId(OLD)), now);
        assertThat(look.isDue(Set.of(byId(OLD)), now)).isFalse();
    }

    /** Else what the kubelet serves would be served twice for as long as it is slow. */
    @Test
    void aLookThatFailsTakesNothingAway() {
        look.seen(kubeletNames(OLD), Set.of(byId(OLD)), now);
        look.failed(Duration.ofSeconds(5), now);
        assertThat(look.look().basis()).isEqualTo(Basis.LOOK);
        assertThat(look.look().index().byContainerId(OLD)).isNotNull();
    }

    /** A kubelet that is slow when the agent starts may serve all of them. */
    @Test
    void untilTheFirstLookItIsWaitedForAFewTimes() {
        for (int i = 0; i < 3; i++) {
            assertThat(look.look().basis()).isEqualTo(Basis.PENDING);
            look.failed(Duration.ofMillis(1), now);
        }
        assertThat(look.look().basis()).isEqualTo(Basis.NO_LOOK);

        look.seen(kubeletNames(OLD), Set.of(byId(OLD)), now);
        assertThat(look.look().basis()).isEqualTo(Basis.LOOK);
    }

    @Test
    void aRefusalIsTakenAtOnce() {
        look.refused();
        assertThat(look.look().basis()).isEqualTo(Basis.NO_LOOK);

        look.seen(kubeletNames(OLD), Set.of(byId(OLD)), now);
        look.refused();
        assertThat(look.look().basis()).isEqualTo(Basis.LOOK);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private static Sought byId(String id) {
        return new Sought(id, "prod", "web-0", "app", ContainerSnapshot.UNKNOWN);
    }

    private static Sought byName(long startedAtMillis) {
        return new Sought("", "prod", "web-0", "app", startedAtMillis);
    }

    private static CadvisorContainers kubeletNames(String... ids) {
        return new CadvisorContainers(Stream.of(ids)
                .map(id -> new Labels("app", "/kubepods/podu/" + id, "image", id, "prod", "web-0", 100))
                .toList());
    }
}
