package dev.dockershim.exporter.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.host.MountInfo.Mount;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MountInfoTest {

    private static final String HOST = """
            27 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
            28 27 8:17 / /var/lib/containerd rw,relatime - xfs /dev/sdb1 rw
            29 27 8:33 / /var/lib rw,relatime shared:4 master:2 propagate_from:1 unbindable - ext4 /dev/sdc1 rw
            30 27 0:50 / /mnt/with\\040space\\011and\\134more rw - tmpfs tmpfs rw
            31 29 8:49 / /var/lib rw - ext4 /dev/sdd1 rw
            32 27 0:60 / /run/task/rootfs rw - overlay overlay rw,lowerdir=/a:/b,upperdir=/snap/5/fs,workdir=/snap/5/work
            """;

    private static MountInfo parse(String text) {
        return MountInfo.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "/, /dev/sda1",
        "/etc/hosts, /dev/sda1",
        "/var/lib/containerd, /dev/sdb1",
        "/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs, /dev/sdb1",
        "/var/lib/containerd2, /dev/sdd1",
        "/var/lib, /dev/sdd1",
        "/var/libs, /dev/sda1",
    })
    void findsTheLongestMountPointAndTheLastMountOnIt(String path, String source) {
        assertThat(parse(HOST).holding(path))
                .isNotNull()
                .extracting(Mount::source)
                .isEqualTo(source);
    }

    @Test
    void findsTheLastMountMadeAtAPoint() {
        assertThat(parse(HOST).at("/var/lib"))
                .isNotNull()
                .extracting(Mount::source)
                .isEqualTo("/dev/sdd1");
        assertThat(parse(HOST).at("/var/lib/kubelet")).isNull();
    }

    @Test
    void undoesOctalEscapes() {
        assertThat(parse(HOST).at("/mnt/with space\tand\\more")).isNotNull();
    }

    @Test
    void readsNumbersTypeAndUpperDirectory() {
        assertThat(parse(HOST).at("/run/task/rootfs"))
                .isEqualTo(new Mount(0, 60, "/", "/run/task/rootfs", "overlay", "overlay", "/snap/5/fs"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "27 1 8:1 / /",
                "27 1 8:1 / / rw ext4 /dev/sda1 rw",
                "27 1 8 / / rw - ext4 /dev/sda1 rw",
                "27 1 a:b / / rw - ext4 /dev/sda1 rw",
                "27 1 8:1 / / rw - "
            })
    void skipsWhatIsNotOfTheFormat(String line) {
        assertThat(parse(line + "\n").mounts()).isEmpty();
    }

    @Test
    void toleratesAMissingFieldOfSuperOptions() {
        assertThat(parse("27 1 8:1 / / rw - ext4 /dev/sda1").mounts()).hasSize(1);
    }
}
