package dev.dockershim.image;

import java.util.LinkedHashMap;
import java.util.Map;

/** How one OCI document names another (image-spec, descriptor.md). */
final class Descriptor {

    private Descriptor() {}

    /** As a JSON object, to which more can be added. */
    static Map<String, Object> of(String mediaType, Blob blob) {
        Map<String, Object> descriptor = new LinkedHashMap<>();
        descriptor.put("mediaType", mediaType);
        descriptor.put("digest", blob.digest());
        descriptor.put("size", blob.size());
        return descriptor;
    }
}
