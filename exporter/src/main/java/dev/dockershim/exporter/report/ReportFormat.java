package dev.dockershim.exporter.report;

/**
 * How a report is written.
 *
 * @param output its form
 * @param all whether every row and every node's steps are told; JSON tells them anyway
 * @param width characters of a terminal's line; 0 if there is no terminal
 * @param colour whether to colour a table
 * @param version of the exporter, for the page
 */
public record ReportFormat(Output output, boolean all, int width, boolean colour, String version) {

    /** Rows of a table at most, unless all are wanted. */
    private static final int ROWS = 50;

    /** Forms. */
    public enum Output {
        /** Plain text, for terminals and for grep. */
        TABLE,
        /** For programs. */
        JSON,
        /** For tickets. */
        MARKDOWN,
        /** One self-contained page. */
        HTML
    }

    /** Writes {@code report}; ends with a line break. */
    public String write(Report report) {
        int rows = all ? Integer.MAX_VALUE : ROWS;
        return switch (output) {
            // On a terminal the next step is what counts: the steps of one node.
            case TABLE -> TableForm.write(ReportText.of(report, rows, all ? Integer.MAX_VALUE : 1), width, colour);
            case JSON -> ReportJson.write(report);
            case MARKDOWN -> MarkdownForm.write(ReportText.of(report, rows, rows));
            case HTML -> HtmlForm.write(ReportText.of(report, rows, rows), version);
        };
    }
}
