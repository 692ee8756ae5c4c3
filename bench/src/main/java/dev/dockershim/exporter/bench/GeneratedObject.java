package dev.dockershim.exporter.bench;

import dev.dockershim.exporter.demo.ApiObject;
import java.util.Locale;
import java.util.function.Function;

/**
 * An object that is made of a template and a few numbers each time that it is asked for.
 *
 * @param fields fills the template's own holes; those that all have are filled here
 */
record GeneratedObject(JsonTemplate template, String namespace, String name, long seed, Function<String, String> fields)
        implements ApiObject {

    @Override
    public byte[] json(long resourceVersion) {
        return template.fill(hole -> switch (hole) {
            case "revision" -> Long.toString(resourceVersion);
            case "name" -> name;
            case "namespace" -> namespace;
            case "uid" -> uid(seed);
            case "digit" -> Long.toString(Math.floorMod(seed, 8L) + 1);
            default -> fields.apply(hole);
        });
    }

    /** A UUID that follows from a number. */
    static String uid(long seed) {
        long high = mix(seed);
        long low = mix(high);
        return String.format(
                Locale.ROOT,
                "%08x-%04x-4%03x-a%03x-%012x",
                high >>> 32,
                high >>> 16 & 0xffff,
                high & 0xfff,
                low >>> 52,
                low & 0xffffffffffffL);
    }

    /** Well spread (SplitMix64). */
    static long mix(long seed) {
        long z = seed + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Ten letters and digits that follow from a number. */
    static String hash(long seed) {
        return String.format(Locale.ROOT, "%010x", mix(seed) & 0xffffffffffL);
    }
}
