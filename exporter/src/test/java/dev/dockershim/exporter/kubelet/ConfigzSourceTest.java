package dev.dockershim.exporter.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockershim.exporter.evidence.CgroupDriver;
import dev.dockershim.exporter.evidence.Endpoint;
import dev.dockershim.exporter.evidence.EndpointClass;
import dev.dockershim.exporter.evidence.KubeletSettings;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.source.SourceException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigzSourceTest {

    @ParameterizedTest
    @CsvSource({
        "containerd-1.36, CONTAINERD",
        "cri-dockerd-1.36, CRI_DOCKERD",
        "dockershim-1.23,", // the field is newer than 1.26
    })
    void readsWhatRealKubeletsAnswered(String node, @Nullable EndpointClass endpoint) throws Exception {
        assertThat(seen(ConfigzSource.parse(Fixtures.open(node, "configz.json"))))
                .isEqualTo(new KubeletSettings(
                        endpoint == null ? null : new Endpoint(endpoint, true),
                        null,
                        CgroupDriver.CGROUPFS,
                        true,
                        true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"containerRuntimeEndpoint\":\"\",\"cgroupDriver\":\"\",\"containerLogMaxSize\":\"\"}",
                "{\"containerRuntimeEndpoint\":null,\"cgroupDriver\":null,\"containerLogMaxFiles\":null}",
                "{\"cgroupDriver\":\"other\",\"containerLogMaxFiles\":-1}",
            })
    void whatIsNotToldIsNotSaid(String configuration) throws Exception {
        assertThat(seen(parse("{\"kubeletconfig\":" + configuration + "}"))).isEqualTo(KubeletSettings.NONE);
    }

    @Test
    void aBarePathHasNoScheme() throws Exception {
        assertThat(seen(parse("{\"kubeletconfig\":{\"containerRuntimeEndpoint\":\"/run/containerd/containerd.sock\"}}"))
                        .endpoint())
                .isEqualTo(new Endpoint(EndpointClass.CONTAINERD, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"kubeletconfig\":null}", "{\"componentconfig\":{\"cgroupDriver\":\"systemd\"}}"})
    void anAnswerWithoutConfigurationIsInvalid(String answer) throws Exception {
        assertThat(parse(answer))
                .isInstanceOfSatisfying(
                        Observed.Missing.class,
                        missing -> assertThat(missing.reason()).isEqualTo(Reason.INVALID));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "{\"kubeletconfig\":\"secret\"}", "{\"kubeletconfig\":{\"cgroupDriver\":"})
    void anAnswerOfAnotherFormIsAFailureThatQuotesNothing(String answer) {
        assertThatThrownBy(() -> parse(answer))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith("kubelet's answer to /configz is ")
                .hasMessageNotContaining("secret");
    }

    private static Observed<KubeletSettings> parse(String text) throws SourceException {
        return ConfigzSource.parse(Fixtures.text(text));
    }

    private static KubeletSettings seen(Observed<KubeletSettings> observed) {
        return Objects.requireNonNull(observed.orNull());
    }
}
