package dev.dockershim.exporter.watch;

/**
 * Takes the objects of a resource: lists of all, and changes between those.
 *
 * @param <O> what an object is read as
 */
interface Sink<O extends ApiObject> {

    /** A list begins: what is not in it will be gone. Also where another one was not finished. */
    void beginList();

    /** There is this object, in this state. */
    void put(O object);

    /** It is gone. */
    void remove(O object);

    /** The list that began was whole. */
    void endList();

    /** Nothing is known any more. */
    void clear();
}
