package dev.dockershim.monitoring.preview;

import org.jspecify.annotations.Nullable;

/** Text for pages. */
final class Html {

    private Html() {}

    /** A text, or a value of an attribute in double quotes. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** {@code <div class="...">}, with a text. */
    static String div(String style, String text) {
        return "<div class=\"" + style + "\">" + escaped(text) + "</div>";
    }

    /** An attribute for a colour of texts; nothing for none. */
    static String colored(@Nullable String color) {
        return color == null ? "" : " style=\"color:" + escaped(color) + "\"";
    }
}
