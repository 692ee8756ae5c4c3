package dev.dockershim.exporter.cadvisor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes answers that use all that the text format allows, and breaks some lines. */
final class RandomAnswer {

    static final List<String> FAMILIES = List.of(
            "container_fs_usage_bytes",
            "container_fs_usage",
            "container_fs_usage_bytes_total",
            "container_memory_failcnt",
            "container_fs_reads_merged_total",
            "machine_cpu_cores",
            "container:rule");

    private static final List<String> TEXTS = List.of(
            "",
            "app",
            "a\\\\b",
            "say \\\"hi\\\"",
            "two\\nlines",
            "}",
            "a,b",
            "{x=\\\"1\\\"}",
            "näme",
            "\u2028\uD83D\uDC33",
            "# x",
            "ends in \\\\",
            " 1 2",
            "a=b");
    private static final List<String> VALUES =
            List.of("0", "1", "-1.5", "1.795423049e+09", "NaN", "+Inf", "-Inf", "Inf", ".5", "5.", "1E-3", "nan");
    private static final List<String> TIMES = List.of("", "", " 1795423503256", "  5", " -1234", "\t1000", " 0 ");
    private static final List<String> TAILS =
            List.of("", "", "", " # {trace_id=\"a}\"} 1 2", " # {} 0.5 1795423503.256");
    private static final List<String> BROKEN = List.of(
            "container_fs_usage_bytes{container=\"x\"",
            "container_fs_usage_bytes{container=\"x\",id=\"/\"}",
            "container_fs_usage_bytes{container=\"x\",id=\"/\"} one 5",
            "container_fs_usage_bytes{container=\"x\",id=\"/\"} 1 5 7",
            "container_fs_usage_bytes{container=\"x\",id=\"/\"} 1 5.5",
            "container_fs_usage_bytes{container=x,id=\"/\"} 1 5",
            "container_fs_usage_bytes{container=\"x\" id=\"/\"} 1 5",
            "container_fs_usage_bytes{,} 1 5",
            "container_fs_usage_bytes{id=\"/\",id=\"/\"} 1 5",
            "container_fs_usage_bytes{id=\"\\",
            "container_fs_usage_bytes",
            "{\"container_fs_usage_bytes\",id=\"/\"} 1 5",
            "7up 1 5",
            "}{",
            "\u0000",
            "container_fs-usage 1 5");

    private final Random random;
    private final List<String> ids;

    /** Label blocks that were used, to be used again. */
    private final List<String> blocks = new ArrayList<>();

    /** Answers about containers of some of those ids. */
    RandomAnswer(Random random, List<String> ids) {
        this.random = random;
        this.ids = ids;
    }

    /** 64 hex digits. */
    static String id(Random random) {
        StringBuilder id = new StringBuilder();
        while (id.length() < 64) {
            id.append(Character.forDigit(random.nextInt(16), 16));
        }
        return id.toString();
    }

    /** Labels of a row. */
    static Map<String, LabelValue> labels(Random random) {
        Map<String, LabelValue> labels = new HashMap<>();
        for (String name : List.of("container", "id", "image", "name", "namespace", "pod")) {
            if (random.nextInt(3) == 0) {
                String value = pick(random, List.of("", "new", "a\\b", "\"quoted\"", "x\ny", "größer"));
                labels.put(name, new LabelValue(value, random.nextBoolean()));
            }
        }
        return labels;
    }

    /** An answer of so many blocks; {@code broken} adds lines that break the format. */
    String text(int blocks, boolean broken) {
        StringBuilder text = new StringBuilder();
        List<String> names = new ArrayList<>(FAMILIES);
        Collections.shuffle(names, random);
        for (int i = 0; i < blocks; i++) {
            String name = names.get(i % names.size());
            if (i < names.size() && random.nextInt(5) > 0) {
                text.append("# HELP ").append(name).append(" Some \"help\", \\\\ and \\n.\n");
                text.append("# TYPE ").append(name).append(' ');
                text.append(pick(List.of("counter", "gauge", "untyped"))).append('\n');
            }
            for (int n = random.nextInt(6); n > 0; n--) {
                text.append(sample(name)).append('\n');
                if (random.nextInt(8) == 0) {
                    text.append(pick(List.of("", "  ", "# a comment", "#HELP none", "# HELP", "#")))
                            .append('\n');
                }
                if (broken && random.nextInt(8) == 0) {
                    text.append(pick(BROKEN)).append('\n');
                }
            }
        }
        return text.toString();
    }

    private String sample(String name) {
        if (random.nextInt(6) == 0) {
            return name + pick(List.of(" ", "\t", "{} ", "{}", "{ } ")) + pick(VALUES) + pick(TIMES) + pick(TAILS);
        }
        return pick(List.of("", "", "", " "))
                + name
                + (blocks.isEmpty() || random.nextInt(3) == 0 ? newBlock() : pick(blocks))
                + pick(List.of(" ", " ", "", "  "))
                + pick(VALUES)
                + pick(TIMES)
                + pick(TAILS);
    }

    private String newBlock() {
        List<String> labels = new ArrayList<>();
        for (String label : List.of("container", "image", "name", "namespace", "pod", "container_name", "pod_name")) {
            if (random.nextInt(label.endsWith("_name") ? 8 : 5) > (label.endsWith("_name") ? 6 : 0)) {
                labels.add(label + equals() + '"' + pick(TEXTS) + '"');
            }
        }
        if (random.nextInt(6) > 0) {
            labels.add("id" + equals() + '"' + cgroup() + '"');
        }
        labels.add(pick(List.of("device", "le", "i", "podx", "identity")) + "=\"" + pick(TEXTS) + '"');
        Collections.shuffle(labels, random);
        String separator = pick(List.of(",", ",", ",", ", ", " ,", "\t,\t"));
        String end = pick(List.of("}", "}", ",}", " }", " , }"));
        String block = pick(List.of("{", "{", "{ ", " {")) + String.join(separator, labels) + end;
        blocks.add(block);
        return block;
    }

    private String equals() {
        return pick(List.of("=", "=", "=", " = ", "= "));
    }

    private String cgroup() {
        String id = pick(ids);
        return pick(List.of(
                "/",
                "",
                "/kubepods",
                "/kubepods/pod1/" + id,
                id,
                "/kubepods.slice/pod1.slice/cri-containerd-" + id + ".scope",
                "/kubepods.slice/pod1.slice/crio-" + id + ".scope",
                "/kubepods.slice/pod1.slice/docker-" + id + ".scope",
                "/kubepods.slice/pod1.slice/cri-containerd-" + id + ".scope/init",
                "/kubepods.slice/pod1.slice/crio-" + id + ".scope/cri-containerd-" + id + ".scope",
                "/kubepods.slice/pod1.slice/crio-conmon-" + id + ".scope",
                "/kubepods.slice/pod1.slice/cri-containerd-" + id.substring(1) + ".scope",
                "/kubepods.slice/pod1.slice:cri-containerd:" + id,
                "/kubepods/a\\\\b\\\"/" + id));
    }

    private <T> T pick(List<T> from) {
        return pick(random, from);
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
