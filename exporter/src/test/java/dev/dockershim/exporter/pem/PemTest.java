package dev.dockershim.exporter.pem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {

    @ParameterizedTest
    @CsvSource({"EC,256", "EC,384", "EC,521", "RSA,2048", "RSA,4096", "EdDSA,255"})
    void readsPkcs8(String algorithm, int size) throws Exception {
        PrivateKey key = generate(algorithm, size).getPrivate();

        assertThat(Pem.privateKey(pem("PRIVATE KEY", key.getEncoded()))).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(ints = {2048, 4096})
    void readsPkcs1(int size) throws Exception {
        PrivateKey key = generate("RSA", size).getPrivate();
        // version and algorithm of PKCS#8 take 22 bytes and the head of the octet string 4, behind an outer head of 4
        byte[] pkcs8 = key.getEncoded();
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);

        assertThat(Pem.privateKey(pem("RSA PRIVATE KEY", pkcs1))).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MHcCAQEEIPPZpPlL2TzO/kt82nOR2xg9uWCK36zYAdE0Ka5FyECfoAoGCCqGSM49AwEHoUQDQgAEE3VCGYMJvhKqU9Bsb70I1h72vUTvLqZlpZsQoALQpyS+hU7h3zIwQ//hH1Fr+m78uPvy81QlMLFg35zfPBl7WA==",
                "MIGkAgEBBDB9n8BQW0VG4378cFJfBukvOZEG57qkrScK3GdpzS7zVFQTlZd+UsjlPp7YxkDTS4KgBwYFK4EEACKhZANiAATBVw8ujSyqartD/V+JPWhSldYPMicxEX+yJdCNg9tTVC181X04l4V0RSffhzqE+dH4Mu5yvMATANTvhV7DMQwc9fsdssTvJaQLMP3IfxbG9AxEs6V/DRYVMj5r2oldR+M=",
                "MIHcAgEBBEIAn4smf1jHGBxZbCX9zrNEt2nxmdicdU2cksTIo3wCUAGDY+PD9LeQd+oHLribVTdZDk5E2APuK9YI8tbg6tEsbyegBwYFK4EEACOhgYkDgYYABAD/S5hYlQ82g+iHBIL4eEtuduslXvplDStMOtnk1Sg0W+Mnv869nubOEGaF0Cy0TwXsTCqq/8/VYSJRGOeUJw1DpgFrespOybkQKaYMyJHWCK2flHxNNa8XXcWj/Ps0tEw4Kg7dz+/Qni5dNn4vqxuk5eGtqgTgTn/CvmhpWmHTO/tPMA=="
            })
    void readsSec1BesideWhatOpensslWritesThere(String key) throws Exception {
        byte[] parameters = {6, 0};
        String text = new String(pem("EC PARAMETERS", parameters), StandardCharsets.US_ASCII)
                + new String(pem("EC PRIVATE KEY", Base64.getDecoder().decode(key)), StandardCharsets.US_ASCII);

        assertThat(Pem.privateKey(text.getBytes(StandardCharsets.US_ASCII)).getAlgorithm())
                .isEqualTo("EC");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nMAMCAQE=\n-----END EC PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\n\n-----END EC PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----"
            })
    void whatIsNoPlainKeyIsRefused(String text) {
        assertThatThrownBy(() -> Pem.privateKey(text.getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageNotContaining("secret");
    }

    private static KeyPair generate(String algorithm, int size) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(size);
        return generator.generateKeyPair();
    }

    private static byte[] pem(String type, byte[] der) {
        return ("-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + type
                        + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
