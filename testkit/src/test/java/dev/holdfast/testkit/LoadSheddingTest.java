package dev.holdfast.testkit;

import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.app.Health;
import dev.holdfast.http.Body;
import dev.holdfast.http.Deferred;
import dev.holdfast.http.Response;
import dev.holdfast.limit.LoadLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A program that is asked for more than it can do, and one that merely has slow routes. */
class LoadSheddingTest {

    private static final LoadLimits ONE_PLACE = LoadLimits.standard().requests(1, 1, 0);

    private final Semaphore gate = new Semaphore(0);
    private final ConcurrentLinkedQueue<Deferred> pending = new ConcurrentLinkedQueue<>();

    private AppDraft draft() {
        return App.serving(group(
                "/",
                Health.of().routes(),
                get("/quick").open().returns(String.class).to(_ -> Response.ok("n", "1")),
                get("/busy").open().returns(String.class).to(_ -> busy()),
                get("/slow").open().returns(String.class).to(_ -> {
                    gate.acquire();
                    return Response.ok("n", "1");
                }),
                get("/later").open().returns(String.class).to(_ -> {
                    var later = new Deferred();
                    pending.add(later);
                    return Response.of(200, new Body.Later(later));
                })));
    }

    private static Response busy() {
        var end = System.nanoTime() + Duration.ofMillis(20).toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return Response.ok("n", "1");
    }

    private static void isRefusedForNow(Reply reply) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.textAt("/code")).isEqualTo("unavailable");
        assertThat(reply.header("Retry-After")).contains("1");
        assertThat(reply.header("X-Request-Id")).isPresent();
    }

    @Test
    void where_there_is_no_place_a_request_is_refused_and_health_is_answered() throws InterruptedException {
        try (var backend = Backend.started(_ -> draft().shedding(ONE_PLACE))) {
            var slow = Thread.startVirtualThread(() -> backend.inMemory().get("/slow"));
            while (!gate.hasQueuedThreads()) {
                Thread.sleep(1);
            }
            for (var client : backend.bothDoors()) {
                isRefusedForNow(client.get("/quick"));
                isRefusedForNow(client.get("/nothing"));
                assertThat(client.get("/livez").status()).isEqualTo(200);
                assertThat(client.get("/readyz").status()).isEqualTo(200);
            }
            gate.release();
            slow.join();
            assertThat(backend.inMemory().get("/quick").status()).isEqualTo(200);
        }
    }

    @Test
    void who_waits_for_a_later_answer_takes_no_place() throws InterruptedException {
        var patient = LoadLimits.standard()
                .requests(1, 1, 8)
                .times(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));
        try (var backend = Backend.started(_ -> draft().shedding(patient))) {
            var polling = new ArrayList<Thread>();
            for (var index = 0; index < 20; index++) {
                var seen = index;
                polling.add(Thread.startVirtualThread(() -> backend.inMemory().get("/later")));
                while (pending.size() <= seen) {
                    Thread.sleep(1);
                }
            }
            assertThat(backend.inMemory().get("/quick").status()).isEqualTo(200);
            pending.forEach(later -> later.complete(Response.ok("n", "1")));
            for (var thread : polling) {
                thread.join();
            }
        }
    }

    @Test
    void slow_routes_beside_quick_ones_are_not_overload() throws InterruptedException {
        try (var backend = Backend.started(_ -> draft())) {
            var slow = new ArrayList<Thread>();
            for (var index = 0; index < 200; index++) {
                slow.add(Thread.startVirtualThread(() -> backend.inMemory().get("/slow")));
            }
            for (var index = 0; index < 200; index++) {
                assertThat(backend.inMemory().get("/quick").status()).isEqualTo(200);
            }
            gate.release(slow.size());
            for (var thread : slow) {
                thread.join();
            }
        }
    }

    @Test
    void of_far_more_work_than_the_processors_can_do_some_is_done_some_refused_and_then_all_is_well() throws Exception {
        var done = new AtomicInteger();
        var refused = new AtomicInteger();
        try (var backend = Backend.started(_ -> draft())) {
            var end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
            var over = new CountDownLatch(96);
            for (var index = 0; index < 96; index++) {
                Thread.ofPlatform().daemon().start(() -> {
                    while (System.nanoTime() < end) {
                        var status = backend.overSocket().get("/busy").status();
                        (status == 200 ? done : refused).incrementAndGet();
                    }
                    over.countDown();
                });
            }
            over.await();
            assertThat(refused.get()).as("refused").isPositive();
            assertThat(done.get()).as("done").isGreaterThan(50);
            var calm = System.nanoTime() + Duration.ofSeconds(1).toNanos();
            for (var asked = 0; asked < 64 || System.nanoTime() < calm; asked++) {
                backend.overSocket().get("/quick");
            }
            for (var index = 0; index < 50; index++) {
                assertThat(backend.overSocket().get("/quick").status()).isEqualTo(200);
            }
        }
    }
}
