package dev.dockershim.exporter.pem;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and unencrypted private keys in PEM (RFC 7468), and the older forms of key that openssl still writes. */
public final class Pem {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    private Pem() {}

    /** All certificates of a file, in order; other blocks are passed over. */
    public static List<X509Certificate> certificates(byte[] pem) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> found = new ArrayList<>();
        Matcher block = blocks(pem);
        while (block.find()) {
            if (block.group(1).equals("CERTIFICATE")) {
                found.add((X509Certificate)
                        factory.generateCertificate(new ByteArrayInputStream(decode(block.group(2)))));
            }
        }
        return found;
    }

    /**
     * The first private key of a file: PKCS#8, PKCS#1 (RSA) or SEC 1 (EC).
     *
     * @throws GeneralSecurityException if there is none, or it is encrypted; the message holds nothing of the key
     */
    public static PrivateKey privateKey(byte[] pem) throws GeneralSecurityException {
        Matcher block = blocks(pem);
        while (block.find()) {
            String type = block.group(1);
            String body = block.group(2);
            if (type.equals("ENCRYPTED PRIVATE KEY") || body.contains("Proc-Type")) {
                throw new GeneralSecurityException("the private key is encrypted");
            }
            // Others stand beside a key now and then: a certificate, EC PARAMETERS.
            if (type.equals("PRIVATE KEY")) {
                return pkcs8(decode(body));
            } else if (type.equals("RSA PRIVATE KEY")) {
                return pkcs8(Pkcs8Wrapping.ofPkcs1(decode(body)));
            } else if (type.equals("EC PRIVATE KEY")) {
                return pkcs8(Pkcs8Wrapping.ofSec1(decode(body)));
            }
        }
        throw new GeneralSecurityException("no private key in PEM");
    }

    private static Matcher blocks(byte[] pem) {
        return BLOCK.matcher(new String(pem, StandardCharsets.ISO_8859_1));
    }

    private static byte[] decode(String base64) {
        return Base64.getMimeDecoder().decode(base64);
    }

    private static PrivateKey pkcs8(byte[] der) throws GeneralSecurityException {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(der);
        for (String algorithm : List.of("EC", "RSA", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                // another algorithm's key
            }
        }
        throw new GeneralSecurityException("the private key is neither RSA nor EC nor EdDSA");
    }
}
