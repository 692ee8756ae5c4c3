package dev.dockershim.monitoring.promql;

import dev.dockershim.monitoring.promql.Expression.Moved;
import dev.dockershim.monitoring.promql.Token.Kind;

/** {@code offset} and {@code @}, each at most once and in any order. */
final class Times {

    private Times() {}

    /** One of the two, joined with the other where that came before. */
    static Expression moved(Words words, Expression of) {
        if (!(of instanceof Expression.Selector || of instanceof Expression.Range || of instanceof Moved)) {
            throw words.error("only selectors, ranges and subqueries are moved in time");
        }
        String at = of instanceof Moved before ? before.at() : "";
        Long offset = of instanceof Moved before ? before.offsetMillis() : null;
        Expression inner = of instanceof Moved before ? before.of() : of;
        if (words.takeSign("@")) {
            if (!at.isEmpty()) {
                throw words.error("a second @");
            }
            return new Moved(inner, at(words), offset);
        }
        words.take();
        if (offset != null) {
            throw words.error("a second offset");
        }
        boolean negative = words.takeSign("-");
        long millis = words.duration();
        return new Moved(inner, at, negative ? -millis : millis);
    }

    private static String at(Words words) {
        if (words.peek().isKeyword("start") || words.peek().isKeyword("end")) {
            String name = words.take().text();
            words.expect("(");
            words.expect(")");
            return name + "()";
        }
        String sign = words.takeSign("-") ? "-" : "";
        return sign + words.take(Kind.NUMBER, "a time").text();
    }
}
