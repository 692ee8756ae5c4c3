package dev.dockershim.monitoring.dashboards;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Targets that have no data in the demo, with the reason: {@code empty-panels.yaml}. */
final class EmptyPanels {

    /**
     * A target that is empty.
     *
     * @param in in which runs; empty is all of them
     */
    record Entry(String dashboard, String panel, String target, Set<String> in, String reason) {

        boolean isAbout(String run, String dashboard, String panel, String target) {
            return this.dashboard.equals(dashboard)
                    && this.panel.equals(panel)
                    && this.target.equals(target)
                    && (in.isEmpty() || in.contains(run));
        }
    }

    private EmptyPanels() {}

    static List<Entry> read() {
        List<Entry> entries = new ArrayList<>();
        try (InputStream yaml =
                Objects.requireNonNull(EmptyPanels.class.getResourceAsStream("/dashboards/empty-panels.yaml"))) {
            for (JsonNode entry : new YAMLMapper().readTree(yaml).path("empty")) {
                for (JsonNode target : entry.path("targets")) {
                    Set<String> in = new TreeSet<>();
                    entry.path("in").forEach(run -> in.add(run.asString()));
                    entries.add(new Entry(
                            entry.path("dashboard").asString(""),
                            entry.path("panel").asString(""),
                            target.asString(""),
                            in,
                            entry.path("reason").asString("")));
                }
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
