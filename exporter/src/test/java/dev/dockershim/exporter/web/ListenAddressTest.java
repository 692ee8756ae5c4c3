package dev.dockershim.exporter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenAddressTest {

    @ParameterizedTest
    @CsvSource({
        ":10061, '', 10061",
        "0.0.0.0:10061, 0.0.0.0, 10061",
        "[::1]:10061, ::1, 10061",
        "[::]:0, ::, 0",
        "[fe80::1%eth0]:1, fe80::1%eth0, 1",
        "localhost:0, localhost, 0",
        "node-1.example.org:65535, node-1.example.org, 65535",
    })
    void isParsedAndPrinted(String text, String host, int port) {
        assertThat(ListenAddress.parse(text))
                .isEqualTo(new ListenAddress(host, port))
                .hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''            | no port; write :10061",
                "localhost     | no port; write localhost:10061",
                "localhost:    | the port must be a number from 0 to 65535",
                ":65536        | the port must be a number from 0 to 65535",
                ":99999999999  | the port must be a number from 0 to 65535",
                ":-1           | the port must be a number from 0 to 65535",
                ":http         | the port must be a number from 0 to 65535",
                ":١            | the port must be a number from 0 to 65535",
                "::1:10061     | an IPv6 address stands in brackets, as in [::1]:10061",
                "[::1:10061    | an IPv6 address stands in brackets, as in [::1]:10061",
                "[localhost]:1 | only an IPv6 address stands in brackets",
                "[::1]         | no port; write [::1]:10061",
                "http://a:1    | an IPv6 address stands in brackets, as in [::1]:10061",
                "a b:1         | not a host name or IP address before the port",
            })
    void saysWhatIsWrong(String text, String why) {
        assertThatThrownBy(() -> ListenAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--web.listen-address: \"" + text + "\" is invalid: " + why);
    }
}
