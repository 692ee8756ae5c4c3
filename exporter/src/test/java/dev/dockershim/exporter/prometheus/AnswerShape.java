package dev.dockershim.exporter.prometheus;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The labels of a sample by which it speaks of a container, without what must differ between two recorded nodes: the
 * node's name at the end of a static pod's, its uid, attempts and ids.
 *
 * @param labels of {@code container}, {@code container_name}, {@code namespace}, {@code pod}, {@code pod_name} and
 *     {@code name} those that the sample has
 */
record AnswerShape(Map<String, String> labels) implements Comparable<AnswerShape> {

    private static final Pattern NODE = Pattern.compile("-node-[a-z]$");

    /** Docker's, with the form of uid that static pods have, or of any other. */
    private static final Pattern DOCKER_NAME = Pattern.compile(
            "k8s_([^_]+)_([^_]+)_([^_]+)_(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_[0-9]+");

    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    static AnswerShape of(Map<String, String> labels) {
        Map<String, String> shape = new TreeMap<>();
        labels.forEach((name, value) -> {
            switch (name) {
                case "container", "container_name", "namespace" -> shape.put(name, value);
                case "pod", "pod_name" -> shape.put(name, withoutNode(value));
                case "name" -> shape.put(name, nameShape(value));
                default -> {}
            }
        });
        return new AnswerShape(shape);
    }

    @Override
    public int compareTo(AnswerShape other) {
        return Comparator.comparing((AnswerShape shape) -> shape.labels().toString())
                .compare(this, other);
    }

    @Override
    public String toString() {
        return labels.toString();
    }

    private static String nameShape(String name) {
        Matcher docker = DOCKER_NAME.matcher(name);
        if (docker.matches()) {
            return "k8s_%s_%s_%s_<uid>_<attempt>"
                    .formatted(docker.group(1), withoutNode(docker.group(2)), docker.group(3));
        }
        return ID.matcher(name).matches() ? "<id>" : name;
    }

    private static String withoutNode(String pod) {
        return NODE.matcher(pod).replaceFirst("");
    }
}
