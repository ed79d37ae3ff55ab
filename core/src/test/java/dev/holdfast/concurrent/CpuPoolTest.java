package dev.holdfast.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Deadline;
import dev.holdfast.Exchange;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A few threads for heavy work, with room for little to wait. */
class CpuPoolTest {

    private static final Duration SHORT = Duration.ofMillis(100);

    private final CpuPool pool = new CpuPool("heavy", 1, 1);
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();

    @AfterEach
    void close() {
        gate.countDown();
        pool.close();
    }

    @Test
    void work_is_done_on_a_thread_of_the_pool_that_knows_the_request() {
        var exchange = new Exchange("GET", "/", InetAddress.getLoopbackAddress());

        var place = ScopedValue.where(Exchange.CURRENT, exchange)
                .call(() -> pool.call(() -> {
                    Exchange.spent(Exchange.Part.CALLS, 7);
                    return Thread.currentThread();
                }));

        assertThat(place.isVirtual()).isFalse();
        assertThat(place.getName()).startsWith("heavy-");
        assertThat(exchange.nanos(Exchange.Part.CALLS)).isEqualTo(7);
    }

    @Test
    void what_work_throws_comes_as_it_is() {
        assertThatThrownBy(() -> pool.call(() -> {
                    throw new IOException("no");
                }))
                .isExactlyInstanceOf(IOException.class);
        assertThatThrownBy(() -> pool.call(() -> {
                    throw Problem.missing("room", 1);
                }))
                .isInstanceOf(Problem.class);
    }

    @Test
    void a_full_pool_refuses_at_once_and_says_when_to_ask_again() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var working = callers.submit(() -> pool.call(this::hold));
            entered.await();
            var waiting = Thread.startVirtualThread(() -> pool.call(begun::incrementAndGet));
            awaitWaiting(waiting);

            assertThatThrownBy(() -> pool.call(begun::incrementAndGet))
                    .isInstanceOfSatisfying(Problem.class, refused -> {
                        assertThat(refused.kind()).isEqualTo(Kind.UNAVAILABLE);
                        assertThat(refused.retryAfter()).isPresent();
                    });
            assertThatThrownBy(pool::requireRoom).isInstanceOfSatisfying(Problem.class, refused -> {
                assertThat(refused.kind()).isEqualTo(Kind.UNAVAILABLE);
                assertThat(refused.retryAfter()).isPresent();
            });
            gate.countDown();
            assertThat(working.get()).isEqualTo(1);
            waiting.join();
        }
        pool.requireRoom();
        assertThat(begun).hasValue(1);
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    private int hold() throws InterruptedException {
        entered.countDown();
        gate.await();
        return 1;
    }

    @Test
    void work_whose_deadline_passes_while_it_waits_is_not_begun_and_gives_its_place_back() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var working = callers.submit(() -> pool.call(this::hold));
            entered.await();
            for (var index = 0; index < 3; index++) {
                assertThatThrownBy(() -> Deadline.within(SHORT, () -> pool.call(begun::incrementAndGet)))
                        .isInstanceOfSatisfying(
                                Problem.class, late -> assertThat(late.code()).isEqualTo("deadline_exceeded"));
            }
            gate.countDown();
            working.get();
        }
        assertThat(pool.<Integer, RuntimeException>call(() -> 2)).isEqualTo(2);
        assertThat(begun).hasValue(0);
    }

    @Test
    void work_whose_caller_has_left_is_not_begun() throws Exception {
        var thrown = new AtomicReference<Throwable>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var working = callers.submit(() -> pool.call(this::hold));
            entered.await();
            var leaving = Thread.startVirtualThread(() -> {
                try {
                    pool.call(begun::incrementAndGet);
                } catch (Throwable failure) {
                    thrown.set(failure);
                }
            });
            awaitWaiting(leaving);
            leaving.interrupt();
            leaving.join();
            gate.countDown();
            working.get();
        }
        assertThat(thrown.get()).hasMessage("the caller was interrupted");
        assertThat(begun).hasValue(0);
    }

    @Test
    void an_interrupt_meant_for_one_piece_of_work_does_not_reach_the_next() {
        for (var index = 0; index < 20; index++) {
            assertThatThrownBy(() -> Deadline.within(Duration.ofMillis(2), () -> pool.call(this::hold)))
                    .isInstanceOf(Problem.class);
            assertThat(pool.<Boolean, RuntimeException>call(Thread::interrupted))
                    .isFalse();
        }
    }

    @Test
    void nothing_is_handed_over_without_time_left() {
        assertThatThrownBy(() -> Deadline.within(Duration.ZERO, () -> pool.call(begun::incrementAndGet)))
                .isInstanceOf(Problem.class);
        assertThat(begun).hasValue(0);
    }

    @Test
    void work_of_the_pool_that_calls_the_pool_does_not_wait_for_itself() {
        assertThat(pool.<Integer, RuntimeException>call(() -> pool.call(() -> pool.call(() -> 3))))
                .isEqualTo(3);
    }

    @Test
    void a_closed_pool_finishes_what_it_accepted_and_takes_no_more() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var working = callers.submit(() -> pool.call(this::hold));
            entered.await();
            var closing = Thread.startVirtualThread(pool::close);
            awaitWaiting(closing);
            assertThatThrownBy(() -> pool.call(() -> 1))
                    .isInstanceOf(Problem.class)
                    .hasMessage("the program is closing");
            gate.countDown();
            closing.join();

            assertThat(working.get()).isEqualTo(1);
        }
    }
}
