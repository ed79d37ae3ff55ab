package dev.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.epoll.Epoll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What carries the bytes. */
class TransportTest {

    /** On other systems there is no epoll, and NIO serves. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void linux_uses_epoll() {
        assertThat(Epoll.unavailabilityCause()).isNull();
        assertThat(Transport.ofSockets()).isEqualTo(Transport.EPOLL);
    }
}
