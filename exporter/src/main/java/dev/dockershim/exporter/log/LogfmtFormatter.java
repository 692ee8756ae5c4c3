package dev.dockershim.exporter.log;

/** {@code ts=... level=warn logger=SourceReader msg="kubelet_summary: ..."}. */
final class LogfmtFormatter extends LineFormatter {

    @Override
    void begin(StringBuilder line) {}

    @Override
    void field(StringBuilder line, String key, String value, boolean first) {
        if (!first) {
            line.append(' ');
        }
        line.append(key).append('=');
        if (isBare(value)) {
            line.append(value);
        } else {
            quote(line, value);
        }
    }

    @Override
    void end(StringBuilder line) {}

    private static boolean isBare(String value) {
        return !value.isEmpty()
                && value.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '=' && c != '\\');
    }
}
