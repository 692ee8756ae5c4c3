package dev.dockershim.exporter.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Certificates and keys of a server and its clients, in one directory, made by openssl: so that they come in the forms in
 * which operators have them.
 */
final class WebCertificates {

    private static final String SERVER = "subjectAltName=DNS:localhost,IP:127.0.0.1";
    private static final String NAMES = "subjectAltName=DNS:client.example,IP:192.0.2.7,IP:2001:db8:0:0:1:0:0:7,"
            + "email:scraper@example.org,URI:spiffe://example.org/prometheus\nextendedKeyUsage=clientAuth";
    private static final List<String> EC = List.of("ec", "-pkeyopt", "ec_paramgen_curve:P-256");

    private final Path directory;
    private final String openssl = Requirements.program("openssl").toString();

    private WebCertificates(Path directory) {
        this.directory = directory;
    }

    /** Makes all of them. */
    static WebCertificates in(Path directory) {
        WebCertificates made = new WebCertificates(directory);
        made.authority("ca");
        made.authority("client-ca");
        made.authority("other-ca");
        made.server();
        made.clients();
        return made;
    }

    /** Makes an authority: {@code <name>.crt} and {@code <name>.key}. */
    private void authority(String name) {
        run("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30")
                .with("-subj", "/CN=" + name)
                .with("-keyout", name + ".key", "-out", name + ".crt")
                .end();
    }

    /** Makes a key and its certificate by an authority. */
    private void signed(String name, String authority, List<String> algorithm, String extensions) {
        run("req", "-new", "-newkey")
                .with(algorithm)
                .with("-nodes", "-subj", "/CN=" + name)
                .with("-keyout", name + ".key", "-out", name + ".csr")
                .end();
        sign(name, name, authority, "30", extensions);
    }

    /** Makes a key of a server and its certificate by an authority. */
    void server(String name, String authority) {
        signed(name, authority, EC, SERVER);
    }

    private void server() {
        signed("server", "ca", List.of("rsa:2048"), SERVER);
        run("rsa", "-in", "server.key", "-traditional", "-out", "server-pkcs1.key")
                .end();
        run("pkcs8", "-topk8", "-in", "server.key", "-v2", "aes256", "-passout", "pass:secret", "-out", "encrypted.key")
                .end();
        run("ecparam", "-name", "prime256v1", "-genkey", "-out", "ec.key").end();
        request("ec");
        sign("ec", "ec", "ca", "30", SERVER);
        run("pkcs8", "-topk8", "-nocrypt", "-in", "ec.key", "-out", "ec-pkcs8.key")
                .end();
        signed("p384", "ca", List.of("ec", "-pkeyopt", "ec_paramgen_curve:P-384"), SERVER);
        signed("ed25519", "ca", List.of("ed25519"), SERVER);
        signed("intermediate", "ca", EC, "basicConstraints=critical,CA:TRUE\nkeyUsage=keyCertSign");
        signed("chained", "intermediate", EC, SERVER);
        join("chain.crt", "chained.crt", "intermediate.crt");
    }

    private void clients() {
        signed("client", "client-ca", EC, NAMES);
        signed("stranger", "other-ca", EC, NAMES);
        request("client");
        sign("expired", "client", "client-ca", "-1", NAMES);
        sign("for-servers", "client", "client-ca", "30", "extendedKeyUsage=serverAuth");
        run("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30")
                .with("-subj", "/CN=self-signed", "-addext", "extendedKeyUsage=clientAuth")
                .with("-keyout", "self-signed.key", "-out", "self-signed.crt")
                .end();
        join("both-cas.crt", "client-ca.crt", "other-ca.crt");
    }

    private void request(String name) {
        run("req", "-new", "-key", name + ".key", "-subj", "/CN=" + name, "-out", name + ".csr")
                .end();
    }

    private void sign(String name, String request, String authority, String days, String extensions) {
        try {
            Files.writeString(directory.resolve("extensions"), extensions + "\n");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        run("x509", "-req", "-in", request + ".csr", "-CA", authority + ".crt", "-CAkey", authority + ".key")
                .with("-CAcreateserial", "-days", days, "-extfile", "extensions", "-out", name + ".crt")
                .end();
    }

    private void join(String name, String... parts) {
        StringBuilder joined = new StringBuilder();
        try {
            for (String part : parts) {
                joined.append(Files.readString(directory.resolve(part)));
            }
            Files.writeString(directory.resolve(name), joined);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Call run(String... arguments) {
        return new Call().with(arguments);
    }

    /** One call of openssl, in the directory. */
    private final class Call {

        private final List<String> command = new ArrayList<>(List.of("env", "-C", directory.toString(), openssl));

        private Call with(String... arguments) {
            return with(List.of(arguments));
        }

        private Call with(List<String> arguments) {
            command.addAll(arguments);
            return this;
        }

        private void end() {
            ExternalProcess.run(command);
        }
    }
}
