package dev.dockershim.exporter.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * A directory that stands for {@code /proc}: mounts as a process on a recorded node sees them, and the counters of its
 * disks, which go on.
 */
final class ReplayProc implements AutoCloseable {

    private final Path directory;
    private final Path next;
    private final Motion motion;
    private final ScheduledExecutorService kernel = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "replay-kernel");
        thread.setDaemon(true);
        return thread;
    });
    private volatile RecordedDiskStats diskStats;

    private ReplayProc(Path directory, Motion motion, RecordedDiskStats diskStats) {
        this.directory = directory;
        this.next = directory.resolveSibling("proc.next");
        this.motion = motion;
        this.diskStats = diskStats;
    }

    /** Makes {@code directory} that of {@code node}. */
    static ReplayProc start(Path directory, NodeFiles node, Motion motion) throws IOException {
        Files.createDirectories(directory.resolve("self"));
        ReplayProc proc = new ReplayProc(directory, motion, diskStats(node, motion));
        proc.become(node);
        if (motion.isMoving()) {
            var unused = proc.kernel.scheduleAtFixedRate(proc::writeDiskStatsOrWarn, 1, 1, TimeUnit.SECONDS);
        }
        return proc;
    }

    /** From now on it is that of {@code node}. */
    void become(NodeFiles node) throws IOException {
        diskStats = diskStats(node, motion);
        synchronized (next) {
            write("self/mountinfo", node.read(node.has("pod-mountinfo") ? "pod-mountinfo" : "mountinfo"));
            write("diskstats", diskStats.now());
        }
    }

    Path directory() {
        return directory;
    }

    @Override
    public void close() {
        kernel.shutdownNow();
    }

    private static RecordedDiskStats diskStats(NodeFiles node, Motion motion) {
        return new RecordedDiskStats(node.read("diskstats"), motion);
    }

    private void writeDiskStatsOrWarn() {
        try {
            synchronized (next) {
                write("diskstats", diskStats.now());
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(ReplayProc.class).warn("the demo's diskstats could not be written", e);
        }
    }

    /** At once: who reads sees the file before or after, never half of it. */
    private void write(String name, byte[] content) throws IOException {
        Files.write(next, content);
        Files.move(next, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
