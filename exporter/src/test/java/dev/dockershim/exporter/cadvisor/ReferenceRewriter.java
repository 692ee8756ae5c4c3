package dev.dockershim.exporter.cadvisor;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the rewriter is to do, said again with strings and regular expressions: slow, and with the whole answer in hand.
 * Metadata of OpenMetrics only for answers in which HELP and TYPE of a family stand together.
 */
final class ReferenceRewriter {

    private static final String LABEL =
            "[ \t]*+([^=\",{} \t]++)[ \t]*+=[ \t]*+\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"[ \t]*+";
    private static final Pattern LABELS = Pattern.compile(LABEL, Pattern.DOTALL);
    private static final Pattern SAMPLE = Pattern.compile(
            "[ \t]*+[a-zA-Z_:][a-zA-Z0-9_:]*+"
                    + "(?:[ \t]*+\\{(?<labels>(?:" + LABEL + "(?:," + LABEL + ")*+,?)?+[ \t]*+)}[ \t]*+|[ \t]++)"
                    + "(?<value>[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?(?i:inf|nan))"
                    + "(?:[ \t]+(?<time>-?[0-9]+))?(?:[ \t]+#.*|[ \t]*)",
            Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[ \t]*([a-zA-Z_:][a-zA-Z0-9_:]*)(?=[{ \t])");
    private static final Pattern METADATA =
            Pattern.compile("[ \t]*#[ \t]+(HELP|TYPE)[ \t]+([^ \t]+)[ \t]*(.*)", Pattern.DOTALL);
    private static final Pattern CONTAINER =
            Pattern.compile("(?:.*[/:-])?(?<!conmon-)([0-9a-f]{64})(?:\\.scope)?", Pattern.DOTALL);
    private static final List<String> SETTABLE = List.of("container", "id", "image", "name", "namespace", "pod");
    private static final Map<String, String> LEGACY = Map.of("container", "container_name", "pod", "pod_name");

    private final RewriteOptions options;
    private final List<ContainerRelabeling> rows;
    private final List<String> added;
    private final Function<BitSet, List<String>> missing;
    private final Map<String, String> types = new HashMap<>();
    private final Set<String> done = new HashSet<>();
    private final StringBuilder out = new StringBuilder();

    private String block = "";
    private BitSet served = new BitSet();

    /** Families whose samples are what {@code missing} says, without the name, for a set of served rows. */
    ReferenceRewriter(
            RewriteOptions options,
            List<ContainerRelabeling> rows,
            List<String> added,
            Function<BitSet, List<String>> missing) {
        this.options = options;
        this.rows = rows;
        this.added = added;
        this.missing = missing;
    }

    String rewrite(String text) {
        String[] lines = text.split("\n", -1);
        for (String line : lines) {
            Matcher metadata = METADATA.matcher(line.strip());
            if (metadata.matches() && metadata.group(1).equals("TYPE")) {
                types.put(metadata.group(2), metadata.group(3));
            }
        }
        for (int i = 0; i < lines.length - 1; i++) {
            boolean carriageReturn = lines[i].endsWith("\r");
            String line = carriageReturn ? lines[i].substring(0, lines[i].length() - 1) : lines[i];
            String rewritten = line(line);
            if (rewritten != null) {
                out.append(rewritten).append(carriageReturn && !options.openMetrics() ? "\r\n" : "\n");
            }
        }
        endBlock();
        for (String name : added) {
            List<String> samples = done.contains(name) ? List.of() : missing.apply(new BitSet());
            if (!samples.isEmpty()) {
                boolean counter = name.endsWith("_total");
                String shown = counter && options.openMetrics() ? name.replaceAll("_total$", "") : name;
                out.append("# HELP " + shown + " Added.\n# TYPE " + shown + (counter ? " counter\n" : " gauge\n"));
                samples.forEach(sample -> out.append(name).append(sample).append('\n'));
            }
        }
        return options.openMetrics() ? out + "# EOF\n" : out.toString();
    }

    private @Nullable String line(String line) {
        Matcher metadata = METADATA.matcher(line);
        if (metadata.matches()) {
            begin(metadata.group(2));
            return options.openMetrics() ? metadata(metadata) : line;
        }
        String stripped = line.strip();
        if (stripped.isEmpty() || stripped.startsWith("#")) {
            return options.openMetrics() ? null : line;
        }
        Matcher name = NAME.matcher(line);
        if (!name.lookingAt()) {
            return line;
        }
        begin(name.group(1));
        Matcher sample = SAMPLE.matcher(line);
        return sample.matches() ? sample(line, sample) : line;
    }

    private void begin(String name) {
        if (!name.equals(block)) {
            endBlock();
            block = name;
        }
    }

    private void endBlock() {
        if (added.contains(block) && done.add(block)) {
            missing.apply(served)
                    .forEach(sample -> out.append(block).append(sample).append('\n'));
        }
        served = new BitSet();
    }

    private String metadata(Matcher line) {
        String name = line.group(2);
        String type = types.getOrDefault(name, "");
        boolean total = name.endsWith("_total");
        String shown = type.equals("counter") && total ? name.substring(0, name.length() - 6) : name;
        if (line.group(1).equals("HELP")) {
            return "# HELP " + shown + " " + line.group(3).replace("\"", "\\\"");
        }
        boolean unknown = type.equals("untyped") || (type.equals("counter") && !total);
        return "# TYPE " + shown + " " + (unknown ? "unknown" : type);
    }

    private String sample(String line, Matcher sample) {
        List<Edit> edits = new ArrayList<>();
        if (sample.group("labels") != null && !labels(line, sample, edits)) {
            return line;
        }
        String time = sample.group("time");
        if (time != null && !options.keepTimestamps()) {
            edits.add(new Edit(sample.end("value"), sample.end("time"), ""));
        } else if (time != null && options.openMetrics()) {
            String seconds = new BigDecimal(time).movePointLeft(3).setScale(3).toPlainString();
            edits.add(new Edit(sample.start("time"), sample.end("time"), seconds));
        }
        edits.sort(Comparator.comparingInt(Edit::from));
        StringBuilder text = new StringBuilder(line);
        for (int i = edits.size() - 1; i >= 0; i--) {
            text.replace(edits.get(i).from, edits.get(i).to, edits.get(i).text);
        }
        return text.toString();
    }

    private boolean labels(String line, Matcher sample, List<Edit> edits) {
        Map<String, int[]> places = new LinkedHashMap<>();
        Matcher label = LABELS.matcher(line).region(sample.start("labels"), sample.end("labels"));
        int last = 0;
        while (label.find()) {
            last = label.end(2) + 1;
            boolean known = SETTABLE.contains(label.group(1)) || LEGACY.containsValue(label.group(1));
            if (places.put(label.group(1), new int[] {label.start(2), label.end(2)}) != null && known) {
                return false;
            }
        }
        Map<String, String> printed = new HashMap<>();
        places.forEach((name, place) -> printed.put(name, line.substring(place[0], place[1])));
        String id = printed.get("id");
        Matcher container = CONTAINER.matcher(id == null ? "" : id);
        String containerId = container.matches() ? container.group(1) : null;
        note(printed, containerId);
        if (id == null) {
            return true;
        }
        Map<String, LabelValue> wanted = rows.stream()
                .filter(row -> containerId != null && containerId.equals(row.containerId()))
                .findFirst()
                .map(ContainerRelabeling::labels)
                .orElse(Map.of());
        places.forEach((name, place) -> {
            String value = value(name, printed, wanted.get(name), containerId != null);
            edits.add(new Edit(place[0], place[1], value));
            legacy(name, value, printed, place[1] + 1, edits);
        });
        for (String name : SETTABLE) {
            LabelValue value = wanted.get(name);
            if (value != null && value.always() && !printed.containsKey(name)) {
                edits.add(new Edit(last, last, "," + name + "=\"" + escape(value.value()) + "\""));
                legacy(name, escape(value.value()), printed, last, edits);
            }
        }
        return true;
    }

    private String value(String name, Map<String, String> printed, @Nullable LabelValue wanted, boolean isContainer) {
        String old = printed.getOrDefault(name, "");
        if (wanted != null
                && (wanted.always() || (old.isEmpty() && !wanted.value().isEmpty()))) {
            return escape(wanted.value());
        }
        boolean named = !printed.getOrDefault("pod", "").isEmpty()
                && !printed.getOrDefault("name", "").isEmpty();
        if (options.podContainer() && name.equals("container") && old.isEmpty() && isContainer && named) {
            return "POD";
        }
        return name.equals("id") && options.dockerIds()
                ? old.replaceAll("/(?:cri-containerd|crio)-([0-9a-f]{64})\\.scope", "/docker-$1.scope")
                : old;
    }

    private void legacy(String name, String value, Map<String, String> printed, int at, List<Edit> edits) {
        String legacy = LEGACY.get(name);
        if (options.legacyLabels() && legacy != null && !printed.containsKey(legacy)) {
            edits.add(new Edit(at, at, "," + legacy + "=\"" + value + "\""));
        }
    }

    private void note(Map<String, String> printed, @Nullable String containerId) {
        boolean byId = rows.stream().anyMatch(row -> containerId != null && containerId.equals(row.containerId()));
        for (int i = 0; i < rows.size(); i++) {
            ContainerRelabeling row = rows.get(i);
            boolean same = byId
                    ? row.containerId() != null && row.containerId().equals(containerId)
                    : row.containerId() == null
                            && escape(row.namespace()).equals(printed.getOrDefault("namespace", ""))
                            && escape(row.pod()).equals(printed.getOrDefault("pod", ""))
                            && escape(row.container()).equals(printed.getOrDefault("container", ""));
            if (same) {
                served.set(i);
            }
        }
        if ("/".equals(printed.get("id"))) {
            served.set(rows.size());
        }
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private record Edit(int from, int to, String text) {}
}
