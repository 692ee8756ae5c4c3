package dev.dockershim.exporter.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.real.Attacks.Attack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged agent, with the heap it ships with: whatever hostile clients do, the next honest scrape is answered. */
class AgentUnderAttackIT {

    private static final String NO_KUBELET = "--kubelet.url=https://127.0.0.1:1";

    @TempDir
    private static Path directory = Path.of("");

    @BeforeAll
    static void makeCertificates() {
        Requirements.program("curl");
        WebCertificates.in(directory);
    }

    private static Map<String, Attack> onAnyPort() {
        Map<String, Attack> attacks = new LinkedHashMap<>();
        attacks.put("a port scan", one -> one.scan(500));
        attacks.put("garbage", one -> one.garbage(50));
        attacks.put("half handshakes", one -> one.halfHandshakes(1000));
        attacks.put("silence", one -> one.silence(1000));
        attacks.put("half heads", one -> one.halfHeads(200));
        attacks.put("megabytes", Attacks::megabytes);
        return attacks;
    }

    @Test
    void thePlainPort() throws IOException {
        try (ExporterProcess agent = ExporterProcess.guarded(NO_KUBELET)) {
            Map<String, Attack> attacks = onAnyPort();
            withstands(agent, "", attacks);
        }
    }

    @Test
    void theTlsPort() throws IOException {
        Path file = Files.writeString(directory.resolve("attacked.yml"), """
                tls_server_config: {cert_file: ec.crt, key_file: ec.key}
                basic_auth_users: {alice: $2a$04$aekOSvdhUgopLaN6zaDsvu74D3oSHFYM4HIVhdGiExKLyaxN4vrke}
                """);
        try (ExporterProcess agent = ExporterProcess.guarded(NO_KUBELET, "--web.config.file=" + file)) {
            Map<String, Attack> attacks = onAnyPort();
            attacks.put("silence after the handshake", one -> one.silenceAfterTheHandshake(200));
            attacks.put("HTTP/2", Attacks::http2);
            withstands(agent, "-u alice:alice123", attacks);
        }
    }

    private static void withstands(ExporterProcess agent, String options, Map<String, Attack> attacks)
            throws IOException {
        WebClient curl = new WebClient(directory);
        boolean encrypted = agent.url("/").getScheme().equals("https");
        for (Map.Entry<String, Attack> attack : attacks.entrySet()) {
            Attacks attacker = new Attacks(agent.url("/").getPort(), encrypted);
            attack.getValue().run(attacker);
            for (String version : new String[] {"--http1.1 ", "--http2 "}) {
                WebClient.Answer answer = curl.curl(version + options, agent.url("/metrics"));
                assertThat(answer.status())
                        .as("after %s: %s%n%s", attack.getKey(), answer.text(), agent.output())
                        .isEqualTo(200);
            }
            attacker.end();
        }
        assertThat(agent.output()).doesNotContain("\tat ", "Exception");
        assertThat(agent.output().lines().count()).isLessThan(200);
        assertThat(agent.terminate()).isIn(0, 143);
    }
}
