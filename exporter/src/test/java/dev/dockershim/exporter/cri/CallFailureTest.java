package dev.dockershim.exporter.cri;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.net.SocketException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be brought about everywhere: a test that runs as root may open any socket. */
class CallFailureTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Permission denied: /s | permission denied at /s: run as a user that may open it",
                "No such file or directory: /s | no socket at /s any more: the runtime is restarting",
                "Connection reset | the runtime closed the connection during Version at /s",
            })
    void errorsOfTheSocketAreToldApart(String error, String line) {
        Status status = Status.UNAVAILABLE.withDescription("io exception").withCause(new SocketException(error));

        assertThat(new CallFailure(Path.of("/s"), "Version").of(status)).hasMessage(line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gRPC message exceeds maximum size 16777216: 40000000 | to ListImages is too large",
                "grpc: trying to send message larger than max (40000000 vs. 16777216) | to ListImages is too large",
                "slow down | is too busy to answer ListImages",
            })
    void tooLargeIsToldApartFromTooBusy(String description, String line) {
        assertThat(new CallFailure(Path.of("/s"), "ListImages")
                        .of(Status.RESOURCE_EXHAUSTED.withDescription(description)))
                .hasMessageContaining(line);
    }
}
