package dev.holdfast.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.http.Headers;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a proxy may speak for, and who is believed to be one. */
class TrustedProxiesTest {

    static final TrustedProxies PROXIES = TrustedProxies.parse("10.0.0.0/8, 192.0.2.7, 2001:db8:1::/48,::1");

    private static String client(String peer, String... fields) {
        return client(peer, "X-Forwarded-For", fields);
    }

    private static String client(String peer, String name, String[] fields) {
        var headers = Headers.NONE;
        for (var field : fields) {
            headers = headers.and(name, field);
        }
        return PROXIES.client(InetAddress.ofLiteral(peer), headers).getHostAddress();
    }

    private static String forwarded(String... fields) {
        return client("10.0.0.1", "Forwarded", fields);
    }

    @Test
    void L2_a_peer_that_is_no_proxy_is_the_client_whatever_it_says() {
        for (var peer : new String[] {"11.0.0.1", "192.0.2.6", "9.255.255.255"}) {
            assertThat(client(peer, "203.0.113.9")).isEqualTo(peer);
        }
        assertThat(client("2001:db8:2:0:0:0:0:1", "203.0.113.9")).isEqualTo("2001:db8:2:0:0:0:0:1");
    }

    @Test
    void L2_the_walk_goes_from_right_to_left_and_ends_at_the_first_that_is_no_proxy() {
        assertThat(client("10.0.0.1", "203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(client("10.0.0.1", "6.6.6.6, 203.0.113.9, 10.9.9.9")).isEqualTo("203.0.113.9");
        assertThat(client("10.0.0.1", "6.6.6.6, 203.0.113.9", "192.0.2.7", "2001:db8:1::5"))
                .isEqualTo("203.0.113.9");
        assertThat(client("10.0.0.1", "10.0.0.3, 10.0.0.2")).isEqualTo("10.0.0.3");
        assertThat(client("10.0.0.1")).isEqualTo("10.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "unknown",
                "_hidden",
                "fe80::1%eth0",
                "[fe80::1%25eth0]",
                "localhost",
                "203.0.113",
                "203.0.113.256",
                "203.0.113.09",
                "0xcb.0.113.9",
                "203.0.113.9:",
                "203.0.113.9:123456",
                "203.0.113.9:8a",
                "[203.0.113.9]",
                "[2001:db8::1",
                "2001:db8::1]",
                "[2001:db8::1]x",
                "2001:db8::1::2",
                ":::",
                "::ffff:1.2.3",
                "203.0.113.9\t203.0.113.8",
                "²03.0.113.9",
                "1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16.17.18.19.20",
            })
    void L2_a_malformed_entry_ends_the_walk_at_the_last_good_one(String entry) {
        assertThat(client("10.0.0.1", "203.0.113.9, " + entry + ", 10.0.0.2")).isEqualTo("10.0.0.2");
        assertThat(client("10.0.0.1", entry)).isEqualTo("10.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9:4711,203.0.113.9",
        "2001:db8::9,2001:db8:0:0:0:0:0:9",
        "[2001:DB8::9],2001:db8:0:0:0:0:0:9",
        "[2001:db8::9]:4711,2001:db8:0:0:0:0:0:9",
        "::ffff:203.0.113.9,203.0.113.9",
        "[::ffff:cb00:7109]:1,203.0.113.9",
    })
    void an_address_may_have_a_port_and_one_mapped_into_ipv6_is_its_ipv4_address(String entry, String address) {
        assertThat(client("10.0.0.1", entry)).isEqualTo(address);
    }

    @Test
    void a_mapped_address_is_trusted_as_what_it_is() throws UnknownHostException {
        assertThat(client("10.0.0.1", "203.0.113.9, ::ffff:10.0.0.2")).isEqualTo("203.0.113.9");
        assertThat(TrustedProxies.parse("::ffff:192.0.2.1")
                        .client(InetAddress.ofLiteral("192.0.2.1"), Headers.NONE.with("X-Forwarded-For", "1.2.3.4"))
                        .getHostAddress())
                .isEqualTo("1.2.3.4");
        var zoned = Inet6Address.getByAddress(
                "", InetAddress.ofLiteral("2001:db8:1::1").getAddress(), 3);
        assertThat(PROXIES.client(zoned, Headers.NONE.with("X-Forwarded-For", "1.2.3.4"))
                        .getHostAddress())
                .isEqualTo("1.2.3.4");
    }

    @Test
    void more_hops_than_any_chain_has_are_not_walked() {
        var most = String.join(",", Collections.nCopies(31, "10.0.0.2"));

        assertThat(client("10.0.0.1", "203.0.113.9," + most)).isEqualTo("203.0.113.9");
        assertThat(client("10.0.0.1", "203.0.113.9,10.0.0.2," + most)).isEqualTo("10.0.0.2");
        assertThat(client("10.0.0.1", "6.6.6.6," + "10.0.0.2,".repeat(10_000) + "10.0.0.3"))
                .isEqualTo("10.0.0.2");
        assertThat(client("10.0.0.1", ",".repeat(10_000))).isEqualTo("10.0.0.1");
        var fields = new String[10_000];
        Arrays.fill(fields, "10.0.0.4");
        assertThat(client("10.0.0.1", fields)).isEqualTo("10.0.0.4");
    }

    @Test
    void the_standard_field_is_read_by_its_own_rules() {
        assertThat(forwarded("for=203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(forwarded("for=6.6.6.6, For=\"203.0.113.9:80\";proto=https;by=10.0.0.1"))
                .isEqualTo("203.0.113.9");
        assertThat(forwarded("by=10.0.0.9; for=\"[2001:db8::9]:4711\"")).isEqualTo("2001:db8:0:0:0:0:0:9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "by=203.0.113.9",
                "for=unknown",
                "for=",
                "for=\"",
                "for=\"\"",
                "for=1.2.3.4;for=5.6.7.8",
                "for=\"1.2.3.4",
                "for=\"1.2.3.4\\\"\"",
                "1.2.3.4",
                "xfor=1.2.3.4",
            })
    void a_malformed_element_of_the_standard_field_ends_the_walk(String element) {
        assertThat(forwarded(element + ", for=10.0.0.2")).isEqualTo("10.0.0.2");
    }

    @Test
    void a_quote_that_a_client_left_open_does_not_swallow_what_the_proxy_added() {
        assertThat(forwarded("for=\"6.6.6.6", "for=203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(forwarded("for=\"6.6.6.6, for=203.0.113.9")).isEqualTo("203.0.113.9");
    }

    @Test
    void L2_where_the_two_fields_disagree_neither_is_believed() {
        var both = Headers.NONE.with("Forwarded", "for=6.6.6.6").with("X-Forwarded-For", "203.0.113.9");
        var alike = Headers.NONE.with("Forwarded", "for=203.0.113.9").with("X-Forwarded-For", "203.0.113.9");

        assertThat(PROXIES.client(InetAddress.ofLiteral("10.0.0.1"), both).getHostAddress())
                .isEqualTo("10.0.0.1");
        assertThat(PROXIES.client(InetAddress.ofLiteral("10.0.0.1"), alike).getHostAddress())
                .isEqualTo("203.0.113.9");
    }

    @Test
    void a_setting_names_everything_that_is_wrong_with_it() {
        assertThatThrownBy(() -> TrustedProxies.parse(
                        "10.0.0.0/8,proxy.local,10.0.0.1/8,::1/129,1.2.3.4/33,1.2.3.4/x,fe80::1%1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"proxy.local\" is no address")
                .hasMessageContaining("\"10.0.0.1/8\" is an address inside a block, and not its first")
                .hasMessageContaining("\"::1/129\" is a block")
                .hasMessageContaining("\"1.2.3.4/33\" is a block")
                .hasMessageContaining("\"1.2.3.4/x\" is no length of a block")
                .hasMessageContaining("\"fe80::1%1\" is no address")
                .hasMessageNotContaining("\"10.0.0.0/8\"");
        assertThatThrownBy(() -> TrustedProxies.of(Collections.nCopies(257, "1.2.3.4")))
                .hasMessageContaining("at most 256");
    }
}
