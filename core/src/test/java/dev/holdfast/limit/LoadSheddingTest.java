package dev.holdfast.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Exchange;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.http.Handler;
import dev.holdfast.http.Headers;
import dev.holdfast.http.Method;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is refused when there is too much to do, and what is not. */
class LoadSheddingTest {

    private static final Duration LATE = Duration.ofMillis(51);
    private static final LoadLimits LIMITS =
            LoadLimits.standard().times(Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(250));

    private final AtomicLong now = new AtomicLong();
    private final LoadShedding shedding = new LoadShedding(LIMITS.requests(2, 4, 1), Set.of("/livez"), now::get);
    private final Handler quick = shedding.around(_ -> Response.noContent());

    private static Request request(String path) {
        var head = new Request.Head(Method.GET, path, "", Headers.NONE, InetAddress.getLoopbackAddress());
        return Request.of(head, new byte[0]);
    }

    private static boolean isAnswered(Handler handler, String path, Duration lateness) throws Exception {
        var exchange = new Exchange("GET", path, InetAddress.getLoopbackAddress());
        exchange.late(lateness.toNanos());
        try {
            ScopedValue.where(Exchange.CURRENT, exchange).call(() -> handler.handle(request(path)));
            assertThat(exchange.turnedAway()).isEmpty();
            return true;
        } catch (Problem refused) {
            assertThat(refused.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(refused.retryAfter()).isPresent();
            assertThat(exchange.turnedAway()).isEqualTo("overload");
            return false;
        }
    }

    private int answered(int requests, Duration lateness) throws Exception {
        var answered = 0;
        for (var index = 0; index < requests; index++) {
            now.addAndGet(Duration.ofMillis(10).toNanos());
            answered += isAnswered(quick, "/", lateness) ? 1 : 0;
        }
        return answered;
    }

    /** Stands in for a route that keeps its requests under way until it is told. */
    private final class Held {

        private final Semaphore gate = new Semaphore(0);
        private final ArrayList<Thread> threads = new ArrayList<>();
        private final AtomicInteger answered = new AtomicInteger();

        Held(int requests) throws InterruptedException {
            var inside = new CountDownLatch(requests);
            var slow = shedding.around(_ -> {
                inside.countDown();
                gate.acquire();
                return Response.noContent();
            });
            for (var index = 0; index < requests; index++) {
                threads.add(Thread.startVirtualThread(() -> {
                    try {
                        answered.addAndGet(isAnswered(slow, "/slow", Duration.ZERO) ? 1 : 0);
                    } catch (Exception failure) {
                        throw new AssertionError(failure);
                    }
                }));
            }
            inside.await();
        }

        void release() throws InterruptedException {
            gate.release(threads.size());
            for (var thread : threads) {
                thread.join();
            }
        }
    }

    @Test
    void a_queue_that_stands_for_a_window_is_overload_and_who_came_too_late_is_refused() throws Exception {
        assertThat(answered(24, LATE)).as("the first window").isEqualTo(24);
        assertThat(answered(10, LATE)).isLessThanOrEqualTo(1);
        assertThat(answered(10, Duration.ofMillis(49))).as("those in time").isEqualTo(10);
    }

    @Test
    void overload_is_over_when_the_queue_is_much_shorter() throws Exception {
        answered(30, LATE);
        answered(60, Duration.ofMillis(40));
        assertThat(isAnswered(quick, "/", LATE)).isFalse();
        answered(60, Duration.ofMillis(10));
        assertThat(isAnswered(quick, "/", LATE)).isTrue();
    }

    @Test
    void one_that_is_in_time_shows_that_no_queue_stands() throws Exception {
        for (var window = 0; window < 20; window++) {
            assertThat(answered(19, Duration.ofSeconds(2)) + answered(1, Duration.ZERO))
                    .isEqualTo(20);
        }
    }

    @Test
    void a_few_that_were_late_by_chance_say_nothing() throws Exception {
        for (var index = 0; index < 15; index++) {
            now.addAndGet(Duration.ofSeconds(10).toNanos());
            assertThat(isAnswered(quick, "/", Duration.ofSeconds(1))).isTrue();
        }
    }

    @Test
    void a_slow_route_is_not_overload() throws Exception {
        var slow = new Held(3);
        assertThat(answered(500, Duration.ofMillis(1))).isEqualTo(500);
        assertThat(shedding.places()).isEqualTo(4);
        slow.release();
        assertThat(slow.answered.get()).isEqualTo(3);
    }

    @Test
    void one_more_than_the_places_waits_its_patience_and_is_refused() throws Exception {
        var slow = new Held(4);
        assertThat(isAnswered(quick, "/", Duration.ZERO)).isFalse();
        assertThat(isAnswered(quick, "/livez", Duration.ZERO)).as("health").isTrue();
        slow.release();
        assertThat(isAnswered(quick, "/", Duration.ZERO)).isTrue();
    }

    @Test
    void who_waits_is_let_in_when_a_place_is_free_and_one_more_than_may_wait_is_refused_at_once() throws Exception {
        var patient = new LoadShedding(
                LIMITS.requests(1, 1, 1).times(Duration.ofSeconds(20), Duration.ofMillis(50), Duration.ofMillis(250)),
                Set.of(),
                now::get);
        var inside = new CountDownLatch(1);
        var gate = new CountDownLatch(1);
        var handler = patient.around(_ -> {
            inside.countDown();
            gate.await();
            return Response.noContent();
        });
        var answered = new AtomicInteger();
        Runnable asks = () -> {
            try {
                answered.addAndGet(isAnswered(handler, "/", Duration.ZERO) ? 1 : 0);
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
        };
        var first = Thread.startVirtualThread(asks);
        inside.await();
        var second = Thread.startVirtualThread(asks);
        while (second.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(isAnswered(handler, "/", Duration.ZERO)).as("the third").isFalse();
        gate.countDown();
        first.join();
        second.join();
        assertThat(answered.get()).isEqualTo(2);
    }

    @Test
    void there_are_fewer_places_while_the_processors_are_behind_and_all_of_them_again_after() throws Exception {
        answered(400, LATE);
        assertThat(shedding.places()).isEqualTo(2);
        answered(400, Duration.ZERO);
        assertThat(shedding.places()).isEqualTo(4);
    }

    @Test
    void a_place_is_given_back_whatever_happens() throws Exception {
        var broken = shedding.around(_ -> {
            throw new IllegalStateException("broken");
        });
        for (var index = 0; index < 20; index++) {
            assertThatThrownBy(() -> isAnswered(broken, "/", Duration.ZERO)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(isAnswered(quick, "/", Duration.ZERO)).isTrue();
    }

    @Test
    void limits_that_let_nobody_in_are_refused() {
        assertThatThrownBy(() -> LIMITS.requests(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LIMITS.requests(2, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LIMITS.times(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
