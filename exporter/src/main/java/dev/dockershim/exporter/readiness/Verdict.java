package dev.dockershim.exporter.readiness;

/**
 * What a check came to. Missing evidence is {@link Unknown}, never {@link Pass}.
 */
public sealed interface Verdict {

    /** One sentence for people: the evidence in numbers and words of our own, names of pods at most. */
    String detail();

    /** All is well, or the check does not concern this node. */
    record Pass(String detail) implements Verdict {}

    /** Something is to be done: the check's remedy. */
    record Fail(String detail) implements Verdict {}

    /** It cannot be told. */
    record Unknown(String detail) implements Verdict {}
}
