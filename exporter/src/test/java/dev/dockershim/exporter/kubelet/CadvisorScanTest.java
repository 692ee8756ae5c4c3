package dev.dockershim.exporter.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.dockershim.exporter.kubelet.CadvisorContainers.Labels;
import dev.dockershim.exporter.source.SourceException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CadvisorScanTest {

    private static final String ID = "11c6fecf57a585da968f98d2595d240de8586e52e592683de1f57860ba385c18";

    @Test
    void readsAContainerdNode() throws Exception {
        CadvisorContainers found = scan(Fixtures.bytes("containerd-1.36", "metrics-cadvisor.prom"), 4096);

        assertThat(found.containers())
                .extracting(Labels::container)
                .containsExactlyInAnyOrder("", "", "", "app", "main", "sidecar");
        assertThat(found.containers())
                .contains(new Labels(
                        "app",
                        "/kubepods/burstable/podc910c11dcbd705e9eb5048f729e8430f/" + ID,
                        "docker.io/lab/busybox:1",
                        ID,
                        "prod",
                        "web-0-node-a",
                        1795423049));
    }

    @Test
    void readsADockershimNode() throws Exception {
        CadvisorContainers found = scan(Fixtures.bytes("dockershim-1.23", "metrics-cadvisor.prom"), 4096);

        assertThat(found.containers())
                .extracting(Labels::container)
                .containsExactlyInAnyOrder("POD", "POD", "POD", "app", "flaky", "main", "sidecar");
        assertThat(found.containers())
                .filteredOn(Labels::container, "app")
                .extracting(Labels::name, Labels::containerId)
                .containsExactly(tuple(
                        "k8s_app_web-0-node-a_prod_176050bcd2aa7307c8e5bbbec7e7c33e_0",
                        "7197d6e7af8ec7869811615c38085f073defd25672a76d85ac9f5f612c9f01ea"));
    }

    @Test
    void readsBareIdsAndNanosecondsOfAKubeletThatPassesTheRuntimesMetricsOn() throws Exception {
        CadvisorContainers found = scan(Fixtures.bytes("containerd23-gate", "metrics-cadvisor.prom"), 4096);

        String app = "ab9bbaf9f34c2bd7b9ba8d5edad0972868db593790c3a3f3b25d2c6ac5462981";
        assertThat(found.containers()).hasSize(2);
        assertThat(found.containers().get(0))
                .isEqualTo(new Labels("app", app, "lab/busybox:1", "", "prod", "web-0-node-a", 1795423261));
        assertThat(found.containers().get(0).containerId()).isEqualTo(app);
    }

    @Test
    void keepsContainersThatCriDockerdLeavesWithoutLabels() throws Exception {
        CadvisorContainers found = scan(Fixtures.bytes("cri-dockerd-1.36", "metrics-cadvisor.prom"), 4096);

        assertThat(found.containers()).hasSize(7).allSatisfy(labels -> {
            assertThat(labels.container()).isEmpty();
            assertThat(labels.containerId()).hasSize(64);
            assertThat(labels.startTimeSeconds()).isBetween(1795423452L, 1795423498L);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 16, 100, 1000, 70_000})
    void howTheAnswerIsCutIntoPiecesDoesNotMatter(int pieceBytes) throws Exception {
        byte[] answer = Fixtures.bytes("dockershim-1.23", "metrics-cadvisor.prom");

        assertThat(scan(answer, pieceBytes)).isEqualTo(scan(answer, answer.length));
    }

    @Test
    void labelsMayComeInAnyOrderWithEscapesAndStrangers() throws Exception {
        String line = "container_start_time_seconds{pod=\"p\",zone=\"a}b,c\",id=\"/k/" + ID
                + "\",container=\"c\",image=\"a\\\\b\\\"c\\nd\\te\",namespace=\"näme\",} 1.5e+09 1795423217212";

        assertThat(scan(line + "\n").containers())
                .containsExactly(new Labels("c", "/k/" + ID, "a\\b\"c\nd\\te", "", "näme", "p", 1500000000));
    }

    @ParameterizedTest
    @CsvSource({
        "1.795415263e+09,1795415263",
        "0,-1",
        "NaN,-1",
        "+Inf,-1",
        "-6.2135596800e+10,-1",
        "1.795423261981966e+18,1795423261",
        "1795423261981,-1"
    })
    void aStartTimeThatIsNoneIsUnknown(String written, long read) throws Exception {
        assertThat(scan(sample("/" + ID, "c", written)).containers())
                .extracting(Labels::startTimeSeconds)
                .containsExactly(read);
    }

    @Test
    void withoutStartTimesTheNextBestFamilyNamesTheContainers() throws Exception {
        String text = "container_cpu_usage_seconds_total{container=\"c\",id=\"/" + ID + "\",cpu=\"0\"} 1\n"
                + "container_cpu_usage_seconds_total{container=\"c\",id=\"/" + ID + "\",cpu=\"1\"} 1\n"
                + "container_last_seen{container=\"d\",id=\"/other\"} 1\n";

        assertThat(scan(text).containers()).containsExactly(new Labels("c", "/" + ID, "", "", "", "", -1));
    }

    @Test
    void startTimesWinOverTheSubstitute() throws Exception {
        String text = "container_last_seen{container=\"gone\",id=\"/gone\"} 1\n"
                + sample("/" + ID, "c", "1e9")
                + "container_last_seen{container=\"gone\",id=\"/gone\"} 1\n";

        assertThat(scan(text).containers()).extracting(Labels::container).containsExactly("c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "container_start_time_seconds{container=\"x\",id=\"/x\"",
                "container_start_time_seconds{container=\"x\",id=\"/x",
                "container_start_time_seconds{container=\"x\\",
                "container_start_time_seconds{container=x,id=\"/x\"} 1",
                "container_start_time_seconds{container=\"x\" id=\"/x\"} 1",
                "container_start_time_seconds{container=\"x\",id=\"/x\"}",
                "container_start_time_seconds{container=\"x\",id=\"/x\"} abc",
                "container_start_time_seconds{container",
                "container_start_time_seconds{",
                "container_start_time_seconds{}",
                "container_start_time_seconds 1",
                "container_start_time_secondsX{container=\"x\",id=\"/x\"} 1",
                "# HELP container_start_time_seconds{container=\"x\",id=\"/x\"} 1",
                "",
                "}{",
                "\u0000\u0001"
            })
    void aLineThatBreaksTheFormatIsPassedOverAndOnlyThat(String line) throws Exception {
        assertThat(scan(line + "\n" + sample("/" + ID, "c", "1e9")).containers())
                .extracting(Labels::container)
                .containsExactly("c");
    }

    @ParameterizedTest
    @CsvSource({"65400,2", "65536,1", "65537,1", "200000,1"})
    void aLineTooLongToBeOneIsPassedOver(int length, int kept) throws Exception {
        String head = "container_start_time_seconds{id=\"/long\",container=\"";
        String line = head + "x".repeat(length - head.length());
        String text = line + "\"} 1\n" + sample("/" + ID, "c", "1e9");

        for (int piece : List.of(1000, 8192, text.length())) {
            assertThat(scan(text.getBytes(StandardCharsets.UTF_8), piece).containers())
                    .hasSize(kept);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"container_start_time_seconds{id=\"/x\"} 1", "a 1\n# HEL", "x"})
    void anAnswerThatEndsWithinALineIsAFailure(String text) {
        assertThatThrownBy(() -> scan(text))
                .isInstanceOf(SourceException.class)
                .hasMessage("kubelet's answer to /metrics/cadvisor was cut short");
    }

    @Test
    void anAnswerThatEndsWithinATooLongLineIsAFailure() {
        assertThatThrownBy(() -> scan("x".repeat(100_000)))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("cut short");
    }

    @Test
    void moreContainersThanAnyNodeHasAreAFailure() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i <= 10_000; i++) {
            text.append(sample("/c" + i, "c", "1e9"));
        }

        assertThatThrownBy(() -> scan(text.toString()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("more than 10000 containers");
    }

    @ParameterizedTest
    @CsvSource({
        "/kubepods/pod1/%s,true",
        "/kubepods.slice/kubepods-pod1.slice/docker-%s.scope,true",
        "/kubepods.slice/kubepods-pod1.slice/cri-containerd-%s.scope,true",
        "/kubepods.slice/kubepods-pod1.slice/crio-%s.scope,true",
        "/system.slice/containerd.service/kubepods-pod1.slice:cri-containerd:%s,true",
        "%s,true",
        "/kubepods.slice/kubepods-pod1.slice/crio-conmon-%s.scope,false",
        "/machine.slice/libpod-conmon-%s.scope,false",
        "/kubepods/pod1/%s/init,false",
        "/kubepods/pod1/0%s,false",
        "/kubepods/pod1/%s.service,false",
        "/,false",
        "'',false"
    })
    void findsTheContainerIdInACgroupPath(String path, boolean found) {
        Labels labels = new Labels("", path.replace("%s", ID), "", "", "", "", -1);

        assertThat(labels.containerId()).isEqualTo(found ? ID : null);
    }

    private static String sample(String id, String container, String value) {
        return "container_start_time_seconds{container=\"" + container + "\",id=\"" + id + "\"} " + value + "\n";
    }

    private static CadvisorContainers scan(String text) throws SourceException {
        return scan(text.getBytes(StandardCharsets.UTF_8), 4096);
    }

    private static CadvisorContainers scan(byte[] text, int pieceBytes) throws SourceException {
        CadvisorScan scan = new CadvisorScan(List.of());
        for (int i = 0; i < text.length; i += pieceBytes) {
            scan.accept(ByteBuffer.wrap(text, i, Math.min(pieceBytes, text.length - i))
                    .asReadOnlyBuffer());
        }
        return scan.finish();
    }
}
