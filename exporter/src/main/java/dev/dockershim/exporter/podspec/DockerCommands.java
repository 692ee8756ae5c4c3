package dev.dockershim.exporter.podspec;

import java.util.regex.Pattern;

/**
 * Whether a command line or a script calls Docker. The words of a command are told from names that only contain
 * {@code docker}: {@code docker-entrypoint.sh}, {@code dockerize}, {@code docker-registry}, {@code docker.io/library/x};
 * {@code docker-compose} is the CLI by another name.
 *
 * @param cli whether it calls Docker's CLI
 * @param build whether it builds images with it
 * @param node whether it reaches for the node's Docker whatever the container's own is: its unit, its configuration, or
 *     anything of Docker's by {@code nsenter}
 */
public record DockerCommands(boolean cli, boolean build, boolean node) {

    private static final DockerCommands NONE = new DockerCommands(false, false, false);
    private static final String DOCKER = "docker";

    /** Options of the CLI itself, before its command; those that take a value take the next word. */
    private static final String OPTIONS = "(?:\\s+(?>-H\\s*\\S+"
            + "|(?:--host|-c|--context|--config|-l|--log-level|--tlscacert|--tlscert|--tlskey)(?:=|\\s+)\\S+"
            + "|--tlsverify|--tls|-D|--debug)){0,8}";

    private static final String START = "(?:^|[\\s;&|/(\"'`])docker" + OPTIONS;
    private static final String GROUP =
            "(?:\\s+(?:image|container|system|volume|network|buildx|builder|compose)" + OPTIONS + ")?";
    private static final String END = "(?![\\w.-])";

    private static final Pattern CLI = Pattern.compile(START + GROUP
            + "\\s+(?:ps|top|logs|inspect|exec|run|build|pull|push|stop|start|rm|rmi|cp|info|images|kill|save|load|login"
            + "|stats|events|prune|ls|df|up|down)" + END);
    /** The plug-in's forerunner, with options of its own. */
    private static final Pattern COMPOSE = Pattern.compile("(?:^|[\\s;&|/(\"'`])docker-compose"
            + "(?:\\s+(?>(?:-f|--file|-p|--project-name|-H|--host|--env-file|--project-directory|--profile)(?:=|\\s+)\\S+"
            + "|--?[a-z-]+)){0,8}"
            + "\\s+(?:up|down|build|run|exec|start|stop|restart|pull|push|ps|top|logs|rm|kill|create|images)" + END);

    private static final Pattern BUILD = Pattern.compile(START + GROUP + "\\s+build" + END);

    private static final Pattern UNIT = Pattern.compile("(?:^|[^\\w.-])(?:systemctl|service)\\s");
    private static final Pattern NSENTER = Pattern.compile("(?:^|[^\\w.-])nsenter\\s");

    /** Reads {@code text}: the words of a command with blanks between them, any of which may be a script. */
    public static DockerCommands of(String text) {
        if (!text.contains(DOCKER)) {
            return NONE;
        }
        boolean cli = false;
        boolean build = false;
        boolean node = false;
        for (String line : text.split("[\\r\\n]", -1)) {
            if (line.contains(DOCKER) && !line.stripLeading().startsWith("#")) {
                cli = cli || CLI.matcher(line).find() || COMPOSE.matcher(line).find();
                build = build || BUILD.matcher(line).find();
                node = node || reachesForTheNode(line);
            }
        }
        return new DockerCommands(cli, build, node);
    }

    private static boolean reachesForTheNode(String line) {
        if (line.contains("/docker/daemon.json") || namesDockerAfter(NSENTER, line)) {
            return true;
        }
        for (String command : line.split("[;|&]", -1)) {
            if (namesDockerAfter(UNIT, command)) {
                return true;
            }
        }
        return false;
    }

    private static boolean namesDockerAfter(Pattern program, String line) {
        var matcher = program.matcher(line);
        if (!matcher.find()) {
            return false;
        }
        for (int at = line.indexOf(DOCKER, matcher.end()); at >= 0; at = line.indexOf(DOCKER, at + 1)) {
            if (isWord(line, at)) {
                return true;
            }
        }
        return false;
    }

    /** Docker itself or a unit of its own; neither {@code docker.io}, nor {@code docker://}, nor {@code cri-docker}. */
    private static boolean isWord(String line, int at) {
        int end = at + DOCKER.length();
        boolean begins = at == 0 || (!isPartOfName(line.charAt(at - 1)) && line.charAt(at - 1) != '.');
        if (!begins || line.startsWith("://", end)) {
            return false;
        }
        return end == line.length()
                || line.startsWith(".service", end)
                || line.startsWith(".socket", end)
                || (!isPartOfName(line.charAt(end)) && line.charAt(end) != '.');
    }

    private static boolean isPartOfName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }
}
