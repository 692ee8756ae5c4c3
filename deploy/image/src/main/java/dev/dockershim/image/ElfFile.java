package dev.dockershim.image;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a program's header says (elf(5)); 64-bit little-endian files, which amd64 and arm64 have.
 *
 * @param architecture as OCI images name it: amd64 or arm64
 * @param interpreter the loader's path
 */
record ElfFile(String architecture, String interpreter) {

    private static final int MAGIC = 0x464c457f;
    private static final int CLASS_64 = 2;
    private static final int LITTLE_ENDIAN = 1;
    private static final int PT_INTERP = 3;

    /** Reads a dynamically linked program. */
    static ElfFile read(Path program) {
        try {
            ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(program)).order(ByteOrder.LITTLE_ENDIAN);
            if (file.limit() < 64
                    || file.getInt(0) != MAGIC
                    || file.get(4) != CLASS_64
                    || file.get(5) != LITTLE_ENDIAN) {
                throw new BuildException(program + " is no 64-bit little-endian ELF program");
            }
            return new ElfFile(architecture(program, file.getShort(18)), interpreter(program, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String architecture(Path program, short machine) {
        return switch (machine) {
            case 62 -> "amd64";
            case 183 -> "arm64";
            default ->
                throw new BuildException(program + " is for ELF machine " + machine + ", not for amd64 or arm64");
        };
    }

    private static String interpreter(Path program, ByteBuffer file) {
        int table = Math.toIntExact(file.getLong(32));
        int size = file.getShort(54);
        int count = file.getShort(56);
        for (int i = 0; i < count; i++) {
            int header = table + i * size;
            if (file.getInt(header) == PT_INTERP) {
                byte[] path = new byte[Math.toIntExact(file.getLong(header + 32)) - 1];
                file.get(Math.toIntExact(file.getLong(header + 8)), path);
                return new String(path, US_ASCII);
            }
        }
        throw new BuildException(program + " is statically linked");
    }
}
