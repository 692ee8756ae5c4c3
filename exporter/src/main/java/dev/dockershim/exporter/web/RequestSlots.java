package dev.dockershim.exporter.web;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.util.AttachmentKey;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * Bounds how many requests are under way at once, from the first byte to the last one sent.
 *
 * <p>A response holds its whole body until the client has read it, so that clients which read nothing would otherwise
 * fill the heap.
 */
final class RequestSlots {

    /** Where a handler finds the slot of its exchange. */
    static final AttachmentKey<Slot> SLOT = AttachmentKey.create(Slot.class);

    private final int size;
    private final Semaphore free;
    private volatile boolean draining;

    RequestSlots(int size) {
        this.size = size;
        this.free = new Semaphore(size, true);
    }

    /** A slot that is given back when the exchange ends; null if none is free, or no more are given. */
    @Nullable
    Slot tryTake(HttpServerExchange exchange) {
        if (draining || !free.tryAcquire()) {
            return null;
        }
        Slot slot = new Slot(exchange.getConnection());
        exchange.putAttachment(SLOT, slot);
        exchange.addExchangeCompleteListener((completed, nextListener) -> {
            slot.giveBack();
            nextListener.proceed();
        });
        return slot;
    }

    /** Gives no slot any more. */
    void refuse() {
        draining = true;
    }

    /**
     * Waits until nothing is under way, and gives no slot any more.
     *
     * @return false if something still was when the time was over
     */
    boolean drain(Duration atMost) throws InterruptedException {
        refuse();
        return free.tryAcquire(size, atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The slot of one request. */
    final class Slot {

        private final ServerConnection connection;
        private final AtomicBoolean givenBack = new AtomicBoolean();
        private volatile XnioExecutor.@Nullable Key timer;
        private @Nullable Thread worker;
        private boolean interrupted;

        private Slot(ServerConnection connection) {
            this.connection = connection;
        }

        /**
         * Cuts the connection if the client has not read all by then, whatever was said before. IDLE_TIMEOUT alone leaves
         * such an exchange open (seen with Undertow 2.4.4). Only for a response that no worker writes any more.
         */
        void limitSending(Duration atMost) {
            schedule(this::cut, atMost);
        }

        /**
         * Interrupts the calling worker if it has not left by then. It must end its exchange itself: whoever closes the
         * connection under it frees buffers that it still writes to.
         */
        void limitWorker(Duration atMost) {
            synchronized (this) {
                worker = Thread.currentThread();
            }
            schedule(this::interruptWorker, atMost);
        }

        /** The worker is not to be interrupted any more; one that was forgets it. */
        synchronized void leaveWorker() {
            worker = null;
            if (interrupted) {
                Thread.interrupted();
            }
        }

        private synchronized void interruptWorker() {
            if (worker != null) {
                interrupted = true;
                worker.interrupt();
            }
        }

        private void schedule(Runnable task, Duration delay) {
            XnioExecutor.Key key;
            try {
                key = connection.getIoThread().executeAfter(task, delay.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                return; // The server has stopped, and its connections are gone.
            }
            XnioExecutor.Key before = timer;
            timer = key;
            if (before != null) {
                before.remove();
            }
            if (givenBack.get()) {
                key.remove();
            }
        }

        /** Closes the connection, unless the exchange has ended: then it may serve another one. */
        void cut() {
            if (giveBack()) {
                IoUtils.safeClose(connection);
            }
        }

        /** True the first time; Undertow need not end an exchange whose connection was closed under it. */
        private boolean giveBack() {
            if (!givenBack.compareAndSet(false, true)) {
                return false;
            }
            free.release();
            XnioExecutor.Key key = timer;
            if (key != null) {
                key.remove();
            }
            return true;
        }
    }
}
