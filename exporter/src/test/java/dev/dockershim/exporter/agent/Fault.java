package dev.dockershim.exporter.agent;

import static dev.dockershim.exporter.agent.FaultyNode.SUMMARY;

import dev.dockershim.exporter.cri.v1.ContainerStats;
import dev.dockershim.exporter.cri.v1.FilesystemIdentifier;
import dev.dockershim.exporter.cri.v1.FilesystemUsage;
import dev.dockershim.exporter.demo.ReplayCri;
import dev.dockershim.exporter.kubelet.Certificates;
import dev.dockershim.exporter.kubelet.FakeKubelet;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One way in which a part of a node fails.
 *
 * @param part which part
 * @param what what is wrong with it
 * @param sources which sources cannot be read then
 * @param hangs whether the agent must wait until its deadline to know
 * @param reason part of the reason that is logged
 * @param act makes it so; {@link FaultyNode#heal} ends it, after {@code undo}
 * @param undo what is to be removed first
 */
record Fault(Part part, String what, Set<String> sources, boolean hangs, String reason, Act act, Act undo) {

    /** What every hostile answer holds; none of it may reach the log. */
    static final String SECRET = "secret-of-the-peer";

    private static final Act NOTHING = node -> {};
    private static final long MUCH = 200L * 1000 * 1000;

    /** Parts of a node that fail by themselves. */
    enum Part {
        SUMMARY("kubelet_summary"),
        KUBELET("kubelet_summary kubelet_pods"),
        RUNTIME("cri_containers cri_stats"),
        CONTAINERS("cri_containers"),
        STATS("cri_stats"),
        DISKSTATS("diskstats"),
        MOUNTINFO("mountinfo");

        private final String names;

        Part(String names) {
            this.names = names;
        }

        private Set<String> sources() {
            return Set.of(names.split(" "));
        }
    }

    /** Does something to a node. */
    @FunctionalInterface
    interface Act {
        void to(FaultyNode node) throws Exception;
    }

    static Fault of(Part part, String what, String reason, Act act) {
        return new Fault(part, what, part.sources(), false, reason, act, NOTHING);
    }

    private static Fault hanging(Part part, String what, String reason, Act act) {
        return new Fault(part, what, part.sources(), true, reason, act, NOTHING);
    }

    private Fault undoneBy(Act undoing) {
        return new Fault(part, what, sources, hangs, reason, act, undoing);
    }

    @Override
    public String toString() {
        return part + " " + what;
    }

    static List<Fault> ofKubelet() {
        return List.of(
                of(Part.KUBELET, "refuses", "refused the connection", Fault::stopKubeletWithoutConnections),
                of(
                                Part.KUBELET,
                                "has another certificate",
                                "certificate is not trusted",
                                node -> node.restartKubelet(Certificates.selfSigned("127.0.0.1")))
                        .undoneBy(FaultyNode::stopKubelet),
                of(Part.KUBELET, "takes the token no longer", "401 Unauthorized", node -> node.acceptToken("other")),
                hanging(
                        Part.SUMMARY,
                        "hangs in the headers",
                        "did not answer /stats/summary",
                        answers("HTTP/1.1 200 OK\r\nX-Secret: " + SECRET, true)),
                hanging(Part.SUMMARY, "says nothing", "did not answer /stats/summary", answers("", true)),
                hanging(
                        Part.SUMMARY,
                        "hangs in the body",
                        "did not end in time",
                        answers(ok(1000) + "{\"pods\":[\"" + SECRET, true)),
                hanging(
                        Part.SUMMARY,
                        "drips its body",
                        "did not end in time",
                        node -> node.answer(SUMMARY, (request, connection) -> {
                            connection.send(ok(1_000_000));
                            connection.drip(" ");
                        })),
                of(Part.SUMMARY, "cuts its body", "broke off", answers(ok(1000) + "{\"pods\":[\"" + SECRET, false)),
                of(
                        Part.SUMMARY,
                        "cuts a body without length",
                        "is not the JSON expected",
                        answers("HTTP/1.1 200 OK\r\n\r\n{\"pods\":[\"" + SECRET, false)),
                of(
                        Part.SUMMARY,
                        "cuts a chunk",
                        "broke off",
                        answers(
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n400\r\n{\"pods\":[\"" + SECRET,
                                false)),
                of(
                        Part.SUMMARY,
                        "sends more than it said",
                        "is not the JSON expected",
                        answers(ok(9) + "{\"pods\":[\"" + SECRET + "\"]}", false)),
                of(Part.SUMMARY, "says it sends 9 PB", "longer than", answers(ok(9_000_000_000_000_000L) + "{", false)),
                of(
                        Part.SUMMARY,
                        "says no number",
                        "/stats/summary",
                        answers("HTTP/1.1 200 OK\r\nContent-Length: " + SECRET + "\r\n\r\n{", false)),
                of(
                        Part.SUMMARY,
                        "speaks no HTTP",
                        "no HTTP answer to /stats/summary",
                        answers(SECRET + "\r\n\r\n", false)),
                of(Part.SUMMARY, "sends 200 MB", "longer than", floods(ok(MUCH), false)),
                of(
                        Part.SUMMARY,
                        "sends 200 MB in chunks",
                        "longer than",
                        floods("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", true)),
                json("is empty", ""),
                json("is no JSON", "<html>" + SECRET),
                json("is half a document", "{\"pods\":[{\"podRef\":{\"name\":\"" + SECRET),
                json("is two documents", "{}{\"pods\":[]}"),
                json("is a list", "[\"" + SECRET + "\"]"),
                json("is of another form", "{\"pods\":\"" + SECRET + "\"}"),
                json("is nested deeply", "{\"x\":" + "[".repeat(500_000)),
                json("has a long string", "{\"pods\":[{\"podRef\":{\"name\":\"" + SECRET.repeat(100_000) + "\"}}]}"),
                json("has a million containers of nothing", podWith(1_000_000, "{}")),
                of(
                        Part.SUMMARY,
                        "has 3,000 containers",
                        "names more than 2500 containers",
                        node -> node.answer(SUMMARY, 200, podWith(3_000, "{\"name\":\"a\"}"))),
                status(401),
                status(403),
                status(404),
                status(500),
                status(503),
                of(
                        Part.SUMMARY,
                        "sends elsewhere",
                        "redirects are not followed",
                        answers(
                                "HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1:1/" + SECRET
                                        + "\r\nContent-Length: 0\r\n\r\n",
                                false)));
    }

    static List<Fault> ofRuntime() {
        return List.of(
                of(Part.RUNTIME, "has no socket", "no socket at", FaultyNode::stopRuntime),
                of(Part.RUNTIME, "is no socket", "is not a socket", node -> {
                            node.stopRuntime();
                            Files.createFile(node.socket());
                        })
                        .undoneBy(node -> Files.delete(node.socket())),
                hanging(Part.RUNTIME, "hangs", "did not answer", node -> {
                    node.calls.hang("ListContainers", 1000);
                    node.calls.hang("ListContainerStats", 1000);
                }),
                hanging(
                        Part.STATS,
                        "hangs in one call",
                        "did not answer ListContainerStats",
                        node -> node.calls.hang("ListContainerStats", 1000)),
                fails(Part.CONTAINERS, "ListContainers", Status.UNIMPLEMENTED, "does not implement ListContainers"),
                fails(Part.CONTAINERS, "ListPodSandbox", Status.UNKNOWN, "answered ListPodSandbox with UNKNOWN"),
                fails(Part.CONTAINERS, "ListContainers", Status.UNAVAILABLE, "closed the connection"),
                fails(Part.STATS, "ListContainerStats", Status.UNIMPLEMENTED, "does not implement ListContainerStats"),
                fails(Part.STATS, "ListContainerStats", Status.UNAVAILABLE, "closed the connection"),
                fails(Part.STATS, "ListContainerStats", Status.PERMISSION_DENIED, "refused ListContainerStats"),
                fails(Part.STATS, "ListContainerStats", Status.DEADLINE_EXCEEDED, "in time"),
                of(Part.STATS, "answers 40 MB", "is too large", node -> node.state = withLargeStats(node.state)));
    }

    static List<Fault> ofProcfs() {
        return Stream.of(Part.DISKSTATS, Part.MOUNTINFO)
                .flatMap(part -> Stream.of(
                        of(part, "is missing", "does not exist", node -> Files.delete(file(node, part))),
                        of(part, "is a directory", "could not be read", node -> {
                                    Files.delete(file(node, part));
                                    Files.createDirectory(file(node, part));
                                })
                                .undoneBy(node -> Files.delete(file(node, part))),
                        of(
                                part,
                                "is garbage",
                                "holds no line of the form",
                                node -> Files.writeString(file(node, part), SECRET + "\n\u0000\n1 2 3 - 4\n")),
                        of(
                                part,
                                "is 20 MB",
                                "is larger than",
                                node -> Files.write(file(node, part), new byte[20_000_000]))))
                .toList();
    }

    private static Path file(FaultyNode node, Part part) {
        return node.proc().resolve(part == Part.DISKSTATS ? "diskstats" : "self/mountinfo");
    }

    /** A connection kept open would break first, and only then would a new one be refused. */
    private static void stopKubeletWithoutConnections(FaultyNode node) throws Exception {
        node.closeConnectionsAfterAnswers();
        Scrape.of(node.url(), "10");
        node.stopKubelet();
    }

    private static String ok(long length) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private static Act answers(String bytes, boolean thenWaits) {
        return node -> node.answer(SUMMARY, (request, connection) -> {
            connection.send(bytes);
            if (thenWaits) {
                connection.waitUntilClosed();
            }
            throw new IOException("closed");
        });
    }

    private static Act floods(String head, boolean chunked) {
        return node -> node.answer(SUMMARY, (FakeKubelet.Request request, FakeKubelet.Connection connection) -> {
            connection.send(head);
            connection.flood(MUCH, chunked);
        });
    }

    private static Fault json(String what, String body) {
        return of(Part.SUMMARY, "answer " + what, "is not the JSON expected", node -> node.answer(SUMMARY, 200, body));
    }

    private static String podWith(int count, String container) {
        return "{\"pods\":[{\"podRef\":{\"name\":\"a\",\"namespace\":\"a\",\"uid\":\"a\"},\"containers\":["
                + (container + ",").repeat(count - 1) + container + "]}]}";
    }

    private static Fault status(int status) {
        return of(
                Part.SUMMARY, "answers " + status, "answered " + status, node -> node.answer(SUMMARY, status, SECRET));
    }

    private static Fault fails(Part part, String method, Status status, String reason) {
        return of(
                part,
                method + " " + status.getCode(),
                reason,
                node -> node.calls.fail(method, status.withDescription(SECRET)));
    }

    private static ReplayCri.State withLargeStats(ReplayCri.State state) {
        char[] much = new char[40_000_000];
        Arrays.fill(much, 'x');
        ContainerStats.Builder large = state.stats().get(0).toBuilder();
        large.setWritableLayer(FilesystemUsage.newBuilder()
                .setFsId(FilesystemIdentifier.newBuilder().setMountpoint(new String(much))));
        return state.withStats(List.of(large.build()));
    }
}
