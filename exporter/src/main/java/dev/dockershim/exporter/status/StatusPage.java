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
        return PageFrame.small(this::body);
    }

    private void body(Html html) {
        PageFrame.head(html, node, Style.CSS, version, paths);
        html.raw("<h1><small>Node</small> ").text(node);
        html.raw("</h1>\n").element("p class=\"dim\"", purpose).raw("\n");
        NodeReadiness last = readiness.last();
        if (last == null) {
            PhaseSection.writeNone(html, readiness.on());
        } else {
            PhaseSection.write(html, last, readiness, now);
            CheckSections.write(html, last.results());
            EvidenceSection.write(html, EvidenceList.of(last.evidence()));
        }
        RowSections.write(html, rows);
        PageFrame.foot(html);
    }
}
