package dev.dockershim.monitoring.promql;

/**
 * A word of PromQL.
 *
 * @param text as it is written; of a string without quotes and escapes
 * @param position of its first character, from 0
 */
record Token(Kind kind, String text, int position) {

    enum Kind {
        /** Metric, label, function or keyword. */
        NAME,
        NUMBER,
        DURATION,
        STRING,
        /** Operators and punctuation. */
        SIGN,
        END
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    /** Keywords are written in any case. */
    boolean isKeyword(String keyword) {
        return kind == Kind.NAME && text.equalsIgnoreCase(keyword);
    }
}
