package dev.dockershim.exporter.bench;

import dev.dockershim.exporter.demo.DemoNode;
import dev.dockershim.exporter.demo.Motion;
import dev.dockershim.exporter.demo.RecordedNode;
import dev.dockershim.exporter.kubelet.KubeletConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/** Serves a recorded node's kubelet and CRI, for the whole-process benchmark: {@code bench/passthrough}. */
public final class RecordedNodeServer {

    private RecordedNodeServer() {}

    /**
     * Serves until it is killed.
     *
     * @param args file for the agent's flags, one a line; name of a recording below {@code /nodes} on the class path
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        DemoNode node = DemoNode.start(new RecordedNode(args[1], "/nodes/" + args[1]), Motion.still());
        KubeletConfig kubelet = node.kubelet();
        Files.write(
                Path.of(args[0]),
                List.of(
                        "--kubelet.url=" + kubelet.url(),
                        "--kubelet.ca-file=" + Objects.requireNonNull(kubelet.caFile()),
                        "--kubelet.token-file=" + Objects.requireNonNull(kubelet.tokenFile()),
                        "--cri.endpoint=" + node.cri()));
        new CountDownLatch(1).await();
    }
}
