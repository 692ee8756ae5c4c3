package dev.dockershim.exporter.report;

/** Text from outside made fit to be seen: without what moves a terminal's cursor, or turns the direction of writing. */
final class Visible {

    private Visible() {}

    /** In one line; what is no visible character becomes {@code �}. */
    static String line(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(point -> line.appendCodePoint(isHidden(point) ? 0xFFFD : point));
        return line.toString();
    }

    private static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> true;
            default -> false;
        };
    }
}
