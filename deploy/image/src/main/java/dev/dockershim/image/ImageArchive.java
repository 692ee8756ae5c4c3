package dev.dockershim.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * An archive of an OCI image layout (image-spec, image-layout.md), which containerd, podman, skopeo and crane read. One of
 * a single image has Docker's {@code manifest.json} beside it, which names the same blobs, for {@code docker load} before
 * version 25.
 */
final class ImageArchive {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ImageArchive() {}

    /** Writes the archive of one image. */
    static void write(Path archive, String name, Blob manifest, Blob config, List<Layer> layers, String architecture) {
        Map<String, Object> docker = new LinkedHashMap<>();
        docker.put("Config", config.path());
        docker.put("RepoTags", List.of(name));
        docker.put("Layers", layers.stream().map(layer -> layer.blob().path()).toList());

        Map<String, Object> descriptor = Descriptor.of(Image.MANIFEST_TYPE, manifest);
        descriptor.put("platform", platform(architecture));
        descriptor.put("annotations", annotations(name));
        List<Blob> blobs = new ArrayList<>(List.of(manifest, config));
        layers.forEach(layer -> blobs.add(layer.blob()));
        write(
                archive,
                blobs,
                Map.of(
                        "manifest.json",
                        JSON.writeValueAsBytes(List.of(docker)),
                        "index.json",
                        index(List.of(descriptor))));
    }

    /** Writes an archive of several images under one name. */
    static void write(Path archive, Collection<Blob> blobs, Blob index, String name) {
        Map<String, Object> descriptor = Descriptor.of(ImageIndex.TYPE, index);
        descriptor.put("annotations", annotations(name));
        List<Blob> all = new ArrayList<>(blobs);
        all.add(index);
        write(archive, all, Map.of("index.json", index(List.of(descriptor))));
    }

    /** As a descriptor names it. */
    static Map<String, Object> platform(String architecture) {
        Map<String, Object> platform = new LinkedHashMap<>();
        platform.put("architecture", architecture);
        platform.put("os", "linux");
        if (architecture.equals("arm64")) {
            platform.put("variant", "v8");
        }
        return platform;
    }

    /** The name as containerd takes it, and the tag as others do. */
    private static Map<String, Object> annotations(String name) {
        Map<String, Object> annotations = new LinkedHashMap<>();
        annotations.put("io.containerd.image.name", name.contains("/") ? name : "docker.io/library/" + name);
        annotations.put("org.opencontainers.image.ref.name", name.substring(name.lastIndexOf(':') + 1));
        return annotations;
    }

    private static byte[] index(List<Map<String, Object>> manifests) {
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("schemaVersion", 2);
        index.put("mediaType", ImageIndex.TYPE);
        index.put("manifests", manifests);
        return JSON.writeValueAsBytes(index);
    }

    private static void write(Path archive, Collection<Blob> blobs, Map<String, byte[]> documents) {
        Map<String, Blob> sorted = new TreeMap<>();
        blobs.forEach(blob -> sorted.put(blob.path(), blob));
        try {
            Path part = archive.resolveSibling(archive.getFileName() + ".part");
            try (TarArchiveOutputStream tar =
                    new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(part)), "UTF-8")) {
                put(tar, "oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(UTF_8));
                for (Map.Entry<String, byte[]> document : new TreeMap<>(documents).entrySet()) {
                    put(tar, document.getKey(), document.getValue());
                }
                for (Map.Entry<String, Blob> blob : sorted.entrySet()) {
                    tar.putArchiveEntry(entry(blob.getKey(), blob.getValue().size()));
                    Files.copy(blob.getValue().file(), tar);
                    tar.closeArchiveEntry();
                }
            }
            Files.move(part, archive, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        tar.putArchiveEntry(entry(name, content.length));
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static TarArchiveEntry entry(String name, long size) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setIds(0, 0);
        entry.setNames("", "");
        entry.setMode(0644);
        entry.setModTime(FileTime.from(Instant.EPOCH));
        entry.setSize(size);
        return entry;
    }
}
