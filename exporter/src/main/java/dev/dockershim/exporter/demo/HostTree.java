package dev.dockershim.exporter.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A host's files, written from one document: by path the text of a file, or {@code {"link": target}}, {@code {"base64": bytes}}, or
 * {@code {"socket": true}}.
 */
final class HostTree implements AutoCloseable {

    private final Path root;
    private final List<ServerSocketChannel> sockets = new ArrayList<>();

    private HostTree(Path root) {
        this.root = root;
    }

    /** Writes the host of that name, a document in {@code /demo/hosts}, into {@code root}. */
    static HostTree write(String name, Path root) throws IOException {
        HostTree tree = new HostTree(root);
        JsonNode document = read("/demo/hosts/" + name + ".json");
        for (Map.Entry<String, JsonNode> entry : document.properties()) {
            tree.put(root.resolve(entry.getKey().substring(1)), entry.getValue());
        }
        return tree;
    }

    Path root() {
        return root;
    }

    @Override
    public void close() throws IOException {
        for (ServerSocketChannel socket : sockets) {
            socket.close();
        }
    }

    private void put(Path path, JsonNode what) throws IOException {
        Files.createDirectories(path.getParent());
        if (what.isString()) {
            Files.writeString(path, what.stringValue());
        } else if (what.has("base64")) {
            Files.write(path, Base64.getDecoder().decode(what.path("base64").stringValue()));
        } else if (what.has("link")) {
            Files.createSymbolicLink(path, Path.of(what.path("link").stringValue()));
        } else {
            ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            sockets.add(socket);
            socket.bind(UnixDomainSocketAddress.of(path));
        }
    }

    private static JsonNode read(String resource) {
        try (InputStream in = HostTree.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no " + resource);
            }
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
