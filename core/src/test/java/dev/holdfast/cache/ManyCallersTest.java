package dev.holdfast.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Deadline;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A cache that many ask at once, while loads are slow, fail, or are overtaken by a writer. */
@Timeout(60)
class ManyCallersTest {

    private static final int STEPS = 500;

    private final Values values = new Values();
    private final Cache<Integer, String> cache = values.cache;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicInteger loads = new AtomicInteger();

    @AfterEach
    void end() {
        go.countDown();
        threads.close();
    }

    private String slowly(String value) throws InterruptedException {
        loads.incrementAndGet();
        begun.countDown();
        go.await();
        return value;
    }

    private List<Future<String>> ask(int times, Callable<String> question) {
        var asked = new ArrayList<Future<String>>();
        for (var index = 0; index < times; index++) {
            asked.add(threads.submit(question));
        }
        return asked;
    }

    private void awaitMisses(long misses) throws InterruptedException {
        while (cache.statistics().misses() < misses) {
            Thread.sleep(1);
        }
    }

    @Test
    void a_hundred_callers_of_one_cold_key_load_it_once() throws Exception {
        var asked = ask(100, () -> cache.get(1, _ -> slowly("one")));
        awaitMisses(100);
        go.countDown();

        for (var each : asked) {
            assertThat(each.get()).isEqualTo("one");
        }
        assertThat(loads).hasValue(1);
    }

    @Test
    void everybody_who_waits_hears_of_a_failure_and_the_next_one_loads_again() throws Exception {
        var failure = new IllegalStateException("no");
        var asked = ask(
                100,
                () -> cache.get(1, _ -> {
                    slowly("");
                    throw failure;
                }));
        awaitMisses(100);
        go.countDown();

        for (var each : asked) {
            assertThatThrownBy(each::get).isInstanceOf(ExecutionException.class).hasCause(failure);
        }
        assertThat(loads).hasValue(1);
        assertThat(cache.get(1, _ -> "one")).isEqualTo("one");
        assertThat(values.told).isEmpty();
    }

    @Test
    void who_runs_out_of_time_leaves_and_the_load_goes_on_for_the_others() throws Exception {
        assertThatThrownBy(() -> ScopedValue.where(Deadline.CURRENT, Deadline.in(Duration.ofMillis(20)))
                        .call(() -> cache.get(1, _ -> slowly("one"))))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Kind.UNAVAILABLE));
        var asked = ask(1, () -> cache.get(1, _ -> slowly("two")));
        awaitMisses(2);
        go.countDown();

        assertThat(asked.getFirst().get()).isEqualTo("one");
        assertThat(loads).hasValue(1);
    }

    @Test
    void a_caller_who_is_interrupted_leaves_and_the_load_goes_on() throws Exception {
        var stopped = new AtomicBoolean();
        var first = Thread.startVirtualThread(() -> {
            try {
                cache.get(1, _ -> slowly("one"));
            } catch (Problem _) {
                stopped.set(Thread.currentThread().isInterrupted());
            } catch (InterruptedException _) {
                throw new AssertionError("the load was interrupted");
            }
        });
        begun.await();
        first.interrupt();
        first.join();
        var asked = ask(1, () -> cache.get(1, _ -> slowly("two")));
        awaitMisses(2);
        go.countDown();

        assertThat(stopped).isTrue();
        assertThat(asked.getFirst().get()).isEqualTo("one");
    }

    @Test
    void a_load_that_fails_when_nobody_waits_any_more_is_told() throws InterruptedException {
        assertThatThrownBy(() -> ScopedValue.where(Deadline.CURRENT, Deadline.in(Duration.ofMillis(20)))
                        .call(() -> cache.get(1, _ -> {
                            slowly("");
                            throw new IllegalStateException("no");
                        })))
                .isInstanceOf(Problem.class);
        go.countDown();
        while (values.told.isEmpty()) {
            Thread.sleep(1);
        }

        assertThat(values.told).containsExactly("loading words: no");
    }

    @Test
    void a_load_that_never_ends_is_interrupted_and_blocks_its_key_no_longer() throws Exception {
        var hasty = new Values(Lifetime.of(Values.FRESH), Duration.ofMillis(50));
        var interrupted = new CountDownLatch(1);
        assertThatThrownBy(() -> hasty.cache.get(1, _ -> {
                    try {
                        return slowly("never");
                    } finally {
                        interrupted.countDown();
                    }
                }))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Kind.UNAVAILABLE));

        interrupted.await();
        assertThat(hasty.cache.get(1, _ -> "one")).isEqualTo("one");
    }

    @Test
    void a_load_knows_its_deadline() {
        var left = cache.get(1, _ -> Deadline.leftOf(Duration.ofDays(1)).toString());

        assertThat(Duration.parse(left)).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
    }

    @Test
    void what_is_evicted_while_it_is_loaded_is_not_let_in_afterwards() throws Exception {
        overtaken(() -> cache.evict(2));
    }

    @Test
    void what_is_evicted_by_its_tag_while_it_is_loaded_is_not_let_in_afterwards() throws Exception {
        overtaken(() -> cache.evict(Values.EVEN));
    }

    @Test
    void what_is_evicted_with_all_while_it_is_loaded_is_not_let_in_afterwards() throws Exception {
        overtaken(cache::evictAll);
    }

    private void overtaken(Runnable eviction) throws Exception {
        var early = ask(1, () -> cache.get(2, _ -> slowly("old")));
        begun.await();
        eviction.run();
        assertThat(cache.get(2, _ -> "new")).as("who asks after the eviction").isEqualTo("new");
        go.countDown();

        assertThat(early.getFirst().get()).as("who asked before").isEqualTo("old");
        assertThat(cache.get(2, _ -> "newer")).isEqualTo("new");
    }

    @Test
    void what_was_evicted_is_not_let_in_while_the_next_load_is_under_way() throws Exception {
        var goNext = new CountDownLatch(1);
        var early = ask(1, () -> cache.get(2, _ -> slowly("old")));
        begun.await();
        cache.evict(2);
        var late = ask(
                1,
                () -> cache.get(2, _ -> {
                    goNext.await();
                    return "new";
                }));
        awaitMisses(2);
        go.countDown();
        assertThat(early.getFirst().get()).isEqualTo("old");
        var later = ask(1, () -> cache.get(2, _ -> "newest"));
        awaitMisses(3);
        goNext.countDown();

        assertThat(late.getFirst().get()).isEqualTo("new");
        assertThat(later.getFirst().get()).isEqualTo("new");
    }

    @Test
    void an_eviction_overtakes_a_refresh_too() throws Exception {
        cache.get(2, _ -> "first");
        values.pass(Values.FRESH);
        assertThat(cache.get(2, _ -> slowly("old"))).isEqualTo("first");
        begun.await();
        cache.evict(Values.EVEN);
        assertThat(cache.get(2, _ -> "new")).isEqualTo("new");
        go.countDown();
        threads.close();

        assertThat(cache.get(2, _ -> "newer")).isEqualTo("new");
    }

    /** One writer counts up and evicts, as it should, after each step; no reader may see less than the writer had evicted. */
    @Test
    void no_reader_ever_sees_what_was_evicted_before_it_asked() throws Exception {
        var stored = new AtomicLong();
        var evicted = new AtomicLong();
        var numbers =
                Cache.inProcess(CacheOptions.<Integer, Long>entries(10).tagged(_ -> java.util.Set.of(Values.ALL)));
        var readers = new ArrayList<Future<Boolean>>();
        for (var index = 0; index < 8; index++) {
            readers.add(threads.submit(() -> {
                while (evicted.get() < STEPS) {
                    var least = evicted.get();
                    LockSupport.parkNanos(1_000);
                    if (numbers.get(1, _ -> stored.get()) < least) {
                        return false;
                    }
                }
                return true;
            }));
        }
        for (var step = 1; step <= STEPS; step++) {
            stored.set(step);
            if (step % 2 == 0) {
                numbers.evict(1);
            } else {
                numbers.evict(Values.ALL);
            }
            evicted.set(step);
            LockSupport.parkNanos(1_000);
        }

        for (var reader : readers) {
            assertThat(reader.get()).isTrue();
        }
    }
}
