package dev.dockershim.exporter.hostroot;

import static dev.dockershim.exporter.hostroot.TemporaryHost.reason;
import static dev.dockershim.exporter.hostroot.TemporaryHost.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.NodeScripts;
import dev.dockershim.exporter.evidence.Observed.Reason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeScriptsReaderTest {

    @TempDir
    private Path directory;

    private TemporaryHost host;

    @BeforeEach
    void makeHost() {
        host = new TemporaryHost(directory);
    }

    @Test
    void nothingNamedNothingRead() {
        assertThat(reason(new NodeScriptsReader(host.root(), List.of()).read())).isEqualTo(Reason.NOT_CONFIGURED);
    }

    @Test
    void filesAndDirectories() throws IOException {
        host.file("/etc/cron.d/a", "docker ps").file("/etc/cron.d/b", "true").file("/etc/run.sh", "docker run x");
        assertThat(read("/etc/cron.d", "/etc/run.sh")).isEqualTo(new NodeScripts(3, 0, 2));
    }

    @Test
    void programsAreNoScripts() throws IOException {
        host.file("/bin/tool", "\177ELF\0\0 docker ps").file("/bin/script", "docker ps");
        assertThat(read("/bin")).isEqualTo(new NodeScripts(1, 0, 1));
    }

    @Test
    void whatIsTooLargeOrNotThereIsUnread() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(host.path("/s/large").toFile(), "rw")) {
            file.writeBytes("#!/bin/sh\n".repeat(1000));
            file.setLength(1L << 30);
        }
        host.file("/s/fits", "#".repeat(256 * 1024));
        host.file("/s/not", "#".repeat(256 * 1024 + 1));
        assertThat(read("/s", "/misspelt")).isEqualTo(new NodeScripts(1, 3, 0));
    }

    @Test
    void threeLevelsAreRead() throws IOException {
        host.file("/s/1/2/three", "docker ps").file("/s/1/2/3/four", "docker ps");
        assertThat(read("/s")).isEqualTo(new NodeScripts(1, 1, 1));
    }

    @Test
    void linksInACircleEnd() throws IOException {
        host.link("/s/a", "/s").link("/s/b", "../s").file("/s/c", "docker ps");
        NodeScripts scripts = read("/s");
        assertThat(scripts.read()).isPositive();
        assertThat(scripts.unread()).isPositive();
    }

    @Test
    void linksLeadNotOutAndPipesAreNotOpened() throws Exception {
        TemporaryHost outer = new TemporaryHost(directory);
        outer.file("/outside/script", "docker ps");
        TemporaryHost inner = new TemporaryHost(directory.resolve("root"));
        inner.link("/s/out", "../../outside/script").pipe("/s/pipe").link("/s/nowhere", "none");
        assertThat(seen(new NodeScriptsReader(inner.root(), List.of("/s")).read()))
                .isEqualTo(new NodeScripts(0, 0, 0));
    }

    @Test
    void twoThousandFilesAreEnough() throws IOException {
        for (int i = 0; i < 1_500; i++) {
            host.file("/a/" + i, "true").file("/b/" + i, "docker ps");
        }
        assertThat(read("/a", "/b")).isEqualTo(new NodeScripts(2_000, 1_000, 500));
    }

    private NodeScripts read(String... paths) {
        return seen(new NodeScriptsReader(host.root(), List.of(paths)).read());
    }
}
