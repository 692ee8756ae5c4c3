package dev.dockershim.exporter.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.host.DiskStats.BlockDevice;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskStatsTest {

    private static DiskStats parse(String text) {
        return DiskStats.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsEachCounterFromItsPlace() {
        DiskStats stats = parse("   8       1 sda1 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17\n");

        assertThat(stats.byName("sda1"))
                .isEqualTo(new BlockDevice(8, 1, "sda1", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11))
                .isSameAs(stats.byNumber(8, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 12 13 14 15", " 12 13 14 15 16 17", " 12 13 14 15 16 17 18"})
    void acceptsTheCountersThatOlderAndNewerKernelsAppend(String appended) {
        assertThat(parse("259 1 nvme0n1p1 1 2 3 4 5 6 7 8 9 10 11" + appended).byName("nvme0n1p1"))
                .isNotNull()
                .extracting(BlockDevice::weightedIoMillis)
                .isEqualTo(11L);
    }

    @Test
    void keepsCountersAboveTwoToTheFiftyThree() {
        assertThat(parse("8 1 sda1 9007199254740993 2 3 4 5 6 7 8 9 10 9223372036854775807")
                        .byName("sda1"))
                .isNotNull()
                .satisfies(device -> {
                    assertThat(device.readsCompleted()).isEqualTo(9007199254740993L);
                    assertThat(device.weightedIoMillis()).isEqualTo(Long.MAX_VALUE);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8 1 sda1 1 2 3 4 5 6 7 8 9 10",
                "8 1 sda1 18446744073709551615 2 3 4 5 6 7 8 9 10 11",
                "8 1 sda1 x 2 3 4 5 6 7 8 9 10 11",
                "sda1 1 2 3 4 5 6 7 8 9 10 11 12 13",
                ""
            })
    void leavesOutADeviceWhoseLineItCannotRead(String line) {
        assertThat(parse(line + "\n8 2 sda2 1 2 3 4 5 6 7 8 9 10 11\n")).satisfies(stats -> {
            assertThat(stats.byName("sda1")).isNull();
            assertThat(stats.byNumber(8, 1)).isNull();
            assertThat(stats.byName("sda2")).isNotNull();
        });
    }
}
