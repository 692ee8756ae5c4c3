package dev.dockershim.exporter.log;

/** {@code {"ts":"...","level":"warn","logger":"SourceReader","msg":"kubelet_summary: ..."}}. */
final class JsonFormatter extends LineFormatter {

    @Override
    void begin(StringBuilder line) {
        line.append('{');
    }

    @Override
    void field(StringBuilder line, String key, String value, boolean first) {
        if (!first) {
            line.append(',');
        }
        quote(line, key);
        line.append(':');
        quote(line, value);
    }

    @Override
    void end(StringBuilder line) {
        line.append('}');
    }
}
