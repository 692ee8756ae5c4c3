package dev.dockershim.exporter.cadvisor;

/** Words of a line, parted by spaces and tabs as the text format allows. */
final class Words {

    private Words() {}

    /** Where the word that begins at {@code from} ends. */
    static int end(byte[] text, int from, int end) {
        int i = from;
        while (i < end && text[i] != ' ' && text[i] != '\t') {
            i++;
        }
        return i;
    }

    /** Where the next word begins; {@code end} if there is none. */
    static int skipBlanks(byte[] text, int from, int end) {
        int i = from;
        while (i < end && (text[i] == ' ' || text[i] == '\t')) {
            i++;
        }
        return i;
    }

    /** Behind the last closing brace; {@code from} if there is none. */
    static int behindLastBrace(byte[] text, int from, int end) {
        int i = end;
        while (i > from && text[i - 1] != '}') {
            i--;
        }
        return i;
    }
}
