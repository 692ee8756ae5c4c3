package dev.dockershim.exporter.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who waits longest makes room. */
class ManyConnectionsTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String HEALTHY = "GET /-/healthy HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final int MOST = 4;

    @Test
    void aNewcomerEndsTheConnectionThatHasWaitedLongest() throws Exception {
        try (TestServer server = server(() -> {})) {
            List<Socket> clients = new ArrayList<>();
            for (int i = 0; i < MOST; i++) {
                clients.add(asked(server));
            }
            // The first is heard of again, so the second has waited longest.
            ask(clients.get(0));

            clients.add(asked(server));

            assertThat(clients.get(1).getInputStream().read()).isEqualTo(-1);
            for (int i : new int[] {0, 2, 3, 4}) {
                ask(clients.get(i));
            }
            close(clients);
        }
    }

    @Test
    void whoSaysNothingKeepsNobodyOut() throws Exception {
        try (TestServer server = server(() -> {})) {
            List<Socket> silent = new ArrayList<>();
            for (int i = 0; i < 50 * MOST; i++) {
                silent.add(server.connect());
            }

            assertThat(server.get("/metrics").statusCode()).isEqualTo(200);

            int open = 0;
            for (Socket socket : silent) {
                socket.setSoTimeout(200);
                open += isOpen(socket) ? 1 : 0;
            }
            assertThat(open).isLessThan(MOST);
            close(silent);
        }
    }

    @Test
    void whoHasGoneIsForgottenHoweverItWent() throws Exception {
        try (TestServer server = server(() -> {})) {
            for (int i = 0; i < 10 * MOST; i++) {
                try (Socket socket = server.connect()) {
                    switch (i % 4) {
                        case 0 -> socket.setSoLinger(true, 0);
                        case 1 -> socket.getOutputStream().write("\0\1\2\r\n\r\n".getBytes(US_ASCII));
                        case 2 -> ask(socket);
                        default -> {
                            // goes as it came
                        }
                    }
                }
            }

            await().atMost(LONG).until(() -> server.openConnections() == 0);
        }
    }

    @Test
    void whoIsBeingAnsweredStays() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        try (TestServer server = server(() -> {
            running.incrementAndGet();
            release.await();
        })) {
            List<Socket> waiting = new ArrayList<>();
            for (int i = 0; i < MOST; i++) {
                Socket socket = server.connect();
                socket.getOutputStream().write("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
                waiting.add(socket);
                int count = i + 1;
                await().atMost(LONG).until(() -> running.get() == count);
            }
            List<Socket> silent = new ArrayList<>();
            for (int i = 0; i < MOST; i++) {
                silent.add(server.connect());
            }

            release.countDown();

            for (Socket socket : waiting) {
                assertThat(new String(socket.getInputStream().readNBytes(15), US_ASCII))
                        .isEqualTo("HTTP/1.1 200 OK");
            }
            close(waiting);
            close(silent);
        }
    }

    private interface Scrape {
        void run() throws InterruptedException;
    }

    private static TestServer server(Scrape scrape) throws IOException {
        return new TestServer(
                (format, gzip, timeout) -> {
                    scrape.run();
                    return ScrapeBody.of(new byte[] {'a', '\n'});
                },
                Map.of(),
                new WebLimits(LONG, LONG, LONG, LONG, LONG, 16, 3, MOST, MOST));
    }

    private static Socket asked(TestServer server) throws IOException {
        Socket socket = server.connect();
        ask(socket);
        return socket;
    }

    private static void ask(Socket socket) throws IOException {
        socket.getOutputStream().write(HEALTHY.getBytes(US_ASCII));
        String head = "";
        while (!head.endsWith("healthy\n")) {
            int next = socket.getInputStream().read();
            assertThat(next).as("read so far: %s", head).isNotNegative();
            head += (char) next;
        }
    }

    private static boolean isOpen(Socket socket) {
        try {
            return socket.getInputStream().read() >= 0;
        } catch (java.net.SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
