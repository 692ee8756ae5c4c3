package dev.dockershim.exporter.hostroot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The processes of interest at one moment; command lines can only be seen within this package. */
public final class ProcessList {

    private final List<HostProcess> processes;

    ProcessList(List<HostProcess> processes) {
        this.processes = List.copyOf(processes);
    }

    /**
     * Equal for lists that tell the same, and only for those: to be kept without the command lines, which may hold a
     * password.
     */
    public String fingerprint() {
        MessageDigest digest = sha256();
        for (HostProcess process : processes) {
            List<String> words = process.words().orNull();
            update(digest, process.name());
            update(digest, words == null ? String.valueOf(process.words()) : Integer.toString(words.size()));
            if (words != null) {
                words.forEach(word -> update(digest, word));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** With an end that no name and no word has: a NUL ends both in Linux. */
    private static void update(MessageDigest digest, String text) {
        digest.update(text.getBytes(UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java has SHA-256", e);
        }
    }

    /** Whether a process of that name runs. */
    boolean runs(String name) {
        return processes.stream().anyMatch(process -> process.name().equals(name));
    }

    /** The processes of a name. */
    List<HostProcess> named(String name) {
        return processes.stream().filter(process -> process.name().equals(name)).toList();
    }

    /**
     * The arguments of the only process of that name. Of several containerds dockerd's own, which it starts with a file of
     * its own (moby libcontainerd/supervisor), does not count.
     *
     * @return null if none runs, several do, or its command line is not known
     */
    @Nullable
    List<String> arguments(String name) {
        List<List<String>> found = new ArrayList<>();
        for (HostProcess process : named(name)) {
            List<String> words = process.words().orNull();
            if (words == null) {
                return null;
            }
            if (words.stream().noneMatch(word -> word.contains("/docker/containerd/"))) {
                found.add(words.subList(1, words.size()));
            }
        }
        return found.size() == 1 ? found.get(0) : null;
    }

    List<HostProcess> all() {
        return processes;
    }
}
