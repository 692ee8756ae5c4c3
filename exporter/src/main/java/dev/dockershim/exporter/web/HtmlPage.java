package dev.dockershim.exporter.web;

import java.util.List;
import java.util.function.Function;

/**
 * The page at {@code /}.
 *
 * @param document makes the document in UTF-8, of the paths that are served beside it; called for each request, and
 *     quick, since it is not bounded
 * @param contentSecurityPolicy what the document may do, for its header
 */
public record HtmlPage(Function<List<String>, byte[]> document, String contentSecurityPolicy) {}
