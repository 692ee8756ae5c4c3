package dev.dockershim.exporter.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON with holes such as {@code ${name}}, to be filled again and again. */
final class JsonTemplate {

    private static final Pattern HOLE = Pattern.compile("\\$\\{(\\w+)}");

    private final List<byte[]> texts = new ArrayList<>();
    private final List<String> holes = new ArrayList<>();

    private JsonTemplate(String text) {
        Matcher hole = HOLE.matcher(text);
        int from = 0;
        while (hole.find()) {
            texts.add(bytes(text.substring(from, hole.start())));
            holes.add(hole.group(1));
            from = hole.end();
        }
        texts.add(bytes(text.substring(from)));
    }

    /** The template of that name, in {@code /cluster}. */
    static JsonTemplate read(String name) {
        try (InputStream in = JsonTemplate.class.getResourceAsStream("/cluster/" + name + ".json")) {
            if (in == null) {
                throw new IllegalArgumentException("there is no " + name);
            }
            return new JsonTemplate(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text with each hole filled by what {@code value} gives for its name. */
    byte[] fill(Function<String, String> value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(8 * 1024);
        for (int i = 0; i < holes.size(); i++) {
            out.writeBytes(texts.get(i));
            out.writeBytes(bytes(value.apply(holes.get(i))));
        }
        out.writeBytes(texts.get(texts.size() - 1));
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
