package dev.dockershim.monitoring.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What links of a page in Markdown go to, and what others may go to on it.
 *
 * @param text without blocks of code
 */
public record MarkdownPage(String text) {

    private static final Pattern BLOCK =
            Pattern.compile("^ *(`{3,}|~{3,})[^\\n]*\\n.*?^ *\\1`* *$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("(`+)(?!`).*?(?<!`)\\1(?!`)");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)(?:\\s+\"[^\"]*\")?\\)");
    private static final Pattern HTML_LINK = Pattern.compile("\\b(?:href|src|srcset)=\"([^\"]+)\"");
    private static final Pattern DEFINITION = Pattern.compile("^ {0,3}\\[[^\\]]+]: *(\\S+)", Pattern.MULTILINE);
    private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.*?)(?: +#+)? *$", Pattern.MULTILINE);
    private static final Pattern WRITTEN = Pattern.compile("\\b(?:id|name)=\"([^\"]+)\"");
    private static final Pattern TEXT_OF_LINK = Pattern.compile("!?\\[([^\\]]*)]\\([^)]*\\)");

    /** The page that a file has. */
    public static MarkdownPage read(Path file) {
        try {
            return of(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page of a text. */
    public static MarkdownPage of(String markdown) {
        return new MarkdownPage(BLOCK.matcher(markdown).replaceAll(""));
    }

    /** Where links and images go to, as it is written: an address, a path, a path with an anchor, or an anchor. */
    public List<String> links() {
        String prose = CODE.matcher(text).replaceAll("");
        return List.of(LINK, HTML_LINK, DEFINITION).stream()
                .flatMap(kind -> kind.matcher(prose).results().map(link -> link.group(1)))
                .toList();
    }

    /** Headings as GitHub names them, the second of a name with {@code -1}, and anchors that are written. */
    public Set<String> anchors() {
        Set<String> anchors = new LinkedHashSet<>();
        WRITTEN.matcher(text).results().forEach(anchor -> anchors.add(anchor.group(1)));
        Map<String, Integer> seen = new HashMap<>();
        HEADING.matcher(text).results().forEach(heading -> {
            String name = named(heading.group(1));
            int before = seen.merge(name, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? name : name + "-" + before);
        });
        return anchors;
    }

    private static String named(String heading) {
        return TEXT_OF_LINK
                .matcher(heading)
                .replaceAll("$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
