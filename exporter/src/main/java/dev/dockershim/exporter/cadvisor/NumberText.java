package dev.dockershim.exporter.cadvisor;

/** Tells whether bytes are a number of the text format. */
final class NumberText {

    private NumberText() {}

    /** A decimal number, with an exponent or not, {@code NaN} or an infinity. */
    static boolean isNumber(byte[] text, int from, int to) {
        int at = from < to && (text[from] == '+' || text[from] == '-') ? from + 1 : from;
        int whole = digitsEnd(text, at, to);
        int mantissa = whole < to && text[whole] == '.' ? digitsEnd(text, whole + 1, to) : whole;
        if (mantissa - at <= (mantissa > whole ? 1 : 0)) {
            return isWord("nan", text, at, to) || isWord("inf", text, at, to);
        }
        if (mantissa == to) {
            return true;
        }
        return (text[mantissa] | 0x20) == 'e' && isSignedInteger(text, mantissa + 1, to);
    }

    /** An integer, negative or not: milliseconds since the epoch. */
    static boolean isInteger(byte[] text, int from, int to) {
        return isDigits(text, from < to && text[from] == '-' ? from + 1 : from, to);
    }

    private static boolean isSignedInteger(byte[] text, int from, int to) {
        return isDigits(text, from < to && (text[from] == '+' || text[from] == '-') ? from + 1 : from, to);
    }

    private static boolean isDigits(byte[] text, int from, int to) {
        return from < to && digitsEnd(text, from, to) == to;
    }

    private static int digitsEnd(byte[] text, int from, int to) {
        int i = from;
        while (i < to && text[i] >= '0' && text[i] <= '9') {
            i++;
        }
        return i;
    }

    private static boolean isWord(String lowerCase, byte[] text, int from, int to) {
        if (to - from != lowerCase.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if ((text[i] | 0x20) != lowerCase.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }
}
