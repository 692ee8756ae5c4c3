package dev.dockershim.exporter.cri;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuntimeSettingsTest {

    private static final RuntimeSettings NOT_TOLD = new RuntimeSettings(null, null, 0, null);

    static Stream<Arguments> documents() {
        return Stream.of(
                Arguments.of(null, NOT_TOLD),
                Arguments.of("", NOT_TOLD),
                Arguments.of("null", NOT_TOLD),
                Arguments.of("[1]", NOT_TOLD),
                Arguments.of("{\"containerd\":", NOT_TOLD),
                Arguments.of("{\"sandboxImage\":\"pause:3.9\"}", NOT_TOLD),
                Arguments.of("{\"containerd\":{\"runtimes\":\"x\"}}", NOT_TOLD),
                Arguments.of("{\"containerd\":{\"runtimes\":null},\"registry\":null,\"cni\":null}", NOT_TOLD),
                Arguments.of(runtime("{\"SystemdCgroup\":true}"), systemd(true)),
                Arguments.of(runtime("{\"SystemdCgroup\":false}"), systemd(false)),
                Arguments.of(runtime("{\"BinaryName\":\"runc\"}"), systemd(false)),
                Arguments.of(runtime("null"), systemd(false)),
                // a shim whose options are others
                Arguments.of(
                        runtime("{\"ConfigPath\":\"x\"}").replace("runc.v2", "kata.v2"),
                        new RuntimeSettings(null, null, 0, null)),
                // the default one is not among them
                Arguments.of(
                        runtime("{\"SystemdCgroup\":true}").replace("{\"runc\":", "{\"other\":"),
                        new RuntimeSettings(null, null, 1, null)),
                Arguments.of(
                        "{\"containerd\":{\"defaultRuntimeName\":\"runc\",\"runtimes\":{\"nvidia\":null,"
                                + "\"runc\":{\"options\":{\"SystemdCgroup\":true}},\"kata\":{}}}}",
                        new RuntimeSettings(true, null, 2, null)),
                Arguments.of("{\"registry\":{\"configPath\":\"\"}}", new RuntimeSettings(null, false, 0, null)),
                Arguments.of(
                        "{\"registry\":{\"configPath\":\"/etc/containerd/certs.d\"}}",
                        new RuntimeSettings(null, true, 0, null)),
                Arguments.of("{\"cni\":{\"useInternalLoopback\":true}}", new RuntimeSettings(null, null, 0, true)),
                Arguments.of("{\"cni\":{\"binDir\":\"/opt/cni/bin\"}}", NOT_TOLD));
    }

    private static String runtime(String options) {
        return "{\"containerd\":{\"defaultRuntimeName\":\"runc\",\"runtimes\":{\"runc\":{"
                + "\"runtimeType\":\"io.containerd.runc.v2\",\"options\":" + options + "}}}}";
    }

    private static RuntimeSettings systemd(boolean systemdCgroup) {
        return new RuntimeSettings(systemdCgroup, null, 0, null);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void tellsWhatTheDocumentTells(@Nullable String document, RuntimeSettings settings) {
        assertThat(RuntimeSettings.parse(document)).isEqualTo(settings);
    }

    @Test
    void aDocumentBeyondReasonTellsNothing() {
        String settings = "\"cni\":{\"useInternalLoopback\":true}";

        assertThat(RuntimeSettings.parse("{\"x\":\"" + "x".repeat(2 * 1024 * 1024) + "\"," + settings + "}"))
                .isEqualTo(NOT_TOLD);
        assertThat(RuntimeSettings.parse("{\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "," + settings + "}"))
                .isEqualTo(NOT_TOLD);
        assertThat(RuntimeSettings.parse("{\"x\":[" + "1,".repeat(200_000) + "1]," + settings + "}"))
                .isEqualTo(NOT_TOLD);
    }
}
