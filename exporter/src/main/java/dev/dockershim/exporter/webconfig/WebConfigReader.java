package dev.dockershim.exporter.webconfig;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one file and all that it names. */
final class WebConfigReader {

    private static final Set<String> SECTIONS =
            Set.of("tls_server_config", "http_server_config", "basic_auth_users", "rate_limit");

    private final Path file;
    private final FileReader files;
    private final List<String> warnings = new ArrayList<>();

    WebConfigReader(Path file) {
        this.file = file;
        Path directory = file.getParent();
        files = new FileReader(directory == null ? Path.of("") : directory);
    }

    /** The files that were read beside the one itself, also where reading failed. */
    Set<Path> files() {
        return files.files();
    }

    /** What is allowed but cannot be meant, one line each. */
    List<String> warnings() {
        return warnings;
    }

    WebConfig read() throws WebConfigException {
        YamlMapping top = parse(FileReader.read("", file));
        top.allowOnly(SECTIONS);
        YamlMapping http = top.mapping("http_server_config");
        http.allowOnly(Set.of("http2", "headers"));
        boolean http2 = http.bool("http2", true);
        Map<String, String> headers = ResponseHeaders.of(http.mapping("headers"));
        RateLimit rateLimit = rateLimit(top.mapping("rate_limit"));
        Map<String, String> users = users(top.mapping("basic_auth_users"));
        YamlMapping tls = top.mapping("tls_server_config");
        ServerTls serverTls = new TlsSection(tls, files).read(http2);
        if (tls.strings("client_allowed_sans") != null
                && (serverTls == null
                        || !ClientAuth.of("", tls.string("client_auth_type")).requests())) {
            warnings.add(tls.name("client_allowed_sans") + " has no effect without a client_auth_type");
        }
        return new WebConfig(serverTls, http2, headers, users, rateLimit);
    }

    private static YamlMapping parse(byte[] content) throws WebConfigException {
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(true) // refused by us, with their names
                .setCodePointLimit(FileReader.MAX_BYTES)
                .build();
        try {
            Optional<Node> root = new Compose(settings).composeInputStream(new ByteArrayInputStream(content));
            return root.isEmpty() ? YamlMapping.none() : YamlMapping.of("", root.get());
        } catch (MarkedYamlEngineException e) {
            String line = e.getProblemMark()
                    .map(mark -> " (line " + (mark.getLine() + 1) + ")")
                    .orElse("");
            throw new WebConfigException("", "is no YAML: " + oneLine(e.getProblem()) + line);
        } catch (YamlEngineException e) {
            // Its message may hold a piece of the file, and so of a key.
            throw new WebConfigException("", "is no YAML");
        } catch (StackOverflowError e) {
            throw new WebConfigException("", "is nested too deeply");
        }
    }

    private static String oneLine(@Nullable String problem) {
        return problem == null ? "" : problem.replaceAll("\\s+", " ").strip();
    }

    private static @Nullable RateLimit rateLimit(YamlMapping section) throws WebConfigException {
        section.allowOnly(Set.of("interval", "burst"));
        long interval = section.nanos("interval");
        long burst = section.integer("burst");
        return interval == 0 ? null : new RateLimit(interval, burst);
    }

    private Map<String, String> users(YamlMapping section) throws WebConfigException {
        Map<String, String> users = new LinkedHashMap<>(section.strings());
        for (Map.Entry<String, String> user : users.entrySet()) {
            String key = section.name(user.getKey());
            if (!PasswordHash.parse(key, user.getValue()).isWhole()) {
                warnings.add(key + " can never log in: what follows the hash's cost is not 53 characters of bcrypt's");
            }
        }
        return users;
    }
}
