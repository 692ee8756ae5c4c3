package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.log.Logging;
import dev.dockershim.exporter.log.Logging.LogFormat;
import dev.dockershim.exporter.log.Logging.LogLevel;
import dev.dockershim.exporter.report.Kubectl;
import dev.dockershim.exporter.report.Report;
import dev.dockershim.exporter.report.ReportFormat;
import dev.dockershim.exporter.report.ReportFormat.Output;
import dev.dockershim.exporter.report.UpgradeAnswer;
import dev.dockershim.exporter.report.UpgradeQuestion;
import dev.dockershim.exporter.report.UpgradeQuestion.Assumption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code report}: judges a cluster once. Its exit code is the answer, so that of flags that cannot be used is another one
 * than everywhere else, and a fault of the program's own is never taken for "no".
 */
@Command(
        name = "report",
        description =
                "Reads a cluster once, and tells what is left of dockershim in it, what to do next, and whether it"
                        + " may be upgraded.",
        customSynopsis = "dockershim-exporter report [flags]",
        versionProvider = VersionText.class,
        sortOptions = false,
        exitCodeOnInvalidInput = ReportCommand.USAGE,
        exitCodeOnExecutionException = ReportCommand.NOT_FOUND_OUT,
        footer = {
            "%nExit codes: 0 the report was made and, with --for-version, the answer is yes; 1 the answer is no;"
                    + " 2 it could not be found out; 64 a flag cannot be used."
        })
final class ReportCommand implements Callable<Integer> {

    /** {@code EX_USAGE} of sysexits.h: no answer has it. */
    static final int USAGE = 64;

    /** {@link UpgradeAnswer#UNKNOWN}, as a constant. */
    static final int NOT_FOUND_OUT = 2;

    private final ClusterReader reader;
    private final Supplier<ReportConsole> consoles;

    @ArgGroup(validate = false, order = 1, heading = "%nCluster:%n")
    private ClusterOptions cluster = new ClusterOptions();

    @ArgGroup(validate = false, order = 2, heading = "%nQuestion:%n")
    private QuestionOptions question = new QuestionOptions();

    @ArgGroup(validate = false, order = 3, heading = "%nOutput:%n")
    private OutputOptions output = new OutputOptions();

    ReportCommand() {
        // Made when it is run: every command is set up with all others, and an agent is to load nothing of this.
        this(
                (kubeconfig, context, limit, progress) -> OneReading.read(kubeconfig, context, limit, progress),
                ReportConsole::ofProcess);
    }

    ReportCommand(ClusterReader reader, Supplier<ReportConsole> consoles) {
        this.reader = reader;
        this.consoles = consoles;
    }

    /** Which cluster. */
    static final class ClusterOptions {
        @Option(
                names = "--kubeconfig",
                paramLabel = "FILE",
                description = "A kubeconfig file. Default: the cluster that this runs in, else $KUBECONFIG, else"
                        + " ~/.kube/config.")
        private @Nullable Path kubeconfig;

        @Option(
                names = "--context",
                paramLabel = "NAME",
                description = "A context of the kubeconfig. Default: its current one.")
        private @Nullable String context;

        @Option(
                names = "--timeout",
                paramLabel = "TIME",
                defaultValue = "5m",
                converter = ReportConverters.Timeout.class,
                description = "How long reading the cluster may take, 1s to 1h; what has not come by then is unknown."
                        + " Default: 5m.")
        private Duration timeout = Duration.ofMinutes(5);
    }

    /** What is asked. */
    static final class QuestionOptions {
        @Option(
                names = "--for-version",
                paramLabel = "VERSION",
                converter = ReportConverters.Minor.class,
                description = "Answer whether the cluster may be upgraded to this version of Kubernetes, such as 1.24.")
        private @Nullable Integer forVersion;

        @Option(
                names = "--control-plane-only",
                description = "Ask that for the control plane and its nodes alone: the others keep their kubelets for"
                        + " now.")
        private boolean controlPlaneOnly;

        @Option(
                names = "--assume",
                paramLabel = "WORDS",
                split = ",",
                converter = ReportConverters.Assume.class,
                description = "What no API tells and you have seen to, parted by commas: removed-flag (no kubelet is"
                        + " given --container-runtime, for 1.27), cri-dockerd (nodes that may use it, by kubeadm's annotation"
                        + " or for want of one, do, in 0.3.0 or later), steps-between (the API server will have gone"
                        + " through the versions between), virtual-nodes (nodes that name no runtime are virtual-kubelets,"
                        + " and have none).")
        private List<Assumption> assumed = List.of();

        @Option(
                names = "--readiness.accept-cri-dockerd",
                paramLabel = "BOOL",
                arity = "1",
                defaultValue = "true",
                description = "Whether a node on cri-dockerd has arrived. Default: true.")
        private boolean acceptCriDockerd = true;
    }

    /** How it is told. */
    static final class OutputOptions {
        @Option(
                names = "--output",
                paramLabel = "FORM",
                defaultValue = "table",
                converter = ReportConverters.Form.class,
                description = "table, json, markdown or html. Default: table.")
        private Output form = Output.TABLE;

        @Option(
                names = "--output-file",
                paramLabel = "FILE",
                description = "Write it there instead of to standard output.")
        private @Nullable Path file;

        @Option(
                names = "--all",
                description = "Every row and the steps of every node, however many; JSON has them anyway.")
        private boolean all;

        @Option(
                names = "--no-color",
                description =
                        "No colours on a terminal, as with NO_COLOR in the environment. There are none elsewhere.")
        private boolean noColor;
    }

    @Override
    public Integer call() throws InterruptedException {
        // What could not be read is said in the report.
        Logging.configure(LogLevel.ERROR, LogFormat.LOGFMT);
        ReportConsole console = consoles.get();
        try {
            return report(console);
        } catch (IllegalArgumentException | IOException e) {
            return fail(console, String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            // Uncaught, it would end the process with 1, which means no.
            return fail(console, "out of memory: give it more with JAVA_TOOL_OPTIONS=-Xmx1g");
        }
    }

    private int report(ReportConsole console) throws InterruptedException, IOException {
        ClusterReadiness readiness = read(console);
        if (readiness.evidence().nodes() instanceof Observed.Missing<?> nodes
                && readiness.server() instanceof Observed.Missing<?>) {
            return fail(console, "the cluster could not be read: " + nodes.text());
        }
        Report report = Report.of(readiness, asked(), question.acceptCriDockerd, kubectl());
        Path file = output.file;
        boolean terminal = file == null && console.outIsTerminal();
        ReportFormat format = new ReportFormat(
                output.form,
                output.all,
                terminal ? console.width() : 0,
                terminal && console.colours() && !output.noColor,
                VersionText.version());
        byte[] text = format.write(report).getBytes(StandardCharsets.UTF_8);
        if (file == null) {
            console.out().write(text);
            console.out().flush();
        } else {
            write(file, text);
        }
        return report.exitCode();
    }

    private ClusterReadiness read(ReportConsole console) throws InterruptedException {
        ProgressLine progress = new ProgressLine(console.err(), console.errIsTerminal(), System::nanoTime);
        try {
            return reader.read(cluster.kubeconfig, cluster.context, cluster.timeout, progress);
        } finally {
            progress.end();
        }
    }

    private static void write(Path file, byte[] text) throws IOException {
        try {
            Files.write(file, text);
        } catch (IOException e) {
            throw new IOException("--output-file: " + file + " cannot be written", e);
        }
    }

    private @Nullable UpgradeQuestion asked() {
        Integer minor = question.forVersion;
        return minor == null
                ? null
                : new UpgradeQuestion(minor, question.controlPlaneOnly, Set.copyOf(question.assumed));
    }

    private Kubectl kubectl() {
        return new Kubectl(cluster.kubeconfig == null ? null : cluster.kubeconfig.toString(), cluster.context);
    }

    private static int fail(ReportConsole console, String why) {
        console.err().println("dockershim-exporter: " + why);
        return NOT_FOUND_OUT;
    }
}
