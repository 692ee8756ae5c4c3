package dev.dockershim.exporter.demo;

import dev.dockershim.exporter.demo.ClusterMoves.Stage;
import dev.dockershim.exporter.demo.ClusterTables.NodeRow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The Node objects of the recorded cluster. */
final class ClusterNodes {

    /** A kubelet tells that it lives each five minutes, if nothing else changes (kubelet nodeStatusReportFrequency). */
    private static final int HEARTBEAT_STEPS = 8;

    private static final Duration AGE = Duration.ofDays(400);

    private final ClusterTables tables;
    private final ClusterMoves moves;
    private final Instant start;

    ClusterNodes(ClusterTables tables, ClusterMoves moves, Instant start) {
        this.tables = tables;
        this.moves = moves;
        this.start = start.truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * A node at a step.
     *
     * @param index its place among the nodes, so that not all report at once
     */
    ObjectNode node(NodeRow row, int index, long step) {
        Stage stage = moves.stage(row.names(), step);
        return new ReplayNode(
                        row.names(),
                        made(row, stage),
                        row.role(),
                        cordoned(row, stage),
                        ready(row, stage),
                        heartbeat(row, index, step),
                        new ReplayNode.Software(runtime(row, stage), row.kubelet(), os(row), row.image()))
                .json();
    }

    /** The node's runtime as its object names it at a stage. */
    String runtime(NodeRow row, Stage stage) {
        return stage.compareTo(Stage.CHANGED) >= 0 ? tables.moving().to() : row.runtime();
    }

    private ReplayNode.Made made(NodeRow row, Stage stage) {
        ClusterTables.Distribution distribution = tables.distributions().get(row.by());
        if (distribution == null) {
            throw new IllegalStateException(row.names() + " is by nobody");
        }
        Map<String, String> annotations = new LinkedHashMap<>(distribution.annotations());
        String socket = stage.compareTo(Stage.ANNOTATED) >= 0 ? tables.moving().socket() : row.socket();
        if (socket != null) {
            annotations.put(ReplayNode.CRI_SOCKET, socket);
        }
        return new ReplayNode.Made(distribution.labels(), annotations, start.minus(AGE));
    }

    private @Nullable Instant cordoned(NodeRow row, Stage stage) {
        boolean is = stage == Stage.NOT_BEGUN ? row.cordoned() != null : stage != Stage.BACK;
        return is ? start.minus(Duration.ofMinutes(row.cordoned() == null ? 0 : row.cordoned())) : null;
    }

    private static String ready(NodeRow row, Stage stage) {
        return stage == Stage.STOPPED ? "False" : row.ready() == null ? "True" : row.ready();
    }

    private Instant heartbeat(NodeRow row, int index, long step) {
        if (row.silent() != null) {
            return start.minus(Duration.ofMinutes(row.silent()));
        }
        long phase = index % HEARTBEAT_STEPS;
        long last = Math.floorDiv(step + phase, (long) HEARTBEAT_STEPS) * HEARTBEAT_STEPS - phase;
        return start.plus(ClusterMoves.STEP.multipliedBy(Math.max(0, last)));
    }

    private static String os(NodeRow row) {
        @Nullable String os = row.os();
        return os == null ? "linux" : os;
    }
}
