package dev.dockershim.exporter.webconfig;

/** Whether clients are asked for a certificate, and what becomes of it: Go's {@code tls.ClientAuthType}. */
enum ClientAuth {
    NO_CLIENT_CERT(false, false, false),
    REQUEST_CLIENT_CERT(true, false, false),
    REQUIRE_ANY_CLIENT_CERT(true, true, false),
    VERIFY_CLIENT_CERT_IF_GIVEN(true, false, true),
    REQUIRE_AND_VERIFY_CLIENT_CERT(true, true, true);

    private final boolean requests;
    private final boolean requires;
    private final boolean verifies;

    ClientAuth(boolean requests, boolean requires, boolean verifies) {
        this.requests = requests;
        this.requires = requires;
        this.verifies = verifies;
    }

    static ClientAuth of(String key, String name) throws WebConfigException {
        return switch (name) {
            case "", "NoClientCert" -> NO_CLIENT_CERT;
            case "RequestClientCert" -> REQUEST_CLIENT_CERT;
            // The second is an old name that the toolkit still takes.
            case "RequireAnyClientCert", "RequireClientCert" -> REQUIRE_ANY_CLIENT_CERT;
            case "VerifyClientCertIfGiven" -> VERIFY_CLIENT_CERT_IF_GIVEN;
            case "RequireAndVerifyClientCert" -> REQUIRE_AND_VERIFY_CLIENT_CERT;
            default ->
                throw new WebConfigException(
                        key,
                        "unknown client auth type \"" + name + "\"; known are NoClientCert, RequestClientCert,"
                                + " RequireAnyClientCert, VerifyClientCertIfGiven and RequireAndVerifyClientCert");
        };
    }

    boolean requests() {
        return requests;
    }

    boolean requires() {
        return requires;
    }

    boolean verifies() {
        return verifies;
    }
}
