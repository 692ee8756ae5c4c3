package dev.dockershim.image;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElfFileTest {

    private static final short AMD64 = 62;
    private static final short ARM64 = 183;
    private static final short RISCV = 243;

    @TempDir
    Path directory;

    @Test
    void tellsArchitectureAndLoaderOfAmd64AndArm64() throws IOException {
        assertThat(ElfFile.read(program(AMD64, "/lib64/ld-linux-x86-64.so.2")))
                .isEqualTo(new ElfFile("amd64", "/lib64/ld-linux-x86-64.so.2"));
        assertThat(ElfFile.read(program(ARM64, "/lib/ld-linux-aarch64.so.1")))
                .isEqualTo(new ElfFile("arm64", "/lib/ld-linux-aarch64.so.1"));
    }

    @Test
    void tellsThemOfARealProgram() {
        ElfFile java = ElfFile.read(Path.of(System.getProperty("java.home"), "bin", "java"));

        assertThat(Path.of(java.interpreter())).exists();
        assertThat(java.architecture()).isEqualTo(System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64");
    }

    @Test
    void refusesWhatItIsNotMadeFor() throws IOException {
        Path riscv = program(RISCV, "/lib/ld-linux-riscv64-lp64d.so.1");
        Path script = Files.writeString(directory.resolve("script"), "#!/bin/sh\n".repeat(10));

        assertThatThrownBy(() -> ElfFile.read(riscv)).hasMessageContaining("ELF machine 243");
        assertThatThrownBy(() -> ElfFile.read(script)).hasMessageContaining("is no 64-bit");
    }

    /** A header of elf(5) and one program header. */
    private Path program(short machine, String interpreter) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
        file.putShort(18, machine).putLong(32, 64).putShort(54, (short) 56).putShort(56, (short) 1);
        byte[] path = (interpreter + "\0").getBytes(US_ASCII);
        file.putInt(64, 3).putLong(64 + 8, 128).putLong(64 + 32, path.length);
        file.position(128).put(path);
        return Files.write(directory.resolve("program-" + machine), file.array());
    }
}
