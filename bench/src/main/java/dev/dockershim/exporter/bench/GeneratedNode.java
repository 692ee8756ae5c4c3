package dev.dockershim.exporter.bench;

import dev.dockershim.exporter.host.DiskStats;
import dev.dockershim.exporter.host.FileSystems;
import dev.dockershim.exporter.host.MountInfo;
import dev.dockershim.exporter.kubelet.CadvisorContainers;
import dev.dockershim.exporter.kubelet.CadvisorContainers.Labels;
import dev.dockershim.exporter.kubelet.Summary;
import dev.dockershim.exporter.node.IdentityIndex;
import dev.dockershim.exporter.node.KubeletLook;
import dev.dockershim.exporter.node.KubeletLook.Basis;
import dev.dockershim.exporter.node.NodeReadings;
import dev.dockershim.exporter.source.Reading;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A made-up node of any size, in the forms that the stages of a scrape take. */
final class GeneratedNode {

    /** That of this machine's root, so that an agent which is run here finds the disk. */
    private static final long CAPACITY = new File("/").getTotalSpace();

    private static final String START = "2026-11-23T08:37:29Z";
    private static final long START_SECONDS = Instant.parse(START).getEpochSecond();
    private static final int PER_POD = 2;

    private GeneratedNode() {}

    /** The body of {@code /stats/summary}, with all that a kubelet 1.36 puts into it for each container. */
    static byte[] summaryJson(int containers) {
        StringBuilder json = new StringBuilder("{\"node\":{\"nodeName\":\"node-a\"},\"pods\":[");
        for (int pod = 0; pod < containers / PER_POD; pod++) {
            json.append(pod == 0 ? "" : ",")
                    .append("{\"podRef\":{\"name\":\"web-%d\",\"namespace\":\"prod\",\"uid\":\"%s\"},\"containers\":["
                            .formatted(pod, uid(pod)));
            for (int container = 0; container < PER_POD; container++) {
                json.append(container == 0 ? "" : ",").append(containerJson(container, pod));
            }
            json.append("]}");
        }
        return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String containerJson(int container, int pod) {
        String psi = "\"psi\":{\"full\":{\"total\":0,\"avg10\":0,\"avg60\":0,\"avg300\":0},"
                + "\"some\":{\"total\":0,\"avg10\":0,\"avg60\":0,\"avg300\":0}}";
        String fs = "\"time\":\"" + START + "\",\"availableBytes\":74289152000,\"capacityBytes\":" + CAPACITY
                + ",\"inodesFree\":16199295,\"inodes\":16777216";
        return "{\"name\":\"c" + container + "\",\"startTime\":\"" + START + "\",\"cpu\":{\"time\":\"" + START
                + "\",\"usageNanoCores\":569375,\"usageCoreNanoSeconds\":153806668," + psi + "},\"memory\":{\"time\":\""
                + START + "\",\"usageBytes\":3878912,\"workingSetBytes\":831488,\"rssBytes\":114688," + psi
                + "},\"io\":{\"time\":\"" + START + "\"," + psi + "},\"rootfs\":{" + fs + ",\"usedBytes\":"
                + (3_178_496 + pod) + ",\"inodesUsed\":30},\"logs\":{" + fs + ",\"usedBytes\":8192,\"inodesUsed\":1}}";
    }

    /** All readings of one collection at the restricted level. */
    static NodeReadings readings(Summary summary) {
        return new NodeReadings(
                new Reading.Fresh<>(summary),
                new Reading.Absent<>(),
                new Reading.Absent<>(),
                new Reading.Absent<>(),
                new Reading.Fresh<>(DiskStats.parse(
                        "8 1 sda1 184211 2310 9211402 61033 902331 511220 40218744 733190 3 412870 794223"
                                .getBytes(StandardCharsets.UTF_8))),
                new Reading.Fresh<>(MountInfo.parse("212 194 8:1 /c/hostname /etc/hostname rw - ext4 /dev/sda1 rw"
                        .getBytes(StandardCharsets.UTF_8))),
                new KubeletLook(Basis.LOOK, new IdentityIndex(new CadvisorContainers(labels(summary))), 0),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of());
    }

    /** The labels that its kubelet prints. */
    static List<Labels> labels(Summary summary) {
        List<Labels> labels = new ArrayList<>();
        summary.pods()
                .forEach(pod -> pod.containers().forEach(container -> {
                    String id = "%064x".formatted(labels.size());
                    labels.add(new Labels(
                            container.name(),
                            "/kubepods/burstable/pod" + pod.podRef().uid() + "/" + id,
                            "docker.io/library/nginx:1.25",
                            id,
                            pod.podRef().namespace(),
                            pod.podRef().name(),
                            START_SECONDS));
                }));
        return labels;
    }

    private static String uid(int pod) {
        return "3f1c2b7e-6d1a-4e0f-9a53-%012x".formatted(pod);
    }

    /** A disk of the capacity that the summary tells. */
    static FileSystems fileSystems() {
        return new FileSystems() {
            @Override
            public long capacityBytes(String path) {
                return CAPACITY;
            }

            @Override
            public FileSystems.@Nullable Inodes inodes(String path) {
                return null;
            }

            @Override
            public boolean isDirectory(String path) {
                return false;
            }

            @Override
            public @Nullable String deviceMapperName(String mapping) {
                return null;
            }
        };
    }
}
