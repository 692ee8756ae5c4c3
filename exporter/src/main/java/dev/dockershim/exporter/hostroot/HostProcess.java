package dev.dockershim.exporter.hostroot;

import dev.dockershim.exporter.evidence.Observed;
import java.util.List;

/**
 * A process of interest.
 *
 * @param name its name as {@code /proc/<pid>/comm} has it
 * @param words its command line
 */
record HostProcess(String name, Observed<List<String>> words) {}
