package dev.dockershim.exporter.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class HeldAddressTest {

    @Test
    void nobodyElseTakesItAndWhoeverConnectsGetsNothing() throws Exception {
        try (HeldAddress held = HeldAddress.any()) {
            assertThatThrownBy(() -> HeldAddress.of(held.port())).isInstanceOf(BindException.class);
            assertThat(answers(held.port())).isFalse();
            assertThat(answers(held.port())).isFalse();
        }
    }

    @Test
    void itIsFreeOnceItIsGivenUp() throws Exception {
        for (int i = 0; i < 200; i++) {
            HeldAddress held = HeldAddress.any();
            int port = held.port();
            held.close();
            try (ServerSocket own = new ServerSocket(port, 0, InetAddress.getLoopbackAddress())) {
                assertThat(own.getLocalPort()).isEqualTo(port);
            }
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.getInputStream().read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }
}
