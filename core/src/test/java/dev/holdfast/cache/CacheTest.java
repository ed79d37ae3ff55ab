package dev.holdfast.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Exchange;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a cache keeps, and for how long. */
@Timeout(60)
class CacheTest {

    private final Values values = new Values();
    private final Cache<Integer, String> cache = values.cache;
    private final AtomicInteger loads = new AtomicInteger();

    private String load(int key) {
        return key + " loaded " + loads.incrementAndGet();
    }

    private String get(int key) {
        return cache.get(key, this::load);
    }

    @Test
    void what_was_loaded_is_kept() {
        assertThat(get(1)).isEqualTo("1 loaded 1");
        assertThat(get(1)).isEqualTo("1 loaded 1");
        assertThat(get(2)).isEqualTo("2 loaded 2");
        var statistics = cache.statistics();
        assertThat(statistics.hits()).isEqualTo(1);
        assertThat(statistics.misses()).isEqualTo(2);
        assertThat(statistics.loads()).isEqualTo(2);
        assertThat(statistics.entries()).isEqualTo(2);
    }

    @Test
    void nothing_outlives_its_time() {
        get(1);
        values.pass(Values.FRESH.plus(Values.STALE));

        assertThat(get(1)).isEqualTo("1 loaded 2");
        assertThat(cache.statistics().staleServed()).isZero();
    }

    @Test
    void values_loaded_together_do_not_expire_together() {
        var many = Cache.inProcess(CacheOptions.<Integer, String>entries(1_000)
                .living(Lifetime.of(Values.FRESH))
                .ticking(values.now::get));
        for (var key = 0; key < 1_000; key++) {
            many.get(key, this::load);
        }
        values.pass(Values.FRESH.multipliedBy(95).dividedBy(100));
        for (var key = 0; key < 1_000; key++) {
            many.get(key, this::load);
        }

        assertThat(many.statistics().hits()).isBetween(300L, 700L);
        values.pass(Values.FRESH);
        assertThat(many.get(1, this::load)).isEqualTo("1 loaded " + loads.get());
    }

    @Test
    void a_failed_load_is_not_kept_and_what_it_throws_is_heard_as_it_is() {
        assertThatThrownBy(() -> cache.get(1, _ -> {
                    throw new IOException("away");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("away");
        assertThat(get(1)).isEqualTo("1 loaded 1");
        assertThat(cache.statistics().failures()).isEqualTo(1);
        assertThat(values.told).as("who asked has heard of it").isEmpty();
    }

    @Test
    void that_there_is_nothing_is_remembered_for_a_shorter_time() {
        assertThat(cache.find(1, _ -> Optional.empty())).isEmpty();
        assertThat(cache.find(1, key -> Optional.of(load(key)))).isEmpty();
        assertThatThrownBy(() -> get(1)).isInstanceOf(NoSuchElementException.class);
        values.pass(Values.FRESH.dividedBy(10));

        assertThat(cache.find(1, key -> Optional.of(load(key)))).contains("1 loaded 1");
        assertThat(cache.statistics().staleServed()).as("of an absent value").isZero();
    }

    @Test
    void a_stale_value_is_served_while_the_next_one_is_loaded() throws InterruptedException {
        get(1);
        values.pass(Values.FRESH);
        var go = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        for (var times = 0; times < 10; times++) {
            var served = cache.get(1, key -> {
                go.await();
                done.countDown();
                return load(key);
            });
            assertThat(served).isEqualTo("1 loaded 1");
        }
        go.countDown();
        done.await();
        awaitHit("1 loaded 2");

        assertThat(cache.statistics().staleServed()).isGreaterThanOrEqualTo(10);
        assertThat(loads).hasValue(2);
    }

    private void awaitHit(String value) throws InterruptedException {
        while (!get(1).equals(value)) {
            Thread.sleep(1);
        }
    }

    @Test
    void a_refresh_that_fails_is_told_and_keeps_the_stale_value_to_its_end() throws InterruptedException {
        get(1);
        values.pass(Values.FRESH);
        for (var times = 0; times < 10; times++) {
            assertThat(cache.get(1, this::fail)).isEqualTo("1 loaded 1");
        }
        while (values.told.isEmpty()) {
            Thread.sleep(1);
        }
        for (var times = 0; times < 10; times++) {
            assertThat(cache.get(1, this::fail)).isEqualTo("1 loaded 1");
        }

        assertThat(values.told).containsExactly("loading words: no");
        assertThat(cache.statistics().loads()).as("with a pause between tries").isEqualTo(2);
        values.pass(Values.STALE);
        assertThatThrownBy(() -> cache.get(1, this::fail)).hasMessage("no");
    }

    private String fail(int key) {
        throw new IllegalStateException("no");
    }

    @Test
    void an_evicted_key_is_loaded_again_and_others_stay() {
        get(1);
        get(2);
        cache.evict(1);

        assertThat(get(1)).isEqualTo("1 loaded 3");
        assertThat(get(2)).isEqualTo("2 loaded 2");
        assertThat(cache.statistics().evictions()).isEqualTo(1);
    }

    @Test
    void an_evicted_tag_takes_all_that_carry_it_along() {
        get(1);
        get(2);
        get(4);
        cache.evict(Values.EVEN);

        assertThat(get(1)).isEqualTo("1 loaded 1");
        assertThat(get(2)).isEqualTo("2 loaded 4");
        assertThat(get(4)).isEqualTo("4 loaded 5");
        cache.evict(Values.ALL);
        assertThat(get(1)).isEqualTo("1 loaded 6");
        cache.evictAll();
        assertThat(get(1)).isEqualTo("1 loaded 7");
    }

    @Test
    void it_holds_no_more_than_it_may() {
        for (var key = 0; key < 10_000; key++) {
            get(key);
        }

        assertThat(cache.statistics().entries()).isLessThanOrEqualTo(100);
        assertThat(cache.statistics().evictions()).isGreaterThanOrEqualTo(9_900);
    }

    @Test
    void a_value_too_heavy_for_the_whole_cache_is_handed_out_and_not_kept() {
        var small = Cache.inProcess(CacheOptions.<Integer, String>weighing(
                10, (_, value) -> value.map(String::length).orElse(1)));

        assertThat(small.get(1, _ -> "12345678901")).isEqualTo("12345678901");
        assertThat(small.get(2, _ -> "1234567890")).isEqualTo("1234567890");
        assertThat(small.statistics().weight()).isLessThanOrEqualTo(10);
        assertThat(small.get(1, _ -> "another")).isEqualTo("another");
    }

    @Test
    void absent_values_count_as_well() {
        for (var key = 0; key < 1_000; key++) {
            cache.find(key, _ -> Optional.empty());
        }

        assertThat(cache.statistics().entries()).isLessThanOrEqualTo(100);
    }

    @Test
    void a_weigher_that_fails_fails_the_load_and_hangs_nobody() {
        var broken = Cache.inProcess(CacheOptions.<Integer, String>weighing(10, (_, _) -> {
            throw new IllegalStateException("no scales");
        }));

        assertThatThrownBy(() -> broken.get(1, this::load)).hasMessage("no scales");
    }

    @Test
    void one_key_may_be_loaded_from_others() {
        assertThat(cache.get(3, this::sum)).isEqualTo("3210");
        assertThat(cache.get(2, this::sum)).isEqualTo("210");
        assertThat(cache.statistics().loads()).isEqualTo(4);
    }

    private String sum(int key) {
        return key == 0 ? "0" : key + cache.get(key - 1, this::sum);
    }

    @Test
    void a_load_that_waits_for_itself_is_refused_at_once() {
        assertThatThrownBy(() -> cache.get(1, key -> cache.get(key, this::load)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("waits for its own result");
    }

    @Test
    void loads_that_wait_for_each_other_are_refused_at_once() {
        assertThatThrownBy(() -> cache.get(1, this::circle)).hasMessageContaining("waits for its own result");
    }

    private String circle(int key) {
        return cache.get(3 - key, this::circle);
    }

    @Test
    void the_load_belongs_to_the_exchange_and_its_time_is_not_the_caches() throws Exception {
        var exchange = new Exchange("GET", "/", InetAddress.getLoopbackAddress());
        var seen = new ArrayList<Exchange>();
        ScopedValue.where(Exchange.CURRENT, exchange)
                .call(() -> cache.get(1, key -> {
                    seen.add(Exchange.CURRENT.get());
                    Exchange.spent(Exchange.Part.DATABASE, Duration.ofSeconds(5).toNanos());
                    return load(key);
                }));

        assertThat(seen).containsExactly(exchange);
        assertThat(exchange.nanos(Exchange.Part.DATABASE))
                .isEqualTo(Duration.ofSeconds(5).toNanos());
        assertThat(exchange.nanos(Exchange.Part.CACHE)).isPositive();
    }
}
