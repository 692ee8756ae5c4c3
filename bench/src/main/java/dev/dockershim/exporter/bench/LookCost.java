package dev.dockershim.exporter.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.dockershim.exporter.containerfs.Series;
import dev.dockershim.exporter.kubelet.CadvisorSource;
import dev.dockershim.exporter.kubelet.KubeletClient;
import dev.dockershim.exporter.kubelet.KubeletConfig;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.SourceException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a look at the kubelet's own series costs, for {@code bench/passthrough}: CPU of the process, all included. */
public final class LookCost {

    private static final int WARM_UP = 15;

    private LookCost() {}

    /**
     * Prints the milliseconds of CPU that one look took.
     *
     * @param args file with the agent's flags, as {@link RecordedNodeServer} writes it; how many looks
     */
    public static void main(String[] args) throws IOException, SourceException, InterruptedException {
        Map<String, String> flags = Files.readAllLines(Path.of(args[0])).stream()
                .collect(Collectors.toMap(
                        flag -> flag.substring(0, flag.indexOf('=')), flag -> flag.substring(flag.indexOf('=') + 1)));
        Function<String, String> flag = name -> Objects.requireNonNull(flags.get(name), name);
        CadvisorSource source = new CadvisorSource(
                new KubeletClient(new KubeletConfig(
                        URI.create(flag.apply("--kubelet.url")),
                        Path.of(flag.apply("--kubelet.ca-file")),
                        Path.of(flag.apply("--kubelet.token-file")),
                        null,
                        null,
                        null,
                        false)),
                Series.NAMES);
        look(source, WARM_UP);
        int looks = Integer.parseInt(args[1]);
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = process.getProcessCpuTime();
        look(source, looks);
        System.out.printf("%.0f ms%n", (process.getProcessCpuTime() - before) / 1e6 / looks);
    }

    private static void look(CadvisorSource source, int looks) throws SourceException, InterruptedException {
        for (int i = 0; i < looks; i++) {
            if (source.read(Deadline.after(Duration.ofSeconds(10))).containers().isEmpty()) {
                throw new IllegalStateException("no container seen");
            }
        }
    }
}
