package dev.dockershim.exporter.demo;

import dev.dockershim.exporter.demo.ReplayKubelet.Answer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What a recorded node's kubelet answers. */
final class KubeletAnswers {

    static final String JSON = "application/json";

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private KubeletAnswers() {}

    /**
     * The answers by path, values moving on.
     *
     * @param pods the answer at {@code /pods}
     */
    static Map<String, Answer> of(NodeFiles node, byte[] pods, Motion motion) {
        RecordedCadvisor cadvisor = new RecordedCadvisor(node.read("metrics-cadvisor.prom"), motion);
        RecordedSummary summary = new RecordedSummary(node.read("stats-summary.json"), motion);
        Map<String, Answer> answers = new HashMap<>();
        answers.put("/stats/summary", new Answer(JSON, summary::now));
        answers.put("/pods", new Answer(JSON, () -> pods));
        answers.put("/metrics/cadvisor", new Answer(TEXT, cadvisor::now));
        if (node.has("configz.json")) {
            byte[] configz = node.read("configz.json");
            answers.put("/configz", new Answer(JSON, () -> configz));
        }
        if (node.has("kubelet-version")) {
            byte[] metrics = metrics(node.read("kubelet-version"));
            answers.put("/metrics", new Answer(TEXT, () -> metrics));
        }
        return answers;
    }

    /** Of a kubelet's own metrics the one that tells its version. */
    private static byte[] metrics(byte[] version) {
        return """
                # HELP kubernetes_build_info [ALPHA] Version of Kubernetes, always 1.
                # TYPE kubernetes_build_info gauge
                kubernetes_build_info{compiler="gc",git_version="%s",platform="linux/amd64"} 1
                """.formatted(new String(version, StandardCharsets.UTF_8).strip())
                .getBytes(StandardCharsets.UTF_8);
    }
}
