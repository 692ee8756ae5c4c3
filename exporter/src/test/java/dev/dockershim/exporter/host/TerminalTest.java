package dev.dockershim.exporter.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTest {

    private static final int NO_DESCRIPTOR = 987_654;

    @Test
    void whatIsNoTerminalHasNoWidth() {
        assertThat(Terminal.is(NO_DESCRIPTOR)).isFalse();
        assertThat(Terminal.columns(NO_DESCRIPTOR)).isZero();
    }
}
