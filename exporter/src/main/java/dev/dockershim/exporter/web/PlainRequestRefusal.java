package dev.dockershim.exporter.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.StreamSourceConduit;

/** Tells a client that speaks plain HTTP to a TLS port so, as Go's server does, before TLS calls its words nonsense. */
final class PlainRequestRefusal extends AbstractStreamSourceConduit<StreamSourceConduit> {

    private static final byte[] ANSWER = """
            HTTP/1.0 400 Bad Request
            Content-Type: text/plain; charset=utf-8
            Connection: close

            client sent an HTTP request to an HTTPS server
            """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);

    private final StreamSinkConduit sink;
    private boolean begun;

    PlainRequestRefusal(StreamSourceConduit source, StreamSinkConduit sink) {
        super(source);
        this.sink = sink;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int from = target.position();
        int count = super.read(target);
        if (!begun && count > 0) {
            begun = true;
            // A method's first letter; TLS begins with 22, the type of a handshake record.
            if (Character.isUpperCase(target.get(from))) {
                sink.write(ByteBuffer.wrap(ANSWER));
                throw new IOException("plain HTTP");
            }
        }
        return count;
    }
}
