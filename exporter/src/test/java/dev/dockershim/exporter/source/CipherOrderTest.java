package dev.dockershim.exporter.source;

import static org.assertj.core.api.Assertions.assertThat;

import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class CipherOrderTest {

    @Test
    void chaChaComesFirstAndNothingIsLost() throws Exception {
        String[] suites = SSLContext.getDefault().getDefaultSSLParameters().getCipherSuites();

        assertThat(CipherOrder.chaChaFirst(suites))
                .containsExactlyInAnyOrder(suites)
                .startsWith("TLS_CHACHA20_POLY1305_SHA256");
        assertThat(CipherOrder.chaChaFirst(new String[] {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"}))
                .containsExactly("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384");
    }
}
