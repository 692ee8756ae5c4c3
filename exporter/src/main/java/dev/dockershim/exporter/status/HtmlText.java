package dev.dockershim.exporter.status;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Text made harmless for HTML: for content, for attributes in double quotes, and for addresses. */
public final class HtmlText {

    private HtmlText() {}

    /** In one line; what is no visible character becomes a blank. */
    public static String escape(String text) {
        return escape(text, false);
    }

    /** Line breaks stay. */
    public static String escapeLines(String text) {
        return escape(text, true);
    }

    /** The first {@code max} characters, and a sign that there were more. */
    static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end) + "…";
    }

    /** As a value in the query of an address. */
    static String inAddress(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String escape(String text, boolean keepLines) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(isHidden(c) && !(keepLines && c == '\n') ? ' ' : c);
            }
        }
        return escaped.toString();
    }

    /** Control characters, and those that turn the direction of what follows or cannot be seen. */
    private static boolean isHidden(char c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
    }
}
