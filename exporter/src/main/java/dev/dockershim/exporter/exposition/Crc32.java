package dev.dockershim.exporter.exposition;

/** The check sum of gzip, where it must go on from one that is known: the JDK's begins anew each time. */
final class Crc32 {

    private static final int[] TABLE = table();

    private Crc32() {}

    /** The check sum of a text that has the check sum {@code crc}, and these bytes after it. */
    static int extend(int crc, byte[] bytes) {
        int sum = ~crc;
        for (byte each : bytes) {
            sum = TABLE[(sum ^ each) & 0xff] ^ (sum >>> 8);
        }
        return ~sum;
    }

    /** RFC 1952, section 8. */
    private static int[] table() {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int sum = i;
            for (int bit = 0; bit < 8; bit++) {
                sum = (sum & 1) == 0 ? sum >>> 1 : 0xedb88320 ^ (sum >>> 1);
            }
            table[i] = sum;
        }
        return table;
    }
}
