package dev.dockershim.image;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an archive of one image holds, read as a runtime would read it: from {@code index.json} by digest.
 *
 * @param blobs by digest; each has been found to have it
 * @param documents what is not a blob, by path
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
record ImageFiles(Map<String, byte[]> blobs, Map<String, byte[]> documents) {

    private static final JsonMapper JSON = JsonMapper.shared();

    static ImageFiles read(Path archive) {
        Map<String, byte[]> blobs = new LinkedHashMap<>();
        Map<String, byte[]> documents = new LinkedHashMap<>();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                byte[] content = tar.readAllBytes();
                if (entry.getName().startsWith("blobs/sha256/")) {
                    String digest = "sha256:" + entry.getName().substring("blobs/sha256/".length());
                    if (!Digest.of(content).equals(digest)) {
                        throw new AssertionError(entry.getName() + " has another digest");
                    }
                    blobs.put(digest, content);
                } else {
                    documents.put(entry.getName(), content);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ImageFiles(blobs, documents);
    }

    /** The archive that the build has written. */
    static Path built() {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.toString().endsWith("64.oci.tar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no image in target: run ./mvnw package"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode document(String path) {
        return JSON.readTree(Objects.requireNonNull(documents.get(path), path));
    }

    JsonNode blob(String digest) {
        return JSON.readTree(bytes(digest));
    }

    byte[] bytes(String digest) {
        return Objects.requireNonNull(blobs.get(digest), digest);
    }

    /** What {@code index.json} says of the image. */
    JsonNode descriptor() {
        return document("index.json").path("manifests").path(0);
    }

    String digest() {
        return descriptor().path("digest").asString("");
    }

    JsonNode manifest() {
        return blob(digest());
    }

    JsonNode config() {
        return blob(manifest().path("config").path("digest").asString(""));
    }

    /** Every entry of every layer, by path; of a file the content too. */
    Map<String, Entry> entries() {
        Map<String, Entry> all = new LinkedHashMap<>();
        for (JsonNode layer : manifest().path("layers")) {
            try (InputStream in = new GZIPInputStream(
                            new ByteArrayInputStream(bytes(layer.path("digest").asString(""))));
                    TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    all.put(entry.getName(), new Entry(entry, tar.readAllBytes()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    /** One entry of a layer. */
    @SuppressWarnings("ArrayRecordComponent") // not compared
    record Entry(TarArchiveEntry header, byte[] content) {
        /** Type and permissions' bits: setuid, setgid and sticky among them. */
        int permissions() {
            return header.getMode() & 07777;
        }
    }
}
