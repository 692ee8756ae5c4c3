package dev.dockershim.deploy.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What values.yaml says of each value: a comment that begins with {@code # --} is about the key below it. */
final class Values {

    private static final Pattern COMMENT = Pattern.compile(" *# -- (.+)");
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z_][A-Za-z0-9_]*):.*");

    /**
     * One value that a user may set.
     *
     * @param path such as {@code agent.series.values}
     * @param comment what it is
     * @param value what it is by default
     */
    record Value(String path, String comment, JsonNode value) {}

    private Values() {}

    /**
     * All of them, in their order.
     *
     * @throws IllegalArgumentException if a value has no comment, or a comment no value
     */
    static List<Value> described(String text) {
        JsonNode tree = Yaml.tree(text);
        List<Value> values = new ArrayList<>();
        List<String> path = new ArrayList<>();
        // Of a described value the keys below are its default, and need no comment of their own.
        int depthOfDescribed = Integer.MAX_VALUE;
        String comment = "";
        for (String line : text.lines().toList()) {
            Matcher words = COMMENT.matcher(line);
            Matcher key = KEY.matcher(line);
            if (words.matches()) {
                comment = words.group(1);
            } else if (key.matches()) {
                int depth = key.group(1).length() / 2;
                if (depth > depthOfDescribed) {
                    continue;
                }
                depthOfDescribed = Integer.MAX_VALUE;
                path.subList(depth, path.size()).clear();
                path.add(key.group(2));
                JsonNode value = tree.at("/" + String.join("/", path));
                if (!comment.isEmpty()) {
                    values.add(new Value(String.join(".", path), comment, value));
                    depthOfDescribed = depth;
                    comment = "";
                } else if (!value.isObject() || value.isEmpty()) {
                    throw new IllegalArgumentException("values.yaml: nothing is said of " + String.join(".", path));
                }
            } else if (!comment.isEmpty()) {
                throw new IllegalArgumentException("values.yaml: no value below the comment: " + comment);
            }
        }
        return values;
    }
}
