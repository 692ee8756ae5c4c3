package dev.dockershim.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * An image for one platform: its layers, what runs in them, and the two documents that say so (OCI image-spec 1.1).
 *
 * @param labels in the configuration, and as annotations in the manifest
 */
record Image(String architecture, String created, Map<String, String> labels, List<Layer> layers) {

    static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";

    /** Where the exporter is, and where it runs. */
    static final String HOME = "opt/dockershim-exporter";

    private static final String JAVA = "opt/java";

    private static final JsonMapper JSON = JsonMapper.shared();

    /** The configuration document. */
    Blob config(Path blobs) {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("User", "65534:65534");
        run.put("ExposedPorts", Map.of("10061/tcp", Map.of()));
        run.put("Env", List.of("PATH=/" + JAVA + "/bin", "JAVA_HOME=/" + JAVA, "LANG=C.UTF-8"));
        run.put("Entrypoint", List.of("java", "@/" + HOME + "/agent.args"));
        run.put("Cmd", List.of("--help"));
        run.put("WorkingDir", "/" + HOME);
        run.put("Labels", labels);
        run.put("StopSignal", "SIGTERM");
        List<Object> history = new ArrayList<>();
        for (Layer layer : layers) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("created", created);
            entry.put("created_by", layer.createdBy());
            history.add(entry);
        }
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("created", created);
        config.put("architecture", architecture);
        config.put("os", "linux");
        config.put("config", run);
        Map<String, Object> rootfs = new LinkedHashMap<>();
        rootfs.put("type", "layers");
        rootfs.put("diff_ids", layers.stream().map(Layer::diffId).toList());
        config.put("rootfs", rootfs);
        config.put("history", history);
        return Blob.write(JSON.writeValueAsBytes(config), blobs);
    }

    /** The manifest, whose digest is the image's. */
    Blob manifest(Blob config, Path blobs) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("schemaVersion", 2);
        manifest.put("mediaType", MANIFEST_TYPE);
        manifest.put("config", Descriptor.of("application/vnd.oci.image.config.v1+json", config));
        manifest.put(
                "layers",
                layers.stream()
                        .map(layer -> Descriptor.of("application/vnd.oci.image.layer.v1.tar+gzip", layer.blob()))
                        .toList());
        manifest.put("annotations", labels);
        return Blob.write(JSON.writeValueAsBytes(manifest), blobs);
    }
}
