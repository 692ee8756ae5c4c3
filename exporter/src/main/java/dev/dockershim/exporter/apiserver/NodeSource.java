package dev.dockershim.exporter.apiserver;

import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.kubelet.KubeletClient;
import dev.dockershim.exporter.kubelet.KubeletJson;
import dev.dockershim.exporter.kubelet.Peer;
import dev.dockershim.exporter.nodespec.NodeManifest;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.Source;
import dev.dockershim.exporter.source.SourceException;
import java.io.InputStream;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads one Node object; needs {@code get} on {@code nodes}. With {@code resourceVersion=0} the API server answers from
 * its cache, and etcd is not asked.
 */
public final class NodeSource implements Source<Observed<NodeObject>> {

    private static final String NODES = "/api/v1/nodes/";
    private static final long MAX_BYTES = 1024 * 1024;
    private static final int MAX_NAME = 253;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");
    private static final KubeletJson<NodeManifest> JSON = new KubeletJson<>(NodeManifest.class, Peer.API_SERVER);

    private final KubeletClient client;
    private final String name;

    /**
     * A source that asks through {@code client}.
     *
     * @param name the node's; a host name may have capitals, a Node's name has none (kubernetes pkg/util/node)
     */
    public NodeSource(KubeletClient client, String name) {
        this.client = client;
        this.name = name.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public String name() {
        return "apiserver_node";
    }

    @Override
    public Observed<NodeObject> read(Deadline deadline) throws SourceException, InterruptedException {
        if (name.length() > MAX_NAME || !NAME.matcher(name).matches()) {
            return Observed.missing(Reason.ABSENT, "no Node can have this name: set --node.name to the Node's");
        }
        try {
            return parse(client.fetch(NODES + name + "?resourceVersion=0", MAX_BYTES, deadline));
        } catch (SourceException e) {
            if (e.isAbsent()) {
                return Observed.missing(
                        Reason.ABSENT, "the API server has no Node of this name: set --node.name to the Node's");
            }
            throw e;
        }
    }

    static Observed<NodeObject> parse(InputStream body) throws SourceException {
        NodeObject node = JSON.read(body, "/api/v1/nodes").toNodeObject();
        return node == null
                ? Observed.missing(Reason.INVALID, "the API server's answer is no Node with a status")
                : Observed.seen(node);
    }
}
