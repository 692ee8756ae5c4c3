package dev.dockershim.exporter.agent;

import io.prometheus.client.Collector;
import io.prometheus.client.Counter;
import java.util.List;
import java.util.Locale;

/** Counts how the answers of the compatibility endpoint ended. */
final class CadvisorAnswers extends Collector {

    private final Counter answers = Counter.build(
                    "dockershim_bridge_cadvisor_answers_total",
                    "Answers at /metrics/cadvisor: complete; refused, since the kubelet gave none; cut, since the"
                            + " kubelet's broke off; or left by the client.")
            .labelNames("outcome")
            .create();

    CadvisorAnswers() {
        for (Outcome outcome : Outcome.values()) {
            answers.labels(outcome.label());
        }
    }

    /** How an answer ended. */
    enum Outcome {
        COMPLETE,
        REFUSED,
        CUT,
        LEFT;

        private String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    void count(Outcome outcome) {
        answers.labels(outcome.label()).inc();
    }

    @Override
    public List<MetricFamilySamples> collect() {
        return answers.collect();
    }
}
