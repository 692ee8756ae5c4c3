package dev.dockershim.exporter.workloads;

/** Compares names of images by whole parts: {@code quay.io/x/falco-exporter} is no {@code falco}. */
final class Images {

    private Images() {}

    static boolean endsWith(String image, String last) {
        int before = image.length() - last.length() - 1;
        return image.endsWith(last) && (before < 0 || image.charAt(before) == '/');
    }
}
