package dev.dockershim.exporter.real;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Two images made of nothing but the machine's statically linked busybox, as an archive that {@code docker load}
 * and {@code ctr images import} read (moby image/spec v1.2). No registry is needed.
 */
final class BusyboxImage {

    /** The image of application containers: {@code /bin/sh} and some programs, and an empty {@code /data}. */
    static final String APP = "registry.example.test/busybox:1";

    /** The image of pod sandboxes; it sleeps. */
    static final String PAUSE = "registry.example.test/pause:1";

    private static final List<String> PROGRAMS =
            List.of("sh", "cat", "dd", "ln", "ls", "mkdir", "mv", "rm", "seq", "sleep", "sync", "touch", "wc");

    private BusyboxImage() {}

    static void write(Path busybox, Path archive) throws IOException {
        Tar root = new Tar();
        for (String directory : List.of("bin/", "data/", "dev/", "etc/", "proc/", "sys/", "tmp/")) {
            root.add(directory, 0755, '5', "", new byte[0]);
        }
        root.add("bin/busybox", 0755, '0', "", Files.readAllBytes(busybox));
        for (String program : PROGRAMS) {
            root.add("bin/" + program, 0777, '2', "busybox", new byte[0]);
        }
        byte[] layer = root.bytes();

        Tar image = new Tar();
        image.add("layer.tar", 0644, '0', "", layer);
        image.add("app.json", 0644, '0', "", config(layer, "/bin/sh"));
        image.add("pause.json", 0644, '0', "", config(layer, "/bin/sleep\", \"2147483647"));
        image.add("manifest.json", 0644, '0', "", """
                [{"Config": "app.json", "RepoTags": ["%s"], "Layers": ["layer.tar"]},
                 {"Config": "pause.json", "RepoTags": ["%s"], "Layers": ["layer.tar"]}]
                """.formatted(APP, PAUSE).getBytes(UTF_8));
        Files.write(archive, image.bytes());
    }

    private static byte[] config(byte[] layer, String command) {
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        return """
                {"architecture": "%s", "os": "linux",
                 "config": {"Env": ["PATH=/bin"], "Cmd": ["%s"]},
                 "rootfs": {"type": "layers", "diff_ids": ["sha256:%s"]}}
                """.formatted(architecture, command, sha256(layer)).getBytes(UTF_8);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Enough of POSIX ustar for files, directories and symbolic links with short names. */
    private static final class Tar {
        private static final int BLOCK = 512;
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        void add(String name, int mode, char type, String link, byte[] content) {
            byte[] header = new byte[BLOCK];
            put(header, 0, name);
            put(header, 100, "%07o".formatted(mode));
            put(header, 108, "%07o".formatted(0));
            put(header, 116, "%07o".formatted(0));
            put(header, 124, "%011o".formatted(content.length));
            put(header, 136, "%011o".formatted(0));
            put(header, 148, "        ");
            put(header, 156, String.valueOf(type));
            put(header, 157, link);
            put(header, 257, "ustar\00000");
            int sum = 0;
            for (byte b : header) {
                sum += b & 0xff;
            }
            put(header, 148, "%06o\0 ".formatted(sum));
            out.writeBytes(header);
            out.writeBytes(content);
            out.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
        }

        byte[] bytes() {
            out.writeBytes(new byte[2 * BLOCK]);
            return out.toByteArray();
        }

        private static void put(byte[] header, int at, String value) {
            byte[] bytes = value.getBytes(US_ASCII);
            System.arraycopy(bytes, 0, header, at, bytes.length);
        }
    }
}
