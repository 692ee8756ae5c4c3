package dev.dockershim.exporter.status;

import java.nio.charset.StandardCharsets;

/** Writes HTML: markup of ours as it is, all other text escaped and cut at a length. */
final class Html {

    private final StringBuilder out = new StringBuilder(16 * 1024);
    private final int maxText;
    private boolean cut;

    /** Cuts each text at {@code maxText} characters. */
    Html(int maxText) {
        this.maxText = maxText;
    }

    /** Markup of ours. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /** A line of text. */
    Html text(String text) {
        out.append(HtmlText.escape(bounded(text)));
        return this;
    }

    /** Text whose line breaks count. */
    Html lines(String text) {
        out.append(HtmlText.escapeLines(bounded(text)));
        return this;
    }

    /** Text as the value of an attribute, in double quotes; never cut, since it is sent back as it is. */
    Html attribute(String text) {
        out.append(HtmlText.escape(text));
        return this;
    }

    /** A number. */
    Html number(int number) {
        out.append(number);
        return this;
    }

    /** An element with text in it; {@code start} is its name, and attributes of ours if any. */
    Html element(String start, String text) {
        int blank = start.indexOf(' ');
        raw("<").raw(start).raw(">").text(text);
        return raw("</").raw(blank < 0 ? start : start.substring(0, blank)).raw(">");
    }

    /** A link. */
    Html link(String address, String text) {
        raw("<a href=\"").raw(HtmlText.escape(address)).raw("\">");
        return text(text).raw("</a>");
    }

    /** Whether a text was cut. */
    boolean isCut() {
        return cut;
    }

    /** In UTF-8. */
    byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String bounded(String text) {
        cut |= text.length() > maxText;
        return HtmlText.cut(text, maxText);
    }
}
