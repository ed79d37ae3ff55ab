package dev.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.app.Limits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private final Admission admission = new Admission(Limits.standard().connections(100, 1), _ -> false);

    private boolean admits(String address) {
        return admission.admits(new InetSocketAddress(InetAddress.ofLiteral(address), 1));
    }

    @Test
    void L3_addresses_of_one_network_of_64_bits_count_together() {
        assertThat(admits("2001:db8:0:1::1")).isTrue();
        assertThat(admits("2001:db8:0:1:ffff::2")).isFalse();
        assertThat(admits("2001:db8:0:2::1")).isTrue();
    }

    @Test
    void addresses_of_ipv4_count_one_by_one_also_where_they_are_written_as_ipv6() {
        assertThat(admits("192.0.2.1")).isTrue();
        assertThat(admits("192.0.2.2")).isTrue();
        assertThat(admits("::ffff:192.0.2.3")).isTrue();
        assertThat(admits("::ffff:192.0.2.1")).isFalse();
        assertThat(admits("::1")).isTrue();
    }
}
