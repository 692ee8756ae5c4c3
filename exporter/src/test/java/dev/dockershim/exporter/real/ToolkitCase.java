package dev.dockershim.exporter.real;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * One behaviour that prometheus/exporter-toolkit documents; web-config/toolkit.yaml says what the parts mean.
 *
 * @param name what the case is about
 * @param file what the web configuration says
 * @param refused what the refusal's line holds; null where the server starts
 * @param asks what clients ask, in this order
 * @param differs what the toolkit does instead; null where it does the same
 */
record ToolkitCase(
        String name,
        String file,
        @Nullable String refused,
        @Nullable List<Ask> asks,
        @Nullable String differs) {

    private static final Pattern INLINE = Pattern.compile("\\[([a-z0-9-]+[.](?:crt|key))]");

    /** What one client asks, and what it is to get. */
    record Ask(
            @Nullable String curl,
            @Nullable String openssl,
            @Nullable String path,
            boolean http,
            @Nullable Integer status,
            @Nullable String says,
            @Nullable String silent) {}

    /** All of them. */
    static List<ToolkitCase> all() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ToolkitCase.class.getResourceAsStream("/web-config/toolkit.yaml"))) {
            return List.of(new YAMLMapper().readValue(in, ToolkitCase[].class));
        }
    }

    /** Writes the file beside the certificates that it names. */
    Path write(Path certificates) throws IOException {
        String text = file.replace("[T]", "cert_file: server.crt, key_file: server.key")
                .replace("[DIR]", certificates.toString());
        StringBuilder whole = new StringBuilder();
        Matcher inline = INLINE.matcher(text);
        while (inline.find()) {
            String pem = Files.readString(certificates.resolve(inline.group(1)));
            inline.appendReplacement(whole, Matcher.quoteReplacement(pem.indent(4)));
        }
        inline.appendTail(whole);
        return Files.writeString(certificates.resolve("web.yml"), whole);
    }

    @Override
    public String toString() {
        return name;
    }
}
