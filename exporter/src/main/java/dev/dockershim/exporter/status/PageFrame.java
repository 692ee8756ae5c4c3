package dev.dockershim.exporter.status;

import java.util.List;
import java.util.function.Consumer;

/** What pages have in common: their size, their head and their foot. */
final class PageFrame {

    /** What a phone on a slow line still loads at once. */
    static final int MAX_BYTES = 60_000;

    /** Lengths at which texts are cut until the page is small enough; the JSON has them whole. */
    private static final List<Integer> TEXT_LENGTHS = List.of(1000, 400, 250, 160, 100, 60);

    private PageFrame() {}

    /** The page that {@code body} writes, with texts as long as fit. */
    static byte[] small(Consumer<Html> body) {
        byte[] bytes = {};
        for (int length : TEXT_LENGTHS) {
            Html html = new Html(length);
            body.accept(html);
            bytes = html.bytes();
            if (bytes.length < MAX_BYTES) {
                break;
            }
        }
        return bytes;
    }

    static void head(Html html, String title, String css, String version, List<String> paths) {
        html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
        html.text(title).raw(" – dockershim-exporter</title>\n<style>").raw(css);
        html.raw("</style>\n</head>\n<body>\n<header><p><b>dockershim-exporter</b> ")
                .text(version);
        html.raw("</p>\n<nav aria-label=\"Endpoints\">");
        paths.forEach(path -> html.link(path, path).raw("\n"));
        html.raw("</nav></header>\n<main>\n");
    }

    static void foot(Html html) {
        if (html.isCut()) {
            html.raw("<p class=\"dim\">Long texts are cut here; /api/v1/readiness has them whole.</p>\n");
        }
        html.raw("</main>\n</body>\n</html>\n");
    }
}
