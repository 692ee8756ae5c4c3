package dev.dockershim.exporter.status;

import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.status.ClusterQuery.Need;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The form that asks for nodes; sent by GET, so that what it shows has an address. */
final class NodeSearch {

    private NodeSearch() {}

    static void write(Html html, ClusterView view, ClusterQuery query) {
        begin(html, "nodes");
        text(html, "Name contains", query.search());
        html.raw("<label>Phase <select name=\"phase\">");
        option(html, "", "any", query.phase() == null);
        for (Phase phase : Phase.values()) {
            option(html, phase.label(), phase.label(), phase == query.phase());
        }
        html.raw("</select></label>\n<label>Fails <select name=\"check\">");
        option(html, "", "any or none", query.check().isEmpty());
        for (String id : ids(view)) {
            option(html, id, id, id.equals(query.check()));
        }
        html.raw("</select></label>\n<label>Show <select name=\"need\">");
        for (Need need : Need.values()) {
            option(
                    html,
                    need == Need.ALL ? "" : need.name().toLowerCase(Locale.ROOT),
                    need.title(),
                    need == query.need());
        }
        html.raw("</select></label>\n<label>Sort by <select name=\"sort\">");
        for (NodeOrder.Key key : NodeOrder.Key.values()) {
            option(
                    html,
                    key.title(),
                    key.title(),
                    Objects.equals(key, query.sort().key()));
        }
        html.raw("</select></label>\n");
        end(html);
    }

    /** Checks that nodes fail or leave open. */
    static List<String> ids(ClusterView view) {
        return view.checks().stream()
                .filter(count -> count.failing() > 0 || count.unknown() > 0)
                .map(count -> count.check().id())
                .sorted()
                .toList();
    }

    static void begin(Html html, String view) {
        html.raw("<form action=\"/\" method=\"get\" role=\"search\"><input type=\"hidden\" name=\"view\" value=\"")
                .raw(view)
                .raw("\"/>\n");
    }

    static void text(Html html, String title, String value) {
        html.raw("<label>").raw(title).raw(" <input type=\"search\" name=\"q\" maxlength=\"253\" value=\"");
        html.attribute(value).raw("\"/></label>\n");
    }

    static void option(Html html, String value, String text, boolean selected) {
        html.raw("<option value=\"").attribute(value).raw("\"").raw(selected ? " selected=\"selected\">" : ">");
        html.text(text).raw("</option>");
    }

    static void end(Html html) {
        html.raw("<button>Show</button></form>\n");
    }
}
