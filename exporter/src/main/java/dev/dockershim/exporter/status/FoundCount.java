package dev.dockershim.exporter.status;

/**
 * A number of things that were found.
 *
 * @param number how many
 * @param atLeast whether there may be more: not all was seen, or findings were cut
 */
record FoundCount(int number, boolean atLeast) {

    /** {@code at least 5 workloads}. */
    String of(String one, String many) {
        return this + " " + (number == 1 ? one : many);
    }

    @Override
    public String toString() {
        return (atLeast ? "at least " : "") + number;
    }
}
