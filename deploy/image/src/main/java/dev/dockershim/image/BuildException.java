package dev.dockershim.image;

/** The image cannot be made. Its message is one line that says what to do. */
public final class BuildException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** With one line that says what to do. */
    public BuildException(String message) {
        super(message);
    }
}
