package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.cluster.Shard;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The flags that divide a cluster among several watchers. */
final class ShardOptions {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");
    private static final Pattern ORDINAL = Pattern.compile(".*-(\\d{1,4})");
    private static final int MOST = 1000;

    @Option(
            names = "--shard",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Which part of the cluster to speak for, from 0; auto: the number at the end of the pod's name,"
                            + " as a StatefulSet gives it ($POD_NAME, else the host name). Default: 0.")
    private String shard = "0";

    @Option(
            names = "--total-shards",
            paramLabel = "N",
            defaultValue = "1",
            description = "Into how many parts the cluster is divided. Default: 1.")
    private int totalShards = 1;

    /**
     * The part that the flags mean.
     *
     * @param podName asked only for {@code auto}
     * @throws IllegalArgumentException with one line that names the flag at fault
     */
    Shard toShard(Supplier<String> podName) {
        if (totalShards < 1 || totalShards > MOST) {
            throw new IllegalArgumentException("--total-shards: " + totalShards + " is not from 1 to " + MOST);
        }
        int index = shard.equals("auto") ? ordinal(podName.get()) : number(shard);
        if (index >= totalShards) {
            throw new IllegalArgumentException("--shard: " + index + " is not below --total-shards, " + totalShards);
        }
        return new Shard(index, totalShards);
    }

    private static int number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("--shard: '" + text + "' is neither auto nor a number from 0");
        }
        return Integer.parseInt(text);
    }

    private static int ordinal(String podName) {
        Matcher matcher = ORDINAL.matcher(podName);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "--shard=auto: the pod's name has no number at its end; run the watcher as a StatefulSet");
        }
        return Integer.parseInt(matcher.group(1));
    }
}
