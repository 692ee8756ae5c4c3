package dev.dockershim.exporter.web;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The page at {@code /}.
 *
 * @param document makes the document
 * @param exists whether there is what the query asks for: if not, the document says so, with 404
 * @param contentSecurityPolicy what the document may do, for its header
 */
public record HtmlPage(Source document, Predicate<Map<String, String>> exists, String contentSecurityPolicy) {

    /** One that is the same whatever the query says. */
    public HtmlPage(Function<List<String>, byte[]> document, String contentSecurityPolicy) {
        this((paths, query) -> document.apply(paths), query -> true, contentSecurityPolicy);
    }

    /** Makes the document. Called for each request, by several threads at once, and quick, since it is not bounded. */
    @FunctionalInterface
    public interface Source {

        /**
         * The document in UTF-8.
         *
         * @param paths what is served beside it
         * @param query the request's parameters: decoded, of each name the first value, at most 32 of them, names of at
         *     most 32 characters, values cut at 256
         */
        byte[] html(List<String> paths, Map<String, String> query);
    }
}
