package dev.dockershim.exporter.status;

import dev.dockershim.exporter.readiness.EvidenceList;
import dev.dockershim.exporter.readiness.NodeReadiness;
import java.time.Instant;
import java.util.List;

/**
 * The page at {@code /}: where the node stands, what is to be done about it, and how the exporter does. One
 * self-contained document without scripts and without requests, whose only style is allowed by its hash.
 *
 * @param version of the exporter
 * @param node the node's name
 * @param purpose what the exporter does, in one sentence
 * @param readiness what there is to tell of the node's readiness
 * @param rows the tables about the exporter itself
 * @param paths what else is served, for links
 * @param now when the page is made
 */
public record StatusPage(
        String version,
        String node,
        String purpose,
        ReadinessState readiness,
        List<Row> rows,
        List<String> paths,
        Instant now) {

    /** What a phone on a slow line still loads at once. */
    static final int MAX_BYTES = 60_000;

    /** Lengths at which texts are cut until the page is small enough; the JSON has them whole. */
    private static final List<Integer> TEXT_LENGTHS = List.of(1000, 400, 250, 160, 100, 60);

    /** Copies the lists. */
    public StatusPage {
        rows = List.copyOf(rows);
        paths = List.copyOf(paths);
    }

    /** The {@code Content-Security-Policy} that every page needs: nothing but its style. */
    public static String contentSecurityPolicy() {
        return Style.CONTENT_SECURITY_POLICY;
    }

    /** The document in UTF-8. */
    public byte[] html() {
        byte[] bytes = {};
        for (int length : TEXT_LENGTHS) {
            bytes = html(length);
            if (bytes.length < MAX_BYTES) {
                break;
            }
        }
        return bytes;
    }

    private byte[] html(int maxText) {
        Html html = new Html(maxText);
        head(html);
        NodeReadiness last = readiness.last();
        if (last == null) {
            PhaseSection.writeNone(html, readiness.on());
        } else {
            PhaseSection.write(html, last, readiness, now);
            CheckSections.write(html, last.results());
            EvidenceSection.write(html, EvidenceList.of(last.evidence()));
        }
        RowSections.write(html, rows);
        if (html.isCut()) {
            html.raw("<p class=\"dim\">Long texts are cut here; /api/v1/readiness has them whole.</p>\n");
        }
        return html.raw("</main>\n</body>\n</html>\n").bytes();
    }

    private void head(Html html) {
        html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
        html.text(node).raw(" – dockershim-exporter</title>\n<style>").raw(Style.CSS);
        html.raw("</style>\n</head>\n<body>\n<header><p><b>dockershim-exporter</b> ")
                .text(version);
        html.raw("</p>\n<nav aria-label=\"Endpoints\">");
        paths.forEach(path -> html.link(path, path).raw("\n"));
        html.raw("</nav></header>\n<main>\n<h1><small>Node</small> ").text(node);
        html.raw("</h1>\n").element("p class=\"dim\"", purpose).raw("\n");
    }
}
