package dev.dockershim.exporter.demo;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a list in pages goes on (k8s.io/apiserver pkg/storage/continue.go).
 *
 * @param revision of the whole list; {@link #ANY} for what is there when it is asked for
 * @param after the key of the last object that was seen
 */
record ContinueToken(long revision, String after) {

    /** The rest of a list whose revision is not known any more, not consistent with what was seen of it. */
    static final long ANY = -1;

    static ContinueToken parse(String text) throws ApiFailure {
        try {
            JsonNode token = JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(text));
            if (token.path("v").asString("").equals("meta.k8s.io/v1")
                    && token.path("rv").isIntegralNumber()
                    && token.path("start").isString()) {
                return new ContinueToken(
                        token.path("rv").longValue(), token.path("start").stringValue());
            }
        } catch (IllegalArgumentException | JacksonException e) {
            // falls through: it is none of ours
        }
        throw ApiFailure.badRequest("continue key is not valid");
    }

    /** As a client is given it, to give it back. */
    @Override
    public String toString() {
        String json = JsonMapper.shared()
                .createObjectNode()
                .put("v", "meta.k8s.io/v1")
                .put("rv", revision)
                .put("start", after)
                .toString();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
