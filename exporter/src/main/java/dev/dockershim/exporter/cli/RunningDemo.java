package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.demo.DemoTarget;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What runs of a demo: what can be scraped, and what is to be closed in the end. */
final class RunningDemo implements AutoCloseable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final List<DemoTarget> targets = new ArrayList<>();

    /** Closes a part that was just started when the demo ends, before those that were started earlier. */
    synchronized <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    /** Takes note of what can be scraped. */
    synchronized DemoTarget serve(DemoTarget target) {
        targets.add(target);
        return target;
    }

    /** All that can be scraped, in the order of its start. */
    synchronized List<DemoTarget> targets() {
        return List.copyOf(targets);
    }

    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LoggerFactory.getLogger(RunningDemo.class).warn("part of the demo did not stop", e);
            }
        }
    }
}
