package dev.dockershim.exporter.kubelet;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubeletConfigTest {

    private static final URI URL = URI.create("https://10.0.0.1:10250");

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://a", "10.0.0.1", "https:///x", "https://u:p@a", "https://a?b", "https://a#b", "https:a"})
    void aUrlThatCannotBeAKubeletsIsRefused(String url) {
        assertThatThrownBy(() -> KubeletConfig.of(URI.create(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--kubelet.url ")
                .hasMessageNotContaining("u:p");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.1", "::1", "a b", "node-a."})
    void aServerNameMustBeAHostName(String name) {
        assertThatThrownBy(() -> new KubeletConfig(URL, null, null, name, null, null, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--kubelet.server-name must be a host name");
    }

    @Test
    void certificateAndKeyAreGivenTogether() {
        assertThatThrownBy(() -> new KubeletConfig(URL, null, null, null, Path.of("c"), null, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new KubeletConfig(URL, null, null, null, null, Path.of("k"), false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
