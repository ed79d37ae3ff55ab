package dev.holdfast.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Exchange;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a quota grants, to whom, and when again. */
class LimitTest {

    private final AtomicLong now = new AtomicLong(-Duration.ofMinutes(5).toNanos());
    private final QuotaStore store = QuotaStore.inMemory(1000, now::get);
    private final Limit limit = Limit.of("tests", Quota.of("3/15m"), store);

    private static Key key(String address) {
        return Key.of(InetAddress.ofLiteral(address));
    }

    private boolean grants(Key key) {
        try {
            limit.count(key);
            return true;
        } catch (Problem refused) {
            assertThat(refused.kind()).isEqualTo(Kind.TOO_MANY);
            return false;
        }
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void exactly_the_quota_is_granted_and_the_next_is_told_when_to_come_again() {
        var key = key("203.0.113.9");
        for (var index = 0; index < 3; index++) {
            assertThat(grants(key)).isTrue();
        }
        pass(Duration.ofSeconds(100));
        assertThatThrownBy(() -> limit.count(key))
                .isInstanceOfSatisfying(
                        Problem.class,
                        refused -> assertThat(refused.retryAfter()).contains(Duration.ofSeconds(800)));
        pass(Duration.ofSeconds(800).minusNanos(1));
        assertThat(grants(key)).isFalse();
        pass(Duration.ofNanos(1));
        assertThat(grants(key)).isTrue();
    }

    @Test
    void what_is_refused_does_not_make_the_wait_longer() {
        var key = key("203.0.113.9");
        for (var second = 0; second < 900; second++) {
            grants(key);
            pass(Duration.ofSeconds(1));
        }
        assertThat(grants(key)).isTrue();
    }

    @Test
    void L3_each_is_counted_alone_and_an_ipv6_network_as_one() {
        for (var index = 0; index < 3; index++) {
            assertThat(grants(key("2001:db8:0:1::" + index))).isTrue();
        }
        assertThat(grants(key("2001:db8:0:1:ffff::1"))).isFalse();
        assertThat(grants(key("2001:db8:0:2::1"))).isTrue();
        assertThat(grants(key("203.0.113.8"))).isTrue();
        assertThat(key("::ffff:203.0.113.8")).isEqualTo(key("203.0.113.8"));
    }

    @Test
    void accounts_of_one_address_and_addresses_of_one_account_are_counted_apart() {
        var here = InetAddress.ofLiteral("203.0.113.9");
        var keys = new Key[] {
            Key.of(here, "ann@example.com"),
            Key.of(here, "ann@example.com\r\n"),
            Key.of(here, "ann\u0000@example.com"),
            Key.of(InetAddress.ofLiteral("203.0.113.8"), "ann@example.com"),
            Key.of(here)
        };
        for (var key : keys) {
            for (var index = 0; index < 3; index++) {
                assertThat(grants(key)).isTrue();
            }
            assertThat(grants(key)).isFalse();
        }
        assertThatThrownBy(() -> Key.of(here, "x".repeat(513))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void of_many_at_once_exactly_the_quota_passes() throws Exception {
        var crowd = Limit.of("crowd", Quota.of("1000/1h"), store);
        var passed = new AtomicInteger();
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var index = 0; index < 3000; index++) {
                var _ = threads.submit(() -> {
                    start.await();
                    crowd.count(key("203.0.113.9"));
                    return passed.incrementAndGet();
                });
            }
            start.countDown();
        }
        assertThat(passed.get()).isEqualTo(1000);
    }

    @Test
    void the_heap_stays_flat_however_many_addresses_ask() {
        spray(0, 20_000);
        var before = usedHeap();
        spray(20_000, 300_000);

        assertThat(usedHeap() - before).isLessThan(16L * 1024 * 1024);
    }

    private void spray(int from, int to) {
        for (var index = from; index < to; index++) {
            assertThat(grants(new Key(index, "somebody else"))).isTrue();
        }
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void who_asks_often_is_remembered_while_strangers_come_and_go() {
        var often = key("203.0.113.9");
        var granted = 0;
        for (var index = 0; index < 50_000; index++) {
            granted += index % 10 == 0 && grants(often) ? 1 : 0;
            grants(new Key(index, "stranger"));
        }
        assertThat(granted).isEqualTo(3);
    }

    @Test
    void an_exchange_knows_what_was_left_and_who_turned_it_away() throws Exception {
        var exchange = new Exchange("GET", "/", InetAddress.getLoopbackAddress());
        ScopedValue.where(Exchange.CURRENT, exchange).call(() -> grants(key("203.0.113.9")));
        assertThat(exchange.allowances())
                .containsExactly(new dev.holdfast.Allowance("tests", "\"tests\";q=3;w=900", 3, 2, 900));
        assertThat(exchange.turnedAway()).isEmpty();
        for (var index = 0; index < 3; index++) {
            ScopedValue.where(Exchange.CURRENT, exchange).call(() -> grants(key("203.0.113.9")));
        }
        assertThat(exchange.turnedAway()).isEqualTo("tests");
        assertThat(exchange.allowances()).hasSize(1);
    }

    @Test
    void a_limit_that_is_off_grants_everything_and_says_nothing() {
        var off = Limit.of("off", Quota.OFF);
        for (var index = 0; index < 1000; index++) {
            off.count(key("203.0.113.9"));
        }
        assertThatThrownBy(() -> Limit.of("a\"b", Quota.OFF)).isInstanceOf(IllegalArgumentException.class);
    }
}
