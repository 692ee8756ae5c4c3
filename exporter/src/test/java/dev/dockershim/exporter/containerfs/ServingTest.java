package dev.dockershim.exporter.containerfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.containerfs.KubeletSeries.Evidence;
import dev.dockershim.exporter.containerfs.Serving.By;
import dev.dockershim.exporter.cri.CriContainers.RuntimeVersion;
import dev.dockershim.exporter.kubelet.CadvisorContainers;
import dev.dockershim.exporter.kubelet.CadvisorContainers.Labels;
import dev.dockershim.exporter.kubelet.FamilySamples;
import dev.dockershim.exporter.node.ContainerFacts;
import dev.dockershim.exporter.node.ContainerIdentity;
import dev.dockershim.exporter.node.ContainerSnapshot;
import dev.dockershim.exporter.node.ContainerSnapshot.FileSystemUsage;
import dev.dockershim.exporter.node.ContainerSnapshot.Kind;
import dev.dockershim.exporter.node.IdentityIndex;
import dev.dockershim.exporter.node.KubeletLook;
import dev.dockershim.exporter.node.KubeletLook.Basis;
import dev.dockershim.exporter.node.NodeSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who serves what is decided pair by pair. */
class ServingTest {

    private static final int USAGE = Series.NAMES.indexOf("container_fs_usage_bytes");
    private static final int LIMIT = Series.NAMES.indexOf("container_fs_limit_bytes");
    private static final long LOOKED_AT = 10_000_000;
    private static final long LONG_AGO = LOOKED_AT - KubeletSeries.LISTED_WITHIN_MILLIS;
    private static final FamilySamples NOTHING = FamilySamples.of(Map.of(), 13);
    private static final FamilySamples ALL = FamilySamples.of(
            Map.of(0, 1.0, 1, 1.0, 2, 1.0, 3, 1.0, 4, 1.0, USAGE, 1.0, LIMIT, 1.0, 6, 1.0, 7, 1.0, 8, 1.0), 13);
    private static final FamilySamples USAGE_ONLY = FamilySamples.of(Map.of(USAGE, 1.0), 13);

    private final List<ContainerSnapshot> containers = new ArrayList<>();
    private final List<ContainerSnapshot> sandboxes = new ArrayList<>();
    private final List<ContainerSnapshot> machine = new ArrayList<>();
    private final List<Labels> listed = new ArrayList<>();
    private final Map<String, FamilySamples> samples = new HashMap<>();
    private FamilySamples ofMachine = ALL;
    private Basis basis = Basis.LOOK;
    private @Nullable RuntimeVersion runtime;

    @Test
    void onContainerdWeServeAll() {
        seen("a", NOTHING, LONG_AGO);
        seen("b", NOTHING, LONG_AGO);

        assertThat(served(SeriesWhen.MISSING, USAGE)).containsExactly("a", "b");
        assertThat(by(SeriesWhen.MISSING, USAGE)).isEqualTo(By.BRIDGE);
    }

    @Test
    void whereTheKubeletServesAllWeServeNothing() {
        seen("a", ALL, LONG_AGO);

        assertThat(served(SeriesWhen.MISSING, USAGE)).isEmpty();
        assertThat(by(SeriesWhen.MISSING, USAGE)).isEqualTo(By.KUBELET);
    }

    @Test
    void aFamilyOfAContainerIsServedByOneOfThem() {
        seen("a", USAGE_ONLY, LONG_AGO);
        unseen("left-out", LONG_AGO);

        assertThat(served(SeriesWhen.MISSING, USAGE)).containsExactly("left-out");
        assertThat(served(SeriesWhen.MISSING, LIMIT)).containsExactly("a", "left-out");
        assertThat(by(SeriesWhen.MISSING, USAGE)).isEqualTo(By.PARTIAL);
        assertThat(by(SeriesWhen.MISSING, LIMIT)).isEqualTo(By.BRIDGE);
    }

    /** The kubelet will list it in a moment, and serve it as it does the others. */
    @Test
    void aContainerThatHasJustStartedIsTakenForServedIfAllOthersAre() {
        seen("a", USAGE_ONLY, LONG_AGO);
        unseen("new", LONG_AGO + 1);
        unseen("newer", LOOKED_AT + 5_000);
        unseen("no-start", ContainerSnapshot.UNKNOWN);

        assertThat(served(SeriesWhen.MISSING, USAGE)).containsExactly("no-start");
        assertThat(served(SeriesWhen.MISSING, LIMIT)).containsExactly("a", "new", "newer", "no-start");
    }

    @Test
    void aNewContainerIsServedWhereNotAllOthersAre() {
        seen("a", USAGE_ONLY, LONG_AGO);
        seen("b", NOTHING, LONG_AGO);
        unseen("new", LOOKED_AT);

        assertThat(served(SeriesWhen.MISSING, USAGE)).containsExactly("b", "new");
    }

    @Test
    void alwaysServesTwiceAndSaysSo() {
        seen("a", ALL, LONG_AGO);

        assertThat(served(SeriesWhen.ALWAYS, USAGE)).containsExactly("a");
        assertThat(by(SeriesWhen.ALWAYS, USAGE)).isEqualTo(By.BOTH);
    }

    @Test
    void aShadowServesNothing() {
        seen("a", NOTHING, LONG_AGO);

        assertThat(served(SeriesWhen.SHADOW, USAGE)).isEmpty();
        assertThat(by(SeriesWhen.SHADOW, USAGE)).isEqualTo(By.NONE);
    }

    @Test
    void theMachineIsServedWhereTheKubeletDoesNotEvenIfAllOthersAlways() {
        ofMachine = USAGE_ONLY;
        machine.add(row(Kind.MACHINE, "/", null, ContainerSnapshot.UNKNOWN));

        for (SeriesWhen when : List.of(SeriesWhen.MISSING, SeriesWhen.ALWAYS)) {
            assertThat(served(when, USAGE)).isEmpty();
            assertThat(served(when, LIMIT)).containsExactly("/");
        }
    }

    @Test
    void sandboxesAreServedWhereTheyAreAskedFor() {
        seen("a", NOTHING, LONG_AGO);
        sandboxes.add(row(Kind.SANDBOX, "POD", null, LONG_AGO));

        assertThat(served(new Serving(Series.ALL, SeriesValues.CORRECTED, SeriesWhen.MISSING, true), USAGE))
                .containsExactly("a", "POD");
        assertThat(served(SeriesWhen.MISSING, USAGE)).containsExactly("a");
    }

    @ParameterizedTest
    @CsvSource({
        "containerd, v1, true",
        "containerd, v1alpha2, true",
        "cri-o, v1, false",
        "docker, v1, true", // cri-dockerd
        "docker, v1alpha2, false", // dockershim
        "docker, '', false", // by /pods alone it may be either
        "containerd, '', true",
        "something, v1, true"
    })
    void withoutALookTheRuntimeDecides(String name, String api, boolean weServe) {
        basis = Basis.NO_LOOK;
        runtime = new RuntimeVersion(name, "1", api);
        containers.add(row(Kind.CONTAINER, "a", null, LONG_AGO));
        machine.add(row(Kind.MACHINE, "/", null, LONG_AGO));

        assertThat(served(SeriesWhen.MISSING, USAGE)).isEqualTo(weServe ? List.of("a") : List.of());
        assertThat(plan(SeriesWhen.MISSING).evidence()).isEqualTo(Evidence.RUNTIME);
    }

    /** It is made again soon; to serve meanwhile what the kubelet serves would double it. */
    @Test
    void whileTheFirstLookIsStillToComeNothingIsServed() {
        basis = Basis.PENDING;
        containers.add(row(Kind.CONTAINER, "a", null, LONG_AGO));

        assertThat(served(SeriesWhen.MISSING, USAGE)).isEmpty();
        assertThat(by(SeriesWhen.MISSING, USAGE)).isEqualTo(By.NONE);
        assertThat(served(SeriesWhen.ALWAYS, USAGE)).containsExactly("a");
        assertThat(plan(SeriesWhen.MISSING).evidence()).isEqualTo(Evidence.PENDING);

        runtime = new RuntimeVersion("containerd", "1.7", "v1");
        assertThat(served(SeriesWhen.MISSING, USAGE)).containsExactly("a");
    }

    @Test
    void withNeitherContainerdIsAssumed() {
        basis = Basis.NO_LOOK;
        containers.add(row(Kind.CONTAINER, "a", null, LONG_AGO));

        assertThat(served(SeriesWhen.MISSING, USAGE)).containsExactly("a");
        assertThat(plan(SeriesWhen.MISSING).evidence()).isEqualTo(Evidence.ASSUMPTION);
    }

    @Test
    void withoutAKubeletNobodyElseServes() {
        basis = Basis.NO_KUBELET;
        runtime = new RuntimeVersion("cri-o", "1.30", "v1");
        containers.add(row(Kind.CONTAINER, "a", null, LONG_AGO));

        assertThat(served(SeriesWhen.MISSING, USAGE)).containsExactly("a");
    }

    @Test
    void whatWeDoNotKnowIsServedByNobody() {
        seen("a", NOTHING, LONG_AGO);

        // The rows of this test have no disk.
        assertThat(by(SeriesWhen.MISSING, Series.NAMES.indexOf("container_fs_io_current")))
                .isEqualTo(By.NONE);
    }

    private void seen(String name, FamilySamples has, long startedAt) {
        Labels labels = new Labels(name, "/kubepods/" + name, "", "", "prod", "web-0", startedAt / 1000);
        listed.add(labels);
        samples.put(labels.id(), has);
        containers.add(row(Kind.CONTAINER, name, has, startedAt));
    }

    private void unseen(String name, long startedAt) {
        containers.add(row(Kind.CONTAINER, name, null, startedAt));
    }

    private static ContainerSnapshot row(Kind kind, String name, @Nullable FamilySamples kubelet, long startedAt) {
        return new ContainerSnapshot(
                kind,
                new ContainerIdentity(name, "/dev/sda1", "", "", "", "prod", "web-0"),
                new ContainerFacts(null, "", 0, null, null, null),
                startedAt,
                new FileSystemUsage(1, 1, 1, 1, 1, true),
                null,
                kubelet);
    }

    private List<String> served(SeriesWhen when, int family) {
        return served(new Serving(Series.ALL, SeriesValues.CORRECTED, when, false), family);
    }

    private List<String> served(Serving serving, int family) {
        Serving.Plan plan = serving.of(snapshot());
        return plan.families().get(family).served().stream()
                .mapToObj(row -> plan.rows().get(row).identity().container())
                .toList();
    }

    private By by(SeriesWhen when, int family) {
        return plan(when).sources().get(family).by();
    }

    private Serving.Plan plan(SeriesWhen when) {
        return new Serving(Series.ALL, SeriesValues.CORRECTED, when, false).of(snapshot());
    }

    private NodeSnapshot snapshot() {
        IdentityIndex index = new IdentityIndex(new CadvisorContainers(listed, samples, ofMachine));
        return new NodeSnapshot(containers, sandboxes, machine, 0, new KubeletLook(basis, index, LOOKED_AT), runtime);
    }
}
