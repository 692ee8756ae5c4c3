package dev.dockershim.exporter.pem;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Puts the envelope of PKCS#8 (RFC 5208) around the two older forms of private key, which the JDK does not read. The
 * kubelet itself writes its rotated client key as SEC 1.
 */
final class Pkcs8Wrapping {

    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int SEQUENCE = 0x30;
    private static final int PARAMETERS = 0xa0;

    private static final byte[] VERSION_0 = {INTEGER, 1, 0};
    /** rsaEncryption with its NULL parameter. */
    private static final byte[] RSA = HexFormat.of().parseHex("06092a864886f70d0101010500");
    /** id-ecPublicKey, to be followed by the curve. */
    private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

    private Pkcs8Wrapping() {}

    /** Wraps an RSAPrivateKey (RFC 8017, A.1.2). */
    static byte[] ofPkcs1(byte[] key) {
        return wrap(RSA, key);
    }

    /**
     * Wraps an ECPrivateKey (RFC 5915).
     *
     * @throws GeneralSecurityException if it does not name its curve
     */
    static byte[] ofSec1(byte[] key) throws GeneralSecurityException {
        return wrap(concat(EC, curve(key)), key);
    }

    private static byte[] wrap(byte[] algorithm, byte[] key) {
        return tagged(SEQUENCE, concat(VERSION_0, tagged(SEQUENCE, algorithm), tagged(OCTET_STRING, key)));
    }

    /** SEQUENCE { INTEGER 1, OCTET STRING, [0] { OBJECT IDENTIFIER }, ... }: the object identifier, tag and all. */
    private static byte[] curve(byte[] key) throws GeneralSecurityException {
        try {
            int at = contentAt(key, 0, SEQUENCE);
            at = endOf(key, at, INTEGER);
            at = endOf(key, at, OCTET_STRING);
            int oid = contentAt(key, at, PARAMETERS);
            return Arrays.copyOfRange(key, oid, endOf(key, oid, OBJECT_IDENTIFIER));
        } catch (IndexOutOfBoundsException e) {
            throw new GeneralSecurityException("the EC private key does not name its curve", e);
        }
    }

    private static int contentAt(byte[] der, int at, int tag) throws GeneralSecurityException {
        if ((der[at] & 0xff) != tag) {
            throw new GeneralSecurityException("the EC private key does not name its curve");
        }
        int length = der[at + 1] & 0xff;
        return at + 2 + (length < 0x80 ? 0 : length - 0x80);
    }

    /** Only for elements shorter than 128 bytes, as all of these are on the curves of TLS. */
    private static int endOf(byte[] der, int at, int tag) throws GeneralSecurityException {
        int end = contentAt(der, at, tag) + der[at + 1];
        if (end <= at || end > der.length) {
            throw new GeneralSecurityException("the EC private key does not name its curve");
        }
        return end;
    }

    private static byte[] tagged(int tag, byte[] content) {
        int length = content.length;
        byte[] head;
        if (length < 0x80) {
            head = new byte[] {(byte) tag, (byte) length};
        } else if (length < 0x100) {
            head = new byte[] {(byte) tag, (byte) 0x81, (byte) length};
        } else {
            head = new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        }
        return concat(head, content);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
