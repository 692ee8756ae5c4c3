package dev.dockershim.exporter.hostroot;

import java.util.List;

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

    List<HostProcess> all() {
        return processes;
    }
}
