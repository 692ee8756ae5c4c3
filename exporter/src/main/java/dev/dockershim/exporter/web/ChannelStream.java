package dev.dockershim.exporter.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSinkChannel;

/**
 * Writes to a response's channel from a worker, which waits for the client; an interrupt ends the waiting.
 *
 * <p>Undertow's own stream has a buffer of the server's pool, and frees it if the connection is closed meanwhile: under
 * the hands of the worker (seen with 2.4.4).
 */
final class ChannelStream extends OutputStream {

    private static final int BUFFER_BYTES = 16 * 1024;

    private final Supplier<StreamSinkChannel> response;
    private @Nullable StreamSinkChannel begun;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private boolean closed;

    /** Asks {@code response} for the channel, once, when the first bytes leave the buffer. */
    ChannelStream(Supplier<StreamSinkChannel> response) {
        this.response = response;
    }

    /** Whether anything has left the buffer. */
    boolean isBegun() {
        return begun != null;
    }

    @Override
    public void write(int value) throws IOException {
        if (!buffer.hasRemaining()) {
            writeBuffer();
        }
        buffer.put((byte) value);
    }

    @Override
    public void write(byte[] source, int offset, int count) throws IOException {
        int from = offset;
        int end = offset + count;
        while (from < end) {
            if (!buffer.hasRemaining()) {
                writeBuffer();
            }
            int fits = Math.min(buffer.remaining(), end - from);
            buffer.put(source, from, fits);
            from += fits;
        }
    }

    @Override
    public void flush() throws IOException {
        writeBuffer();
        flushChannel();
    }

    /** Ends the response; returns when the system has taken all of it. */
    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            writeBuffer();
            channel().shutdownWrites();
            flushChannel();
        }
    }

    private void writeBuffer() throws IOException {
        StreamSinkChannel channel = channel();
        buffer.flip();
        while (buffer.hasRemaining()) {
            if (channel.write(buffer) == 0) {
                channel.awaitWritable();
            }
        }
        buffer.clear();
    }

    private void flushChannel() throws IOException {
        StreamSinkChannel channel = channel();
        while (!channel.flush()) {
            channel.awaitWritable();
        }
    }

    private StreamSinkChannel channel() {
        StreamSinkChannel channel = begun;
        if (channel == null) {
            channel = response.get();
            begun = channel;
        }
        return channel;
    }
}
