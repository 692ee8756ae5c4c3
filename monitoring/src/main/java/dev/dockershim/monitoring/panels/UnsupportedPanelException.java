package dev.dockershim.monitoring.panels;

/** A panel uses what the preview cannot draw; shown in its place, so that nobody takes half of it for all. */
public final class UnsupportedPanelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What it uses, such as {@code panel type "geomap"}. */
    public UnsupportedPanelException(String what) {
        super(what);
    }
}
