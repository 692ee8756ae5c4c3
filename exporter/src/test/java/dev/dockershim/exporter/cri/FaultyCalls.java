package dev.dockershim.exporter.cri;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts the calls of each method, and makes some fail, hang or take their time. */
public final class FaultyCalls implements ServerInterceptor {

    private static final Executor LATER = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final Map<String, Status> failing = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> silent = new ConcurrentHashMap<>();
    private final AtomicInteger cancelled = new AtomicInteger();
    private final AtomicInteger atATime = new AtomicInteger();
    private final AtomicInteger mostAtATime = new AtomicInteger();
    private volatile boolean slow;

    public int count(String method) {
        return counter(method).get();
    }

    /** How many slow calls waited for their answer at the same time. */
    int mostAtATime() {
        return mostAtATime.get();
    }

    /** How many of the calls that hang were given up by the client. */
    int cancelled() {
        return cancelled.get();
    }

    public void fail(String method, Status status) {
        failing.put(method, status);
    }

    /** The next {@code times} calls of this method get no answer. */
    public void hang(String method, int times) {
        silent.put(method, new AtomicInteger(times));
    }

    void slowDown() {
        slow = true;
    }

    public void heal() {
        failing.clear();
        silent.clear();
        slow = false;
    }

    private AtomicInteger counter(String method) {
        return counts.computeIfAbsent(method, key -> new AtomicInteger());
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        String method = String.valueOf(call.getMethodDescriptor().getBareMethodName());
        counter(method).incrementAndGet();
        Status status = failing.get(method);
        if (status != null) {
            call.close(status, new Metadata());
            return new ServerCall.Listener<>() {};
        }
        AtomicInteger hanging = silent.get(method);
        if (hanging != null && hanging.getAndDecrement() > 0) {
            call.request(1);
            return new ServerCall.Listener<>() {
                @Override
                public void onCancel() {
                    cancelled.incrementAndGet();
                }
            };
        }
        return next.startCall(slow ? later(call) : call, headers);
    }

    private <Q, R> ServerCall<Q, R> later(ServerCall<Q, R> call) {
        mostAtATime.accumulateAndGet(atATime.incrementAndGet(), Math::max);
        return new SimpleForwardingServerCall<>(call) {
            private @Nullable R answer;

            @Override
            public void sendHeaders(Metadata headers) {
                // With the answer.
            }

            @Override
            public void sendMessage(R message) {
                answer = message;
            }

            @Override
            public void close(Status status, Metadata trailers) {
                LATER.execute(() -> {
                    atATime.decrementAndGet();
                    delegate().sendHeaders(new Metadata());
                    delegate().sendMessage(Objects.requireNonNull(answer));
                    delegate().close(status, trailers);
                });
            }
        };
    }
}
