package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.exposition.ExpositionFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The bodies rendered of one collection, each once. */
final class RenderedBodies {

    private final Map<Form, byte[]> bodies = new ConcurrentHashMap<>();

    private record Form(ExpositionFormat format, boolean gzip) {}

    byte[] get(ExpositionFormat format, boolean gzip, Supplier<byte[]> render) {
        return bodies.computeIfAbsent(new Form(format, gzip), form -> render.get());
    }
}
