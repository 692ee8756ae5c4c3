package dev.dockershim.exporter.real;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a server by curl and openssl, in a directory of certificates. */
final class WebClient {

    /** What came of it: the status, 0 for none, and all that the client said of the answer and of its way. */
    record Answer(int status, String text) {}

    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern STATUS = Pattern.compile("status=([0-9]{3})\\s*$");

    private final Path directory;

    WebClient(Path directory) {
        this.directory = directory;
    }

    /** With options as a shell would part them; single quotes keep words together. */
    Answer curl(String options, URI url) {
        List<String> arguments = new ArrayList<>(List.of("-sv", "-i", "--max-time", "30", "--noproxy", "*"));
        if (url.getScheme().equals("https")) {
            arguments.addAll(List.of("--cacert", "ca.crt"));
        }
        arguments.addAll(words(options));
        arguments.addAll(List.of("-w", "\\nsize=%{size_download} status=%{http_code}\\n", url.toString()));
        String text = run("curl", arguments);
        Matcher status = STATUS.matcher(text);
        if (!status.find()) {
            throw new IllegalStateException("curl says no status: " + text);
        }
        return new Answer(Integer.parseInt(status.group(1)), text);
    }

    /** A handshake with these options, and what openssl says of it. */
    String handshake(String options, URI url) {
        List<String> arguments = new ArrayList<>(List.of("s_client", "-connect", url.getAuthority()));
        arguments.addAll(words(options));
        return run("openssl", arguments);
    }

    private String run(String program, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                "env", "-C", directory.toString(), Requirements.program(program).toString()));
        command.addAll(arguments);
        try (ExternalProcess process = ExternalProcess.start(command, Map.of())) {
            process.exitCode();
            return process.output();
        }
    }

    private static List<String> words(String options) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(options);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return words;
    }
}
