package dev.dockershim.exporter.cadvisor;

/**
 * What a label is to say.
 *
 * @param value plain text, not escaped
 * @param always true: replaces what is printed, and adds the label to a line that lacks it; false: only fills the label
 *     where it is printed empty
 */
public record LabelValue(String value, boolean always) {}
