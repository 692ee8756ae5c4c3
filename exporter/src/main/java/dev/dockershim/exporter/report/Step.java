package dev.dockershim.exporter.report;

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

    Step noting(List<String> more) {
        return new Step(where, title, commands, more);
    }
}
