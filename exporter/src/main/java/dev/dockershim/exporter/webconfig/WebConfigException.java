package dev.dockershim.exporter.webconfig;

/** A file that cannot be used. The message is one line that begins with the key at fault, and holds no secret. */
final class WebConfigException extends Exception {

    private static final long serialVersionUID = 1;

    /** At a key, such as {@code tls_server_config.cert_file}. */
    WebConfigException(String key, String reason) {
        super(key.isEmpty() ? reason : key + ": " + reason);
    }
}
