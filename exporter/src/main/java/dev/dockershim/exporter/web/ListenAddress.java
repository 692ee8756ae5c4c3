package dev.dockershim.exporter.web;

/**
 * Where to listen, as in {@code --web.listen-address}.
 *
 * @param host a name or an IP address without brackets; empty for all interfaces
 * @param port 0 to 65535; 0 lets the system choose
 */
public record ListenAddress(String host, int port) {

    private static final int MAX_PORT = 65535;

    /**
     * Parses {@code :10061}, {@code 0.0.0.0:10061}, {@code [::1]:10061} or {@code localhost:0}.
     *
     * @throws IllegalArgumentException with one line for the user if it is none of these
     */
    public static ListenAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0 || text.endsWith("]")) {
            throw invalid(text, "no port; write " + text + ":10061");
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
            if (host.indexOf(':') < 0) {
                throw invalid(text, "only an IPv6 address stands in brackets");
            }
        } else if (host.indexOf(':') >= 0 || host.startsWith("[")) {
            throw invalid(text, "an IPv6 address stands in brackets, as in [::1]:10061");
        }
        if (!host.chars().allMatch(c -> Character.isLetterOrDigit(c) || ".-_:%".indexOf(c) >= 0)) {
            throw invalid(text, "not a host name or IP address before the port");
        }
        return new ListenAddress(host, parsePort(text, text.substring(colon + 1)));
    }

    private static int parsePort(String text, String port) {
        boolean digits = !port.isEmpty() && port.length() <= 5 && port.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || Integer.parseInt(port) > MAX_PORT) {
            throw invalid(text, "the port must be a number from 0 to " + MAX_PORT);
        }
        return Integer.parseInt(port);
    }

    private static IllegalArgumentException invalid(String text, String why) {
        return new IllegalArgumentException("--web.listen-address: \"" + text + "\" is invalid: " + why);
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
