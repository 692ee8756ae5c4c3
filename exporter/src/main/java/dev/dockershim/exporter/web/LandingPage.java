package dev.dockershim.exporter.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * The page at {@code /}: who this is and how its sources are. One self-contained document without scripts, whose only
 * style is allowed by its hash.
 *
 * @param title the product and its role
 * @param version of the product
 * @param node the node's name
 * @param purpose what this is, in one sentence
 * @param rows the table; called for each page, and quick, since it is not bounded
 */
public record LandingPage(String title, String version, String node, String purpose, Supplier<List<Row>> rows) {

    /** How a row stands; shown as a word and a colour. */
    public enum State {
        /** Works. */
        OK,
        /** Does not. */
        BAD,
        /** Not known, or not yet. */
        UNKNOWN
    }

    /**
     * One row of the table. Rows of one section stand together.
     *
     * @param section the title above this row and its neighbours
     * @param key what it is about
     * @param value what is to be said, one line
     * @param state how it stands
     */
    public record Row(String section, String key, String value, State state) {}

    private static final String STYLE = """
            :root{color-scheme:light dark;--fg:#1b1f24;--bg:#fff;--dim:#59636e;--line:#d1d9e0;--link:#0757b8;\
            --ok:#0f6b2f;--bad:#b3261e}
            @media(prefers-color-scheme:dark){:root{--fg:#e6edf3;--bg:#0f1318;--dim:#9aa4af;--line:#30363d;\
            --link:#79b8ff;--ok:#56d364;--bad:#ff8a80}}
            body{margin:0 auto;max-width:52rem;padding:1.5rem 1rem;font:1rem/1.5 system-ui,sans-serif;\
            color:var(--fg);background:var(--bg)}
            h1{font-size:1.4rem;margin:0}
            h2{font-size:1rem;margin:1.5rem 0 .3rem}
            a{color:var(--link)}
            .dim,.unknown{color:var(--dim)}
            nav a{display:inline-block;padding:.4rem 1rem .4rem 0}
            table{border-collapse:collapse;width:100%}
            th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;\
            border-top:1px solid var(--line);font-weight:400;overflow-wrap:anywhere}
            th{width:35%}
            td:last-child{width:5.5rem;padding-right:0;font-weight:600;overflow-wrap:normal}
            .ok{color:var(--ok)}
            .bad{color:var(--bad)}
            """;

    /** The page's {@code Content-Security-Policy}: nothing but this style. */
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /**
     * The document in UTF-8.
     *
     * @param others paths that are served beside the metrics
     */
    byte[] render(String telemetryPath, Collection<String> others) {
        StringBuilder page = new StringBuilder(4096);
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(escape(title))
                .append(" on ")
                .append(escape(node))
                .append("</title>\n<style>")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<main>\n<h1>")
                .append(escape(title))
                .append("</h1>\n<p class=\"dim\">Version ")
                .append(escape(version))
                .append(", node ")
                .append(escape(node))
                .append("</p>\n<p>")
                .append(escape(purpose))
                .append("</p>\n<nav>");
        link(page, telemetryPath, "Metrics");
        others.stream().sorted().forEach(path -> link(page, path, escape(path)));
        link(page, Endpoints.HEALTHY, "Healthy");
        link(page, Endpoints.READY, "Ready");
        page.append("</nav>\n");
        table(page, rows.get());
        return page.append("</main>\n</body>\n</html>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void link(StringBuilder page, String path, String text) {
        page.append("<a href=\"")
                .append(escape(path))
                .append("\">")
                .append(text)
                .append("</a>\n");
    }

    private static void table(StringBuilder page, List<Row> rows) {
        String section = null;
        for (Row row : rows) {
            if (!row.section().equals(section)) {
                page.append(section == null ? "" : "</table>\n")
                        .append("<h2>")
                        .append(escape(row.section()))
                        .append("</h2>\n<table>\n");
                section = row.section();
            }
            String state = switch (row.state()) {
                case OK -> "ok";
                case BAD -> "bad";
                case UNKNOWN -> "unknown";
            };
            page.append("<tr><th scope=\"row\">")
                    .append(escape(row.key()))
                    .append("</th><td>")
                    .append(escape(row.value()))
                    .append("</td><td class=\"")
                    .append(state)
                    .append("\">")
                    .append(state)
                    .append("</td></tr>\n");
        }
        page.append(section == null ? "" : "</table>\n");
    }

    /** For text and for attributes in double quotes. */
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(Character.isISOControl(c) ? ' ' : c);
            }
        }
        return escaped.toString();
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
