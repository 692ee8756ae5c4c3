package dev.dockershim.exporter.webconfig;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A certificate's alternative names as Go prints them: DNS names, e-mail addresses, IP addresses, URIs. */
final class SubjectNames {

    private static final int EMAIL = 1;
    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int IP = 7;

    private SubjectNames() {}

    static List<String> of(X509Certificate certificate) throws CertificateParsingException {
        List<String> names = new ArrayList<>();
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives == null) {
            return names;
        }
        for (List<?> alternative : alternatives) {
            int type = (Integer) alternative.get(0);
            if (alternative.get(1) instanceof String name) {
                if (type == DNS || type == EMAIL || type == URI) {
                    names.add(name);
                } else if (type == IP) {
                    names.add(ip(name));
                }
            }
        }
        return names;
    }

    /** Java prints IPv6 addresses in full, Go the short way (RFC 5952). The text is an address, so nothing is looked up. */
    static String ip(String text) {
        byte[] bytes;
        try {
            bytes = InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            return text;
        }
        if (bytes.length != 16) {
            return text;
        }
        int[] groups = new int[8];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = ((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff);
        }
        int from = 0;
        int length = 0;
        for (int i = 0; i < groups.length; i++) {
            int end = i;
            while (end < groups.length && groups[end] == 0) {
                end++;
            }
            if (end - i > length) {
                from = i;
                length = end - i;
            }
        }
        StringBuilder shortest = new StringBuilder();
        for (int i = 0; i < groups.length; i++) {
            if (length > 1 && i == from) {
                shortest.append("::");
                i += length - 1;
            } else {
                if (!shortest.isEmpty() && shortest.charAt(shortest.length() - 1) != ':') {
                    shortest.append(':');
                }
                shortest.append(Integer.toHexString(groups[i]));
            }
        }
        return shortest.toString();
    }
}
