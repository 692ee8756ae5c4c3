package dev.dockershim.exporter.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A host's files: by path the text of a file, or {@code {"link": target}}, {@code {"base64": bytes}}, or
 * {@code {"socket": true}}. They can change while they are read.
 */
final class HostTree implements AutoCloseable {

    private static final String PROCESSES = "/proc/";

    private final Path root;
    private final Path next;
    private final Map<String, ServerSocketChannel> sockets = new HashMap<>();
    private Map<String, JsonNode> written = Map.of();

    private HostTree(Path root) {
        this.root = root;
        this.next = root.resolveSibling("host.next");
    }

    /** The files of the host of that name, a document in {@code /demo/hosts}. */
    static Map<String, JsonNode> files(String name) {
        Map<String, JsonNode> files = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry :
                read("/demo/hosts/" + name + ".json").properties()) {
            files.put(entry.getKey(), entry.getValue());
        }
        return files;
    }

    /** Writes a host with these files into {@code root}. */
    static HostTree write(Map<String, JsonNode> files, Path root) throws IOException {
        HostTree tree = new HostTree(root);
        tree.become(files);
        return tree;
    }

    Path root() {
        return root;
    }

    /** Changes what differs from these files, one after the other; each is whole at any time. */
    void become(Map<String, JsonNode> files) throws IOException {
        for (String path : written.keySet()) {
            if (!files.containsKey(path)) {
                remove(path);
            }
        }
        for (Map.Entry<String, JsonNode> file : files.entrySet()) {
            if (!file.getValue().equals(written.get(file.getKey()))) {
                put(file.getKey(), file.getValue());
            }
        }
        written = Map.copyOf(files);
    }

    @Override
    public void close() throws IOException {
        for (ServerSocketChannel socket : sockets.values()) {
            socket.close();
        }
    }

    private void put(String name, JsonNode what) throws IOException {
        Path path = root.resolve(name.substring(1));
        Files.createDirectories(path.getParent());
        if (what.has("socket")) {
            ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            sockets.put(name, socket);
            socket.bind(UnixDomainSocketAddress.of(path));
            return;
        }
        if (what.isString()) {
            Files.writeString(next, what.stringValue());
        } else if (what.has("base64")) {
            Files.write(next, Base64.getDecoder().decode(what.path("base64").stringValue()));
        } else {
            Files.createSymbolicLink(next, Path.of(what.path("link").stringValue()));
        }
        Files.move(next, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private void remove(String name) throws IOException {
        ServerSocketChannel socket = sockets.remove(name);
        if (socket != null) {
            socket.close();
        }
        Path path = root.resolve(name.substring(1));
        Path directory = Objects.requireNonNull(path.getParent());
        Files.delete(path);
        if (name.startsWith(PROCESSES) && isEmpty(directory)) {
            Files.delete(directory); // the process has ended
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.findAny().isEmpty();
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
