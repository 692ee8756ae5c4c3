package dev.dockershim.monitoring.prometheus;

/** Prometheus gave no answer, or said what is wrong with the question. */
public final class PrometheusException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** In one line. */
    public PrometheusException(String message) {
        super(message);
    }

    /** In one line. */
    public PrometheusException(String message, Throwable cause) {
        super(message, cause);
    }
}
