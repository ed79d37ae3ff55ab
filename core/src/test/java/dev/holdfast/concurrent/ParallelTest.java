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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several pieces of work of one request at once. */
class ParallelTest {

    private static final Duration SHORT = Duration.ofMillis(100);

    private final AtomicInteger alive = new AtomicInteger();
    private final AtomicInteger interrupted = new AtomicInteger();

    @Test
    void all_returns_the_results_in_the_order_of_the_tasks() throws Exception {
        var barrier = new CyclicBarrier(3);

        assertThat(Parallel.all(List.of("a", "b", "c"), text -> {
                    barrier.await();
                    return text.toUpperCase(java.util.Locale.ROOT);
                }))
                .containsExactly("A", "B", "C");
        assertThat(Parallel.all(() -> 1, () -> 2, () -> 3)).containsExactly(1, 2, 3);
    }

    @Test
    void things_of_different_types_are_joined() throws IOException {
        String two = Parallel.all(() -> "a", () -> 2, (text, number) -> text + number);
        String three =
                Parallel.all(() -> "a", () -> 2, () -> fallible(3L), (text, number, more) -> text + number + more);

        assertThat(two).isEqualTo("a2");
        assertThat(three).isEqualTo("a23");
    }

    private static long fallible(long number) throws IOException {
        if (number < 0) {
            throw new IOException("below zero");
        }
        return number;
    }

    @Test
    void no_tasks_come_to_nothing() {
        assertThat(Parallel.<Object, RuntimeException>all()).isEmpty();
        assertThat(Parallel.settled(List.<Integer>of(), number -> number)).isEmpty();
    }

    @Test
    void the_first_failure_ends_the_others_and_is_thrown_as_it_is() {
        var begun = new CountDownLatch(2);
        var missing = Problem.missing("room", "lobby");

        assertThatThrownBy(() -> Parallel.all(
                        () -> sleep(begun),
                        () -> {
                            begun.await();
                            throw missing;
                        },
                        () -> sleep(begun)))
                .isSameAs(missing);
        assertThat(alive).hasValue(0);
        assertThat(interrupted).hasValue(2);
    }

    /** Counts itself, and never ends by itself. */
    private int sleep(CountDownLatch begun) throws InterruptedException {
        alive.incrementAndGet();
        begun.countDown();
        try {
            Thread.sleep(Duration.ofMinutes(1));
            return 1;
        } catch (InterruptedException stopped) {
            interrupted.incrementAndGet();
            throw stopped;
        } finally {
            alive.decrementAndGet();
        }
    }

    @Test
    void a_checked_failure_and_an_error_come_as_they_are() {
        assertThatThrownBy(() -> Parallel.all(() -> fallible(-1))).isExactlyInstanceOf(IOException.class);
        assertThatThrownBy(() -> Parallel.all(List.of(1), _ -> {
                    throw new StackOverflowError("deep");
                }))
                .isExactlyInstanceOf(StackOverflowError.class);
    }

    @Test
    void what_fails_besides_is_suppressed_even_behind_a_problem() throws Exception {
        var barrier = new CyclicBarrier(3);
        try {
            Parallel.all(IntStream.range(0, 3).boxed().toList(), number -> {
                barrier.await();
                throw new Problem(Kind.CONFLICT, "number " + number);
            });
        } catch (Problem first) {
            assertThat(first.kind()).isEqualTo(Kind.CONFLICT);
            assertThat(first.getSuppressed()).hasSizeLessThanOrEqualTo(2).allMatch(Problem.class::isInstance);
        }
        var shared = new Problem(Kind.CONFLICT, "one for all");
        assertThatThrownBy(() -> Parallel.all(List.of(1, 2, 3, 4), _ -> {
                    throw shared;
                }))
                .isSameAs(shared);
    }

    @Test
    void settled_tells_what_became_of_each() {
        var outcomes = Parallel.settled(List.of(1, 0, 4), number -> 4 / number);

        assertThat(outcomes.get(0)).isEqualTo(new Outcome.Done<>(4));
        assertThat(outcomes.get(1))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure()).isInstanceOf(ArithmeticException.class));
        assertThat(outcomes.stream().map(outcome -> outcome.orElse(-1))).containsExactly(4, -1, 1);
        assertThat(Parallel.<Integer>settled(() -> 1, () -> fail("no"))).hasSize(2);
    }

    private static Integer fail(String message) {
        throw new IllegalStateException(message);
    }

    @Test
    void every_task_failing_is_told_of_every_task() {
        assertThat(Parallel.settled(IntStream.range(0, 100).boxed().toList(), number -> fail("no " + number)))
                .hasSize(100)
                .allMatch(Outcome.Failed.class::isInstance);
    }

    @Test
    void ten_thousand_tasks_run_so_many_at_once_and_no_more() {
        var most = new AtomicInteger();
        var sum = Parallel.all(IntStream.range(0, 10_000).boxed().toList(), 16, number -> {
            most.accumulateAndGet(alive.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            alive.decrementAndGet();
            return number;
        });

        assertThat(sum)
                .containsExactlyElementsOf(IntStream.range(0, 10_000).boxed().toList());
        assertThat(most.get()).isBetween(1, 16);
        assertThatThrownBy(() -> Parallel.all(List.of(1), 0, number -> number))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_failure_keeps_bounded_tasks_from_beginning() {
        var begun = new AtomicInteger();

        assertThatThrownBy(() -> Parallel.all(IntStream.range(0, 10_000).boxed().toList(), 1, number -> {
                    begun.incrementAndGet();
                    return number == 3 ? fail("at three") : number;
                }))
                .hasMessage("at three");
        assertThat(begun.get()).isLessThan(10_000);
    }

    @Test
    void an_interrupt_that_a_task_leaves_behind_does_not_reach_the_next() {
        assertThat(Parallel.all(IntStream.range(0, 100).boxed().toList(), 1, _ -> {
                    var before = Thread.currentThread().isInterrupted();
                    Thread.currentThread().interrupt();
                    return before;
                }))
                .doesNotContain(true);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void a_deadline_ends_all_and_waits_for_those_at_work() {
        assertThatThrownBy(() -> Deadline.within(
                        SHORT,
                        () -> Parallel.all(() -> sleep(new CountDownLatch(1)), () -> sleep(new CountDownLatch(1)))))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("deadline_exceeded"));
        assertThat(alive).hasValue(0);
        assertThat(interrupted).hasValue(2);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void settled_keeps_what_was_done_before_the_deadline() {
        var outcomes = Deadline.within(
                SHORT,
                () -> Parallel.settled(
                        List.of(1, 2, 3), 2, number -> number == 1 ? number : sleep(new CountDownLatch(1))));

        assertThat(outcomes.getFirst()).isEqualTo(new Outcome.Done<>(1));
        assertThat(outcomes.subList(1, 3)).allMatch(Outcome.Failed.class::isInstance);
        assertThat(alive).hasValue(0);
    }

    @Test
    void nothing_begins_when_no_time_is_left() {
        var begun = new AtomicInteger();

        assertThatThrownBy(() -> Deadline.within(
                        Duration.ZERO, () -> Parallel.all(begun::incrementAndGet, begun::incrementAndGet)))
                .isInstanceOf(Problem.class);
        assertThat(Deadline.within(Duration.ZERO, () -> Parallel.settled(begun::incrementAndGet)))
                .allMatch(Outcome.Failed.class::isInstance);
        assertThat(begun).hasValue(0);
    }

    @Test
    void an_interrupt_of_the_caller_ends_the_tasks_also_those_of_tasks() throws InterruptedException {
        var begun = new CountDownLatch(2);
        var thrown = new AtomicReference<Throwable>();
        var flag = new AtomicBoolean();
        var caller = Thread.startVirtualThread(() -> {
            try {
                Parallel.all(() -> sleep(begun), () -> Parallel.all(() -> sleep(begun), () -> 1));
            } catch (Throwable failure) {
                thrown.set(failure);
                flag.set(Thread.currentThread().isInterrupted());
            }
        });
        begun.await();
        caller.interrupt();
        caller.join();

        assertThat(thrown.get()).isInstanceOf(Problem.class).hasMessage("the caller was interrupted");
        assertThat(flag).isTrue();
        assertThat(alive).hasValue(0);
        assertThat(interrupted).hasValue(2);
    }

    @Test
    void a_task_that_ignores_its_interrupt_is_waited_for() {
        var begun = new CountDownLatch(1);

        assertThatThrownBy(() -> Parallel.all(
                        () -> {
                            begun.await();
                            return fail("at once");
                        },
                        () -> {
                            alive.incrementAndGet();
                            begun.countDown();
                            stubborn(SHORT);
                            return alive.decrementAndGet();
                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(alive).hasValue(0);
    }

    private static void stubborn(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void tasks_know_the_request_and_its_deadline_and_add_their_time_to_it() {
        var exchange = new Exchange("GET", "/", InetAddress.getLoopbackAddress());

        ScopedValue.where(Exchange.CURRENT, exchange)
                .where(Deadline.CURRENT, Deadline.in(Duration.ofMinutes(1)))
                .run(() -> Parallel.all(IntStream.range(0, 100).boxed().toList(), _ -> {
                    Exchange.spent(Exchange.Part.CALLS, 10);
                    assertThat(Deadline.leftOf(Duration.ofHours(1))).isLessThanOrEqualTo(Duration.ofMinutes(1));
                    return Parallel.all(() -> {
                        Exchange.spent(Exchange.Part.CALLS, 1);
                        return 1;
                    });
                }));

        assertThat(exchange.nanos(Exchange.Part.CALLS)).isEqualTo(1_100);
    }

    @Test
    void work_that_must_stay_on_its_thread_is_not_split() {
        ScopedValue.where(Parallel.FORBIDDEN, "it is a test").run(() -> {
            assertThatThrownBy(() -> Parallel.all(() -> 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("this work cannot be split: it is a test");
            assertThatThrownBy(() -> Parallel.settled(new ArrayList<Integer>(), number -> number))
                    .isInstanceOf(IllegalStateException.class);
        });
    }
}
