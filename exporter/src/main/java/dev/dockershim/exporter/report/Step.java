package dev.dockershim.exporter.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A step of a node's move.
 *
 * @param where where its commands are typed
 * @param title what it is for, in a few words
 * @param commands to be typed, names filled in; what only the reader knows is in capitals
 * @param notes what to know before typing them
 */
public record Step(Where where, String title, List<String> commands, List<String> notes) {

    /** Copies the lists. */
    public Step {
        commands = List.copyOf(commands);
        notes = List.copyOf(notes);
    }

    /** Where commands are typed. */
    public enum Where {
        /** Where kubectl reaches the cluster. */
        KUBECTL("with kubectl"),
        /** On the node, in a shell. */
        NODE("on the node"),
        /** On the node, in PowerShell. */
        POWERSHELL("on the node, in PowerShell"),
        /** With the tools of whoever runs the cluster. */
        PROVIDER("at the provider");

        private final String title;

        Where(String title) {
            this.title = title;
        }

        /** For people. */
        public String title() {
            return title;
        }

        /** As a word of the JSON. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Step of(Where where, String title, String... commands) {
        return new Step(where, title, List.of(commands), List.of());
    }

    /** The same with these notes alone. */
    Step noting(List<String> others) {
        return new Step(where, title, commands, others);
    }

    /** The same with one more note, before its own. */
    Step notingFirst(String note) {
        List<String> all = new ArrayList<>(List.of(note));
        all.addAll(notes);
        return noting(all);
    }
}
