package dev.dockershim.exporter.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SourceReaderTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** A source whose readings are given one after the other. */
    private static final class Scripted implements Source<String> {
        private final Deque<Source<String>> script = new ArrayDeque<>();
        private final AtomicInteger reads = new AtomicInteger();

        Scripted then(String value) {
            return then(deadline -> value);
        }

        Scripted thenFail(SourceException failure) {
            return then(deadline -> {
                throw failure;
            });
        }

        Scripted then(Read read) {
            script.add(new Source<>() {
                @Override
                public String name() {
                    return "scripted";
                }

                @Override
                public String read(Deadline deadline) throws SourceException, InterruptedException {
                    return read.read(deadline);
                }
            });
            return this;
        }

        interface Read {
            String read(Deadline deadline) throws SourceException, InterruptedException;
        }

        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public String read(Deadline deadline) throws SourceException, InterruptedException {
            reads.incrementAndGet();
            return script.remove().read(deadline);
        }
    }

    private static Reading<String> read(SourceReader<String> reader, Duration timeout) throws InterruptedException {
        return new Collection(Deadline.after(timeout)).start(reader).await();
    }

    @Test
    void tellsHowAReadingWent() throws Exception {
        Scripted source = new Scripted()
                .then("a")
                .thenFail(new SourceException("kubelet is gone"))
                .then("b");
        SourceReader<String> reader = new SourceReader<>(source, false, threads);
        assertThat(reader.status().up()).isNull();

        assertThat(read(reader, LONG)).isEqualTo(new Reading.Fresh<>("a"));
        assertThat(reader.status().up()).isTrue();
        assertThat(reader.status().lastSuccess()).isNotNull();

        assertThat(read(reader, LONG)).isEqualTo(new Reading.Failed<>("kubelet is gone", false));
        assertThat(reader.status().up()).isFalse();
        assertThat(reader.status().reason()).isEqualTo("kubelet is gone");
        assertThat(reader.status().lastSuccess()).isNotNull();

        assertThat(read(reader, LONG)).isEqualTo(new Reading.Fresh<>("b"));
        assertThat(reader.status().up()).isTrue();
        assertThat(reader.status().reason()).isNull();
    }

    @Test
    void failsASourceThatBreaksOfItself() throws Exception {
        Scripted source = new Scripted()
                .then(deadline -> {
                    throw new IllegalStateException("secret content");
                })
                .then(deadline -> {
                    throw new StackOverflowError();
                });
        SourceReader<String> reader = new SourceReader<>(source, false, threads);

        assertThat(read(reader, LONG)).isEqualTo(new Reading.Failed<>("broke with IllegalStateException", false));
        assertThat(read(reader, LONG)).isEqualTo(new Reading.Failed<>("broke with StackOverflowError", false));
    }

    @Test
    void interruptsAReadingAtTheDeadline() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        Scripted source = new Scripted()
                .then(deadline -> {
                    try {
                        new CountDownLatch(1).await();
                        return "never";
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                })
                .then("again");
        SourceReader<String> reader = new SourceReader<>(source, false, threads);

        assertThat(read(reader, Duration.ofMillis(50)))
                .isEqualTo(new Reading.Failed<>("no answer within the scrape's deadline", false));
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        Awaitility.await().untilAsserted(() -> assertThat(read(reader, LONG)).isEqualTo(new Reading.Fresh<>("again")));
    }

    @Test
    void doesNotPileUpThreadsBehindAReadingThatIgnoresItsDeadline() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Scripted source = new Scripted()
                .then(deadline -> {
                    boolean released = false;
                    while (!released) {
                        try {
                            released = release.await(1, TimeUnit.MINUTES);
                        } catch (InterruptedException e) {
                            // what a system call that cannot be interrupted does
                        }
                    }
                    return "too late";
                })
                .then("fresh");
        SourceReader<String> reader = new SourceReader<>(source, false, threads);

        assertThat(read(reader, Duration.ofMillis(50))).isInstanceOf(Reading.Failed.class);
        assertThat(read(reader, LONG)).isInstanceOf(Reading.Failed.class);
        assertThat(source.reads).hasValue(1);

        release.countDown();
        Awaitility.await().untilAsserted(() -> assertThat(read(reader, LONG)).isEqualTo(new Reading.Fresh<>("fresh")));
    }

    @Test
    void leavesAnOptionalSourceAloneThatRefused() throws Exception {
        Scripted source = new Scripted().thenFail(SourceException.forbidden("403 Forbidden: grant get on nodes/pods"));
        SourceReader<String> reader = new SourceReader<>(source, true, threads);

        read(reader, LONG);
        assertThat(read(reader, LONG)).isEqualTo(new Reading.Failed<>("not granted", true));

        assertThat(source.reads).hasValue(1);
        assertThat(reader.status().forbidden()).isTrue();
    }

    @Test
    void asksARequiredSourceAgainThatRefused() throws Exception {
        Scripted source = new Scripted()
                .thenFail(SourceException.forbidden("403 Forbidden: grant get on nodes/stats"))
                .then("granted");
        SourceReader<String> reader = new SourceReader<>(source, false, threads);

        assertThat(read(reader, LONG)).isInstanceOf(Reading.Failed.class);
        assertThat(read(reader, LONG)).isEqualTo(new Reading.Fresh<>("granted"));
    }

    @Test
    void logsAFailureOnceAndItsEnd() throws Exception {
        List<String> lines = new java.util.concurrent.CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                lines.add(record.getLevel() + " " + record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(SourceReader.class.getName());
        logger.addHandler(handler);
        try {
            Scripted source = new Scripted();
            source.thenFail(new SourceException("a")).thenFail(new SourceException("a"));
            source.thenFail(new SourceException("b")).then("fine").then("fine");
            SourceReader<String> reader = new SourceReader<>(source, false, threads);
            for (int i = 0; i < 5; i++) {
                read(reader, LONG);
            }
        } finally {
            logger.removeHandler(handler);
        }

        assertThat(lines).containsExactly("WARNING scripted: a", "WARNING scripted: b", "INFO scripted: works again");
    }
}
