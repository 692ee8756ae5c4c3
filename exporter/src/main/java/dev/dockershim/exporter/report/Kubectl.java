package dev.dockershim.exporter.report;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * kubectl as the reader has to type it, so that it means the cluster of the report.
 *
 * @param kubeconfig the file that was named; null if none was
 * @param context the context that was named; null if none was
 */
public record Kubectl(@Nullable String kubeconfig, @Nullable String context) {

    /** kubectl as it is. */
    public static final Kubectl PLAIN = new Kubectl(null, null);

    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_./:@%+=,-]+");

    /** Names of objects by kubernetes apimachinery pkg/util/validation, IsDNS1123Subdomain. */
    private static final Pattern OBJECT_NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

    /**
     * Whether a name is one that Kubernetes gives: then no shell reads anything else into it. Of other names no command
     * is made.
     */
    static boolean isObjectName(String name) {
        return OBJECT_NAME.matcher(name).matches();
    }

    /** The command with these arguments. */
    String command(String arguments) {
        return "kubectl" + (kubeconfig == null ? "" : " --kubeconfig " + quoted(kubeconfig))
                + (context == null ? "" : " --context " + quoted(context))
                + " " + arguments;
    }

    /** For POSIX shells: one word, whatever is in it. */
    static String quoted(String word) {
        return PLAIN_WORD.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
