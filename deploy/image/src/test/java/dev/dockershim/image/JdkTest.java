package dev.dockershim.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkTest {

    @TempDir
    Path directory;

    @Test
    void theNewest25ComesFirst() throws IOException {
        Jdk found = Jdk.find(List.of(jdk("17.0.15"), jdk("25.0.1"), jdk("25.0.10"), jdk("26.0.1")));

        assertThat(found.version()).hasToString("25.0.10");
        assertThat(found.build()).isEqualTo("25.0.10+9-LTS");
        assertThat(found.vendor()).isEqualTo("Someone");
    }

    @Test
    void withoutA25TheNewestDoes() throws IOException {
        assertThat(Jdk.find(List.of(jdk("17.0.15"), jdk("21.0.2"))).feature()).isEqualTo(21);
    }

    @Test
    void aJdkWithoutJlinkAndOneThatIsTooOldAreNone() throws IOException {
        Path withoutJlink = jdk("25.0.3");
        Files.delete(withoutJlink.resolve("bin/jlink"));
        List<Path> homes = List.of(withoutJlink, jdk("11.0.2"), jdk("1.8.0_442"), directory.resolve("nothing"));

        assertThatThrownBy(() -> Jdk.find(homes))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("install a JDK 25")
                .hasMessageContaining("-Dimage.jdk");
    }

    @Test
    void theChosenOneIsTheOnlyPlaceToLook() {
        assertThat(Jdk.installed("/opt/some-jdk")).containsExactly(Path.of("/opt/some-jdk"));
        assertThat(Jdk.installed("")).contains(Path.of(System.getProperty("java.home")));
    }

    private Path jdk(String version) throws IOException {
        Path home = directory.resolve("jdk-" + version);
        Files.createDirectories(home.resolve("bin"));
        Path jlink = Files.createFile(home.resolve("bin/jlink"));
        if (!jlink.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + jlink + " executable");
        }
        Files.writeString(home.resolve("release"), """
                IMPLEMENTOR="Someone"
                JAVA_VERSION="%1$s"
                JAVA_RUNTIME_VERSION="%1$s+9-LTS"
                """.formatted(version));
        return home;
    }
}
