package dev.dockershim.exporter.naming;

import static java.util.stream.Collectors.joining;

import dev.dockershim.exporter.node.ContainerFacts;
import dev.dockershim.exporter.node.ContainerIdentity;
import dev.dockershim.exporter.node.ContainerSnapshot.Kind;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which labels are given as Docker's kubelet gave them: flag {@code --docker.naming}.
 *
 * @param labels the parts asked for
 * @param imageForm which form the image has, if asked for
 */
public record DockerNaming(Set<DockerLabel> labels, DockerImageForm imageForm) {

    /** Labels as the node's kubelet prints them. */
    public static final DockerNaming NONE = new DockerNaming(Set.of(), DockerImageForm.ID);

    private static final String ALL_WORD = "all";
    private static final String NONE_WORD = "none";

    /** Keeps a copy. */
    public DockerNaming {
        labels = labels.isEmpty()
                ? Set.of()
                : Collections.unmodifiableSet(EnumSet.copyOf(labels)); // in the order of the enum
    }

    /**
     * Reads {@code none}, {@code all}, or parts separated by commas.
     *
     * @throws IllegalArgumentException with one line that says what to do
     */
    public static DockerNaming parse(String selection, DockerImageForm imageForm) {
        if (selection.equals(NONE_WORD)) {
            return new DockerNaming(Set.of(), imageForm);
        }
        if (selection.equals(ALL_WORD)) {
            return new DockerNaming(EnumSet.allOf(DockerLabel.class), imageForm);
        }
        Set<DockerLabel> labels = EnumSet.noneOf(DockerLabel.class);
        for (String part : selection.split(",", -1)) {
            String word = part.strip();
            if (word.equals(ALL_WORD) || word.equals(NONE_WORD)) {
                throw new IllegalArgumentException(
                        "--docker.naming: '" + word + "' stands alone: give it without others");
            }
            labels.add(Arrays.stream(DockerLabel.values())
                    .filter(label -> label.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("--docker.naming: '" + word
                            + "' is no part of docker naming: give all, none, or any of "
                            + Arrays.stream(DockerLabel.values())
                                    .map(DockerLabel::word)
                                    .collect(joining(",")))));
        }
        return new DockerNaming(labels, imageForm);
    }

    /** Whether that part is asked for. */
    public boolean has(DockerLabel label) {
        return labels.contains(label);
    }

    /** Whether the digests of images are needed. */
    public boolean wantsDigests() {
        return has(DockerLabel.IMAGE) && imageForm == DockerImageForm.DIGEST;
    }

    /**
     * The labels of a container: those asked for as Docker had them, the others, and what is not known, as the node's
     * kubelet prints them.
     */
    public ContainerIdentity labelsOf(Kind kind, ContainerIdentity printed, ContainerFacts facts) {
        if (labels.isEmpty() || kind == Kind.MACHINE) {
            return printed;
        }
        String image = has(DockerLabel.IMAGE) ? DockerNames.image(kind, printed, facts, imageForm) : null;
        String name = has(DockerLabel.NAME) ? DockerNames.name(kind, printed, facts) : null;
        return new ContainerIdentity(
                has(DockerLabel.POD_CONTAINER) ? DockerNames.container(kind, printed) : printed.container(),
                printed.device(),
                has(DockerLabel.ID) ? DockerNames.id(printed.id()) : printed.id(),
                image == null ? printed.image() : image,
                name == null ? printed.name() : name,
                printed.namespace(),
                printed.pod());
    }

    @Override
    public String toString() {
        return labels.isEmpty()
                ? NONE_WORD
                : labels.stream().map(DockerLabel::word).collect(joining(","));
    }
}
