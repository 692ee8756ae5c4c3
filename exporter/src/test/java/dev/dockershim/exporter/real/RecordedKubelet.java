package dev.dockershim.exporter.real;

import dev.dockershim.exporter.demo.DemoNode;
import dev.dockershim.exporter.demo.Motion;
import dev.dockershim.exporter.demo.RecordedNode;
import dev.dockershim.exporter.kubelet.KubeletConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A recorded kubelet of 1.36 beside a real runtime: what answers CRI is taken for the node's runtime only if a kubelet says
 * that it uses one of that kind, and this one names containerd's socket.
 */
final class RecordedKubelet implements AutoCloseable {

    private final DemoNode node;

    private RecordedKubelet(DemoNode node) {
        this.node = node;
    }

    static RecordedKubelet start() {
        try {
            return new RecordedKubelet(DemoNode.start(RecordedNode.named("containerd-1.36"), Motion.still()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What an agent must be given to read it. */
    List<String> flags() {
        KubeletConfig kubelet = node.kubelet();
        return List.of(
                "--kubelet.url=" + kubelet.url(),
                "--kubelet.ca-file=" + kubelet.caFile(),
                "--kubelet.token-file=" + kubelet.tokenFile());
    }

    @Override
    public void close() {
        try {
            node.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
