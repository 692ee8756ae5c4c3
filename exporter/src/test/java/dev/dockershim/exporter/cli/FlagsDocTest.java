package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.docs.GeneratedFile;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Makes docs/flags.md from the commands. */
class FlagsDocTest {

    @Test
    void docsOfFlagsAreThoseOfTheCommands() {
        StringBuilder doc = new StringBuilder("""
                # Flags

                <!-- Made from the code by `make docs`. -->

                Each flag can be set by the environment too: the variable in the last column, which a flag on the
                command line overrides. A bad value ends the start with one line and exit code 2; 64 for `report`, whose
                exit code 2 is an answer ([report.md](report.md#exit-codes)).
                """);
        for (String name : new String[] {"agent", "watcher", "report", "demo"}) {
            CommandLine command =
                    Objects.requireNonNull(Main.commandLine().getSubcommands().get(name));
            doc.append("\n## ").append(name).append("\n\n");
            doc.append(String.join(" ", command.getCommandSpec().usageMessage().description()));
            doc.append("\n\n| flag | meaning | variable |\n|---|---|---|\n");
            command.getCommandSpec().options().stream()
                    .filter(option -> option.group() == null)
                    .filter(option -> !option.inherited())
                    .forEach(option -> row(doc, option));
            for (ArgGroupSpec group : command.getCommandSpec().argGroups()) {
                String heading = group.heading().replace("%n", "").replace(":", "");
                doc.append("| **").append(heading).append("** | | |\n");
                group.options().forEach(option -> row(doc, option));
            }
        }
        GeneratedFile.check("docs", "docs/flags.md", doc.toString());
    }

    private static void row(StringBuilder doc, OptionSpec option) {
        String value = option.arity().max() == 0 ? "" : "=" + option.paramLabel();
        doc.append("| `").append(option.longestName()).append(value).append("` | ");
        doc.append(String.join(" ", option.description()).replace("|", "\\|"));
        doc.append(" | `")
                .append(EnvironmentDefaults.variable(option.longestName()))
                .append("` |\n");
    }
}
