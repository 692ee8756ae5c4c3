package dev.dockershim.exporter.watch;

/**
 * What is asked of the API server, as texts name it.
 *
 * @param source the value of the label {@code source}
 * @param optional whether it only adds detail
 * @param name such as {@code pods}
 * @param verb {@code is} or {@code are}
 * @param pending said before it was first answered
 * @param grant what must be granted, such as {@code list and watch on pods}
 */
record Subject(String source, boolean optional, String name, String verb, String pending, String grant) {

    /** {@code /version}. */
    static final Subject VERSION = new Subject(
            "apiserver_version",
            false,
            "the API server's version",
            "is",
            "the API server's version is being asked for",
            "get on the URL /version, as the role system:public-info-viewer does");

    /**
     * A resource.
     *
     * @param verbs what must be granted on it, as in {@code list and watch}
     */
    static Subject of(ApiResource resource, String verbs) {
        String plural = resource.plural();
        return new Subject(
                resource.source(),
                resource != ApiResource.NODES && resource != ApiResource.PODS,
                plural,
                "are",
                plural + " are being listed for the first time",
                verbs + " on " + (resource.group().isEmpty() ? plural : plural + "." + resource.group()));
    }
}
