package dev.dockershim.exporter.hostroot;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The processes of interest at one moment; command lines can only be seen within this package. */
public final class ProcessList {

    private final List<HostProcess> processes;

    ProcessList(List<HostProcess> processes) {
        this.processes = List.copyOf(processes);
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
