package dev.dockershim.exporter.cluster;

import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.RuntimeName.Kind;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import java.util.List;

/**
 * What a Node object comes to; shared by all nodes whose objects tell the same.
 *
 * @param evidence the node's evidence
 * @param fresh whether the object's word is new enough to count
 * @param runtime its runtime; unknown too if that is only what was last told
 * @param ofRuntime results of the checks of the runtime
 * @param ofNetwork results of the checks of the network
 * @param others results of the checks of metrics and of Windows
 */
record SeenNode(
        NodeEvidence evidence,
        boolean fresh,
        Kind runtime,
        List<Result> ofRuntime,
        List<Result> ofNetwork,
        List<Result> others) {}
