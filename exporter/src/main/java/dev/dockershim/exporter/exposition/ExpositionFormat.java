package dev.dockershim.exporter.exposition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The formats we write, and the choice among them.
 *
 * <p>Rules: Prometheus documentation, "Content negotiation", and RFC 9110 section 12.5.1. Protobuf is never offered;
 * a request that names nothing we have gets the text format, as every Prometheus client library does.
 */
public enum ExpositionFormat {
    /** Prometheus' text format. */
    TEXT_0_0_4("text", "plain", "0.0.4"),
    /** OpenMetrics. */
    OPENMETRICS_1_0_0("application", "openmetrics-text", "1.0.0"),
    /** OpenMetrics by the name of its draft, for clients that know no other; the same text. */
    OPENMETRICS_0_0_1("application", "openmetrics-text", "0.0.1");

    private final String type;
    private final String subtype;
    private final String version;

    ExpositionFormat(String type, String subtype, String version) {
        this.type = type;
        this.subtype = subtype;
        this.version = version;
    }

    /** The value of {@code Content-Type}. */
    public String contentType() {
        return type + '/' + subtype + "; version=" + version + "; charset=utf-8";
    }

    /** Whether it ends with {@code # EOF} and names counters without {@code _total} in their metadata. */
    public boolean isOpenMetrics() {
        return this != TEXT_0_0_4;
    }

    /**
     * Chooses by the value of {@code Accept}: the highest quality, then the most specific range, then the first named.
     *
     * @param accept the header's value, several joined with a comma; null if there is none
     */
    public static ExpositionFormat negotiate(@Nullable String accept) {
        List<HeaderElement> ranges = HeaderElement.parseList(accept);
        ExpositionFormat best = TEXT_0_0_4;
        Match bestMatch = Match.NONE;
        for (ExpositionFormat format : values()) {
            Match match = format.match(ranges);
            if (match.isBetterThan(bestMatch)) {
                best = format;
                bestMatch = match;
            }
        }
        return best;
    }

    /**
     * The text format, unless the client refuses it and takes OpenMetrics: for a text that need not be converted then.
     *
     * @param accept as {@link #negotiate}
     */
    public static ExpositionFormat textUnlessRefused(@Nullable String accept) {
        List<HeaderElement> ranges = HeaderElement.parseList(accept);
        return TEXT_0_0_4.match(ranges).quality > 0 ? TEXT_0_0_4 : negotiate(accept);
    }

    /** The most specific range that covers this format says how much it is wanted. */
    private Match match(List<HeaderElement> ranges) {
        Match best = Match.NONE;
        for (int i = 0; i < ranges.size(); i++) {
            HeaderElement range = ranges.get(i);
            int specificity = specificity(range);
            if (specificity > best.specificity) {
                best = new Match(range.quality(), specificity, i);
            }
        }
        return best;
    }

    /** 0 if the range does not cover this format, up to 4 if it names type and version. */
    private int specificity(HeaderElement range) {
        String asked = range.parameters().get("version");
        if (asked != null && !asked.equals(version)) {
            return 0;
        }
        if (range.name().equals(type + '/' + subtype)) {
            return asked == null ? 3 : 4;
        }
        if (range.name().equals(type + "/*")) {
            return 2;
        }
        return range.name().equals("*/*") ? 1 : 0;
    }

    private record Match(double quality, int specificity, int position) {

        static final Match NONE = new Match(0, 0, Integer.MAX_VALUE);

        boolean isBetterThan(Match other) {
            if (quality != other.quality) {
                return quality > other.quality;
            }
            if (specificity != other.specificity) {
                return quality > 0 && specificity > other.specificity;
            }
            return position < other.position;
        }
    }
}
