package dev.dockershim.exporter.webconfig;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a file of {@code --web.config.file} says.
 *
 * @param tls how connections are encrypted; null if they are not
 * @param http2 whether HTTP/2 is spoken, which it is over TLS alone
 * @param headers what is added to each response
 * @param users who may ask, with the bcrypt hash of each one's password; everybody if there are none
 * @param rateLimit how often; null without a limit
 */
public record WebConfig(
        @Nullable ServerTls tls,
        boolean http2,
        Map<String, String> headers,
        Map<String, String> users,
        @Nullable RateLimit rateLimit) {

    /** Copies the maps. */
    public WebConfig {
        headers = Map.copyOf(headers);
        users = Map.copyOf(users);
    }

    /** Leaves the hashes out. */
    @Override
    public String toString() {
        return "WebConfig[" + (tls == null ? "no TLS" : "TLS") + ", " + users.size() + " users]";
    }
}
