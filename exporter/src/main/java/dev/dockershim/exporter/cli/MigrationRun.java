package dev.dockershim.exporter.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** Lets the migration go on step by step, stay at its end for a while, and begin anew. */
final class MigrationRun implements AutoCloseable {

    /** Ten hours where an hour takes two seconds. */
    static final Duration STEP = Duration.ofSeconds(20);

    /** Steps that the last one lasts: long enough for the alert that says so. */
    private static final int REST = 4;

    private final MigrationDemo demo;
    private final DemoConsole console;
    private int rested;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "migration");
        created.setDaemon(true);
        return created;
    });

    private MigrationRun(MigrationDemo demo, DemoConsole console) {
        this.demo = demo;
        this.console = console;
    }

    /** Says where it is, and goes on from there. */
    static MigrationRun start(MigrationDemo demo, DemoConsole console) {
        MigrationRun run = new MigrationRun(demo, console);
        run.say();
        var unused = run.thread.scheduleAtFixedRate(run::next, STEP.toSeconds(), STEP.toSeconds(), TimeUnit.SECONDS);
        return run;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void next() {
        if (demo.isLastStep() && ++rested < REST) {
            return;
        }
        rested = 0;
        try {
            demo.advance();
            say();
        } catch (IOException | RuntimeException e) {
            LoggerFactory.getLogger(MigrationRun.class).warn("the migration could not go on: {}", e.getMessage(), e);
        }
    }

    private void say() {
        console.say(String.format("Step %2d of %d: %s", demo.step() + 1, demo.steps(), demo.happening()));
    }
}
