package dev.dockershim.exporter.workloads;

/** Compares names of images by whole parts: {@code quay.io/x/falco-exporter} is no {@code falco}. */
final class Images {

    private Images() {}

    static boolean endsWith(String image, String last) {
        return image.equals(last) || image.endsWith("/" + last);
    }
}
