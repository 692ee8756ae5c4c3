package dev.dockershim.exporter.demo;

/**
 * An object that an {@link ApiStore} holds. Its JSON may be made only when it is asked for, so that very many objects
 * take little memory; made again, it must be the same.
 */
public interface ApiObject {

    /** Its namespace; empty if its kind has none. */
    String namespace();

    /** Its name. */
    String name();

    /**
     * The object in JSON: without {@code kind} and {@code apiVersion}, as lists have it, and with this
     * {@code metadata.resourceVersion}.
     */
    byte[] json(long resourceVersion);

    /** Its place in a list, which is in this order. */
    default String key() {
        return namespace() + "/" + name();
    }
}
