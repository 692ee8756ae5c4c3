package dev.dockershim.exporter.status;

import java.util.List;

/**
 * A page of a long list. A number beyond the end is the last page.
 *
 * @param total rows of the list
 * @param size rows of a page
 * @param page from 1
 */
record Paging(int total, int size, int page) {

    static Paging of(int total, int size, int wanted) {
        int last = Math.max(1, (total + size - 1) / size);
        return new Paging(total, size, Math.min(Math.max(1, wanted), last));
    }

    int pages() {
        return Math.max(1, (total + size - 1) / size);
    }

    <T> List<T> of(List<T> all) {
        int from = (page - 1) * size;
        return all.subList(Math.min(from, all.size()), Math.min(from + size, all.size()));
    }

    /** Which rows these are, and links to the others. */
    void write(Html html, ClusterQuery query, String what) {
        html.raw("<nav class=\"pages\" aria-label=\"Pages\"><span>");
        if (total == 0) {
            html.raw("0 ").raw(what);
        } else {
            html.number((page - 1) * size + 1).raw("–").number(Math.min(page * size, total));
            html.raw(" of ").number(total).raw(" ").raw(what);
        }
        html.raw("</span>");
        if (pages() > 1) {
            if (page > 1) {
                link(html, query, 1, "First");
                link(html, query, page - 1, "Previous");
            }
            html.raw("<span>page ").number(page).raw(" of ").number(pages()).raw("</span>");
            if (page < pages()) {
                link(html, query, page + 1, "Next");
                link(html, query, pages(), "Last");
            }
        }
        html.raw("</nav>\n");
    }

    private static void link(Html html, ClusterQuery query, int number, String text) {
        html.link(query.atPage(number).address(), text);
    }
}
