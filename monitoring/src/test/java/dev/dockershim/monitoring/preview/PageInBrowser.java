package dev.dockershim.monitoring.preview;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A page as a browser has it when its scripts have run.
 *
 * @param drawn how many charts its script says that it has drawn
 * @param charts how many pictures there are in places of charts
 * @param failures what went wrong in scripts
 * @param notDrawn errors that are shown in place of panels
 */
public record PageInBrowser(int drawn, int charts, String failures, List<String> notDrawn) {

    private static final Pattern DRAWN = Pattern.compile("<body[^>]* data-drawn=\"(\\d+)\"");
    private static final Pattern FAILURES = Pattern.compile("<body[^>]* data-failures=\"([^\"]*)\"");
    private static final Pattern CHART =
            Pattern.compile("<div class=\"chart\"[^>]*>\\s*<div[^>]*>\\s*<svg[^>]*>.*?<path", Pattern.DOTALL);
    private static final Pattern ERROR = Pattern.compile("<div class=\"error\">([^<]*)<");

    /** Opens a page. */
    public static PageInBrowser open(Chromium chromium, Path page) throws IOException, InterruptedException {
        String dom = chromium.dom(page);
        return new PageInBrowser(
                Integer.parseInt(first(DRAWN, dom)),
                (int) CHART.matcher(dom).results().count(),
                first(FAILURES, dom),
                ERROR.matcher(dom).results().map(error -> error.group(1)).toList());
    }

    private static String first(Pattern pattern, String dom) {
        return pattern.matcher(dom)
                .results()
                .map((MatchResult match) -> match.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the page's script did not come to its end"));
    }
}
