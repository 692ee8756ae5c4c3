package dev.dockershim.exporter.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Entry point of the jar. */
@Command(
        name = "dockershim-exporter",
        description =
                "Gives back the container_fs_* series that Kubernetes nodes lost with dockershim, and shows how ready"
                        + " nodes and clusters are for the move.",
        customSynopsis = "dockershim-exporter COMMAND [flags]",
        subcommands = {AgentCommand.class, WatcherCommand.class, DemoCommand.class},
        versionProvider = VersionText.class,
        commandListHeading = "%nCommands:%n",
        footer = "%nSee 'dockershim-exporter COMMAND --help' for the flags of a command.")
@SuppressWarnings("UnusedVariable") // picocli reads the flags itself
public final class Main implements Runnable {

    @Option(names = "--help", usageHelp = true, scope = ScopeType.INHERIT, description = "Show this help.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, scope = ScopeType.INHERIT, description = "Show the version.")
    private boolean version;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    /** Runs one command and ends the process with its exit code: 2 if a flag cannot be used, but for {@code report}. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line with all its commands; also what the docs of the flags are made from. */
    static CommandLine commandLine() {
        return commandLine(new ReportCommand());
    }

    /** The same with that report. */
    static CommandLine commandLine(ReportCommand report) {
        CommandLine commandLine = new CommandLine(new Main()).addSubcommand(report);
        commandLine.setUsageHelpLongOptionsMaxWidth(34);
        commandLine.setUsageHelpWidth(100);
        return commandLine
                .setDefaultValueProvider(new EnvironmentDefaults(System.getenv()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Main::refuse);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command: agent, watcher, report or demo");
    }

    /** One line that says what is wrong, without the usage text around it. */
    private static int refuse(ParameterException e, String[] args) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println("dockershim-exporter: " + String.valueOf(e.getMessage()).replaceAll("\\R\\s*", " ") + " (see "
                + e.getCommandLine().getCommandSpec().qualifiedName() + " --help)");
        err.flush();
        return e.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
    }
}
