package dev.dockershim.exporter.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.real.RealContainerd.Container;
import dev.dockershim.exporter.real.RealContainerd.Pod;
import dev.dockershim.exporter.real.ScrapedSeries.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The packaged agent with nothing but a real containerd's socket, against what the machine's own tools measure. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgentOnContainerdIT {

    private static final String STATIC_POD_UID = "0c31e4ae65a5d72ee9c1e2b0a4d5f6a7";

    /** Fields of the kernel's Documentation/admin-guide/iostats.rst. */
    private static final Map<String, Integer> DISK_COUNTERS = Map.of(
            "container_fs_reads_merged_total", 2,
            "container_fs_sector_reads_total", 3,
            "container_fs_read_seconds_total", 4,
            "container_fs_writes_merged_total", 6,
            "container_fs_sector_writes_total", 7,
            "container_fs_write_seconds_total", 8,
            "container_fs_io_time_seconds_total", 10,
            "container_fs_io_time_weighted_seconds_total", 11);

    /** containerd measures layers every ten seconds. */
    private static final Duration MEASURED = Duration.ofSeconds(60);

    @SuppressWarnings("NullAway.Init")
    private RealContainerd containerd;

    @SuppressWarnings("NullAway.Init")
    private ExporterProcess corrected;

    @SuppressWarnings("NullAway.Init")
    private ExporterProcess dockershim;

    @SuppressWarnings("NullAway.Init")
    private Container writer;

    @SuppressWarnings("NullAway.Init")
    private Container secondAttempt;

    @SuppressWarnings("NullAway.Init")
    private Container dotted;

    @SuppressWarnings("NullAway.Init")
    private Container ofStaticPod;

    @BeforeAll
    void start() {
        containerd = RealContainerd.start();
        Pod shop = containerd.runPod("shop", "cart-0");
        containerd.runContainer(shop, "init", "echo done");
        writer = containerd.runContainer(
                shop,
                "writer",
                "dd if=/dev/zero of=/data/file bs=1024k count=5; mkdir /data/many; cd /data/many; touch $(seq 1 40);"
                        + " ln 1 again; seq 1 1000; sync; sleep 100000");
        containerd.runContainer(shop, "app", 0, "echo first attempt; exit 1");
        secondAttempt = containerd.runContainer(shop, "app", 1, "echo second attempt; sleep 100000");
        dotted = containerd.runContainer(containerd.runPod("shop", "db.example.com"), "db", "sleep 100000");
        ofStaticPod = containerd.runContainer(
                containerd.runPod("kube-system", "etcd-node-a", STATIC_POD_UID), "etcd", "sleep 100000");
        corrected = agent(containerd);
        dockershim = agent(containerd, "--series.values=dockershim");
    }

    @AfterAll
    void stop() {
        for (ExporterProcess agent : new ExporterProcess[] {corrected, dockershim}) {
            if (agent != null) {
                agent.close();
            }
        }
        if (containerd != null) {
            containerd.close();
        }
    }

    @Test
    void everyRunningContainerHasAllThirteenAndNoOtherHasAny() {
        for (ExporterProcess agent : List.of(corrected, dockershim)) {
            await("the first measurement").atMost(MEASURED).untilAsserted(() -> {
                ScrapedSeries scrape = ScrapedSeries.fresh(agent);
                // Not the finished init container, and not the first attempt of app.
                assertThat(scrape.containers())
                        .containsExactlyInAnyOrderElementsOf(
                                running().stream().map(Container::id).toList());
                for (Container container : running()) {
                    assertThat(scrape.ofContainer(container.id()).keySet())
                            .as(container.name())
                            .isEqualTo(ScrapedSeries.ALL);
                }
            });
        }
    }

    @Test
    void labelsAreThoseThatTheKubeletPrintsForItsOtherSeries() {
        ScrapedSeries scrape = ScrapedSeries.fresh(corrected);
        String device = MeasuredDisk.of(containerd.snapshots()).device();
        for (Container container : running()) {
            Map<String, String> expected = Map.of(
                    "container", container.name(),
                    "device", device,
                    "id", container.pod().cgroup() + "/" + container.id(),
                    "image", BusyboxImage.APP,
                    "name", container.id(),
                    "namespace", container.pod().namespace(),
                    "pod", container.pod().name());
            assertThat(scrape.ofContainer(container.id()).values())
                    .extracting(Sample::labels)
                    .isNotEmpty()
                    .allSatisfy(labels -> assertThat(labels).isEqualTo(expected));
        }
        assertThat(ofStaticPod.pod().cgroup()).endsWith("/pod" + STATIC_POD_UID);
    }

    @Test
    void usageIsWhatDuCountsInTheLayerAndTheLengthOfTheLogs() {
        await("usage").atMost(MEASURED).untilAsserted(() -> {
            ScrapedSeries trueValues = ScrapedSeries.fresh(corrected);
            ScrapedSeries asUnderDockershim = ScrapedSeries.fresh(dockershim);
            for (Container container : running()) {
                double expected =
                        (double) MeasuredTree.of(containerd.layer(container)).bytes() + logBytes(container);
                assertThat(value(trueValues, container, "container_fs_usage_bytes"))
                        .isEqualTo(expected);
                assertThat(value(asUnderDockershim, container, "container_fs_usage_bytes"))
                        .isEqualTo(expected);
            }
            assertThat(logBytes(writer)).isGreaterThan(1000);
            assertThat(value(trueValues, writer, "container_fs_usage_bytes")).isGreaterThan(5 * 1024 * 1024);
        });
    }

    @Test
    void inodesAreThoseOfTheLayerUnderDockershim() {
        await("inodes").atMost(MEASURED).untilAsserted(() -> {
            ScrapedSeries scrape = ScrapedSeries.fresh(dockershim);
            for (Container container : running()) {
                assertThat(value(scrape, container, "container_fs_inodes_total"))
                        .isEqualTo((double)
                                MeasuredTree.of(containerd.layer(container)).inodes());
                assertThat(value(scrape, container, "container_fs_inodes_free")).isZero();
            }
            assertThat(value(scrape, writer, "container_fs_inodes_total")).isGreaterThan(40);
        });
    }

    @Test
    void inodesAreThoseOfTheFileSystemWhenCorrected() {
        MeasuredDisk disk = MeasuredDisk.of(containerd.snapshots());
        ScrapedSeries scrape = ScrapedSeries.fresh(corrected);
        assertThat(value(scrape, writer, "container_fs_inodes_total")).isEqualTo((double) disk.inodes());
        // The machine's other programs make and delete files in the meantime.
        assertThat(value(scrape, writer, "container_fs_inodes_free"))
                .isCloseTo((double) disk.inodesFree(), Offset.offset(disk.inodes() * 0.01));
    }

    @Test
    void theLimitIsTheSizeOfTheFileSystemBelowTheLayer() {
        double size = (double) MeasuredDisk.of(containerd.layer(writer)).bytes();
        assertThat(value(ScrapedSeries.fresh(corrected), writer, "container_fs_limit_bytes"))
                .isEqualTo(size);
        assertThat(value(ScrapedSeries.fresh(dockershim), writer, "container_fs_limit_bytes"))
                .isEqualTo(size);
    }

    /** Under dockershim milliseconds were taken for nanoseconds, and some disks not found: cAdvisor 0.39 to 0.43. */
    @Test
    void countersAreThoseOfTheDiskAtTheMomentOfTheScrape() {
        MeasuredDisk before = MeasuredDisk.of(containerd.snapshots());
        ScrapedSeries trueValues = ScrapedSeries.fresh(corrected);
        ScrapedSeries asUnderDockershim = ScrapedSeries.fresh(dockershim);
        MeasuredDisk after = MeasuredDisk.of(containerd.snapshots());

        double found = before.fields().get(2).matches("(?:(?:s|v|xv)d[a-z]+\\d*|dm-\\d+)") ? 1 : 0;
        DISK_COUNTERS.forEach((name, field) -> {
            boolean seconds = name.contains("seconds");
            double divisor = seconds ? 1e3 : 1;
            double wrongDivisor = seconds ? 1e9 : 1;
            assertThat(value(trueValues, writer, name))
                    .as(name)
                    .isBetween(before.field(field) / divisor, after.field(field) / divisor);
            assertThat(value(asUnderDockershim, writer, name))
                    .as(name)
                    .isBetween(found * before.field(field) / wrongDivisor, found * after.field(field) / wrongDivisor);
        });
    }

    @Test
    void requestsInFlightAreAWholeNumberThatIsNotNegative() {
        assertThat(value(ScrapedSeries.fresh(corrected), writer, "container_fs_io_current"))
                .isNotNegative()
                .matches(value -> value == Math.rint(value));
    }

    @Test
    void allContainersOnOneDiskShowItsNumbers() {
        ScrapedSeries scrape = ScrapedSeries.fresh(corrected);
        assertThat(scrape.samples())
                .filteredOn(sample -> sample.name().equals("container_fs_sector_writes_total"))
                .hasSizeGreaterThanOrEqualTo(running().size())
                .extracting(Sample::value)
                .containsOnly(value(scrape, dotted, "container_fs_sector_writes_total"));
    }

    private List<Container> running() {
        return List.of(writer, secondAttempt, dotted, ofStaticPod);
    }

    private static ExporterProcess agent(RealContainerd containerd, String... flags) {
        return ExporterProcess.agent(Stream.concat(
                        Stream.of("--kubelet.url=none", "--cri.endpoint=" + containerd.endpoint()), Stream.of(flags))
                .toArray(String[]::new));
    }

    private static double value(ScrapedSeries scrape, Container container, String name) {
        Sample sample = scrape.ofContainer(container.id()).get(name);
        if (sample == null) {
            throw new AssertionError(container.name() + " has no " + name);
        }
        return sample.value();
    }

    private static long logBytes(Container container) {
        try {
            return Files.size(container.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
