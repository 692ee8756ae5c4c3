package dev.dockershim.exporter.status;

/** Text made harmless for HTML: for content, and for attributes in double quotes. */
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
