package dev.dockershim.image;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One name for the images of several architectures (image-spec, image-index.md), made of the archives that were built on a
 * machine of each.
 */
final class ImageIndex {

    static final String TYPE = "application/vnd.oci.image.index.v1+json";

    private static final JsonMapper JSON = JsonMapper.shared();

    private ImageIndex() {}

    /**
     * Writes the archive of an index.
     *
     * @param archives of one image each, of different architectures
     * @param name under which all of them are to be had
     * @param blobs an empty directory for what they hold
     * @return the index' digest
     */
    static String write(List<Path> archives, String name, Path archive, Path blobs) {
        Map<String, Map<String, Object>> manifests = new TreeMap<>();
        Map<String, Blob> all = new TreeMap<>();
        for (Path each : archives) {
            for (JsonNode manifest : read(each, blobs, all).path("manifests")) {
                String architecture =
                        manifest.path("platform").path("architecture").asString("");
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("mediaType", manifest.path("mediaType").asString(""));
                entry.put("digest", manifest.path("digest").asString(""));
                entry.put("size", manifest.path("size").asLong(0));
                entry.put("platform", ImageArchive.platform(architecture));
                if (architecture.isEmpty()
                        || !all.containsKey(manifest.path("digest").asString(""))) {
                    throw new BuildException(each + " is no archive of one image with its architecture");
                }
                if (manifests.putIfAbsent(architecture, entry) != null) {
                    throw new BuildException(
                            "two archives are for " + architecture + ": name one for each architecture");
                }
            }
        }
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("schemaVersion", 2);
        index.put("mediaType", TYPE);
        index.put("manifests", new ArrayList<>(manifests.values()));
        Blob document = Blob.write(JSON.writeValueAsBytes(index), blobs);
        ImageArchive.write(archive, all.values(), document, name);
        return document.digest();
    }

    private static JsonNode read(Path archive, Path blobs, Map<String, Blob> all) {
        JsonNode index = null;
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().equals("index.json")) {
                    index = JSON.readTree(tar.readAllBytes());
                } else if (entry.getName().startsWith("blobs/sha256/")) {
                    Path part = Files.createTempFile(blobs, "blob-", ".part");
                    try (var out = Files.newOutputStream(part)) {
                        tar.transferTo(out);
                    }
                    Blob blob = Blob.keep(part, blobs);
                    if (!blob.path().equals(entry.getName())) {
                        throw new BuildException(archive + " is damaged: " + entry.getName() + " has another digest");
                    }
                    all.put(blob.digest(), blob);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (index == null) {
            throw new BuildException(archive + " is no archive of an OCI image layout");
        }
        return index;
    }
}
