package dev.dockershim.monitoring.dashboards;

import dev.dockershim.monitoring.docs.MarkdownPage;
import dev.dockershim.monitoring.grafana.Dashboard;
import dev.dockershim.monitoring.mixin.Mixin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Links lead to dashboards, pages and places on them that there are. */
final class LinkCheck {

    private static final Pattern DASHBOARD = Pattern.compile("/d/([^/?]+).*");
    private static final Pattern MARKDOWN = Pattern.compile("\\]\\(([^)]+)\\)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}");

    private final Set<String> uids;
    private final Set<String> tags;
    private final String docs;
    private final Set<String> problems = new LinkedHashSet<>();

    private LinkCheck(List<Dashboard> all) {
        uids = all.stream().map(Dashboard::uid).collect(Collectors.toSet());
        tags = all.stream()
                .flatMap(dashboard -> dashboard.json().path("tags").valueStream())
                .map(tag -> tag.asString(""))
                .collect(Collectors.toSet());
        docs = Mixin.evaluate(Repository.ROOT, "(import 'mixin/config.libsonnet')._config.docsURL")
                .asString();
    }

    /**
     * What does not lead anywhere.
     *
     * @param all that one may link to another
     */
    static List<String> problems(Dashboard dashboard, List<Dashboard> all) {
        LinkCheck check = new LinkCheck(all);
        check.walk(dashboard.json());
        for (JsonNode link : dashboard.json().path("links")) {
            link.path("tags").forEach(tag -> check.tag(tag.asString("")));
        }
        return List.copyOf(check.problems);
    }

    private void tag(String tag) {
        if (!tags.contains(tag)) {
            problems.add("no dashboard has the tag " + tag);
        }
    }

    private void walk(JsonNode json) {
        String url = json.path("url").asString("");
        if (!url.isEmpty()) {
            url(url);
        }
        MARKDOWN.matcher(json.path("content").asString("")).results().forEach(link -> url(link.group(1)));
        MARKDOWN.matcher(json.path("description").asString("")).results().forEach(link -> url(link.group(1)));
        json.forEach(this::walk);
    }

    private void url(String url) {
        Matcher dashboard = DASHBOARD.matcher(url);
        if (dashboard.matches()) {
            if (!uids.contains(dashboard.group(1))) {
                problems.add("no dashboard has the uid of " + url);
            }
        } else if (url.startsWith(docs)) {
            page(url.substring(docs.length()));
        } else if (!url.startsWith("https://")) {
            problems.add("neither a dashboard nor a page: " + url);
        }
    }

    /** A name that is a value at the time is any that there is. */
    private void page(String path) {
        int hash = path.indexOf('#');
        String file = hash < 0 ? path : path.substring(0, hash);
        String anchor = hash < 0 ? "" : path.substring(hash + 1);
        Path directory = Repository.ROOT.resolve("docs");
        if (VARIABLE.matcher(file).find()) {
            String prefix = file.substring(0, file.indexOf('$'));
            if (!Files.isDirectory(directory.resolve(prefix))) {
                problems.add("no directory docs/" + prefix);
            }
        } else if (!Files.exists(directory.resolve(file))) {
            problems.add("no page docs/" + file);
        } else if (!anchor.isEmpty()
                && !VARIABLE.matcher(anchor).find()
                && !MarkdownPage.read(directory.resolve(file)).anchors().contains(anchor)) {
            problems.add("no #" + anchor + " in docs/" + file);
        }
    }
}
