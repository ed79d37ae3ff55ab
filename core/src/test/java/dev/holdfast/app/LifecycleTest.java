package dev.holdfast.app;

import static dev.holdfast.routing.Routes.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Exchange;
import dev.holdfast.Telemetry;
import dev.holdfast.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What a program starts before its first request and stops after its last. */
class LifecycleTest {

    private final List<String> steps = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();

    private final Telemetry telemetry = new Telemetry() {
        @Override
        public void done(Exchange exchange) {}

        @Override
        public void failed(String context, Throwable failure) {
            failures.add(context + ": " + failure.getMessage());
        }
    };

    private AppDraft draft() {
        return App.serving(get("/").open().returns(String.class).to(_ -> Response.ok("n", 1)))
                .tellingTo(telemetry);
    }

    private Service service(String name) {
        return Service.of(name, () -> steps.add("+" + name), () -> steps.add("-" + name));
    }

    private Service failing(String name, Service.Step start, Service.Step stop) {
        return Service.of(name, start, stop);
    }

    private static void fail() {
        throw new IllegalStateException("broken");
    }

    @Test
    void services_start_in_their_order_and_stop_in_reverse() {
        var app = draft().closing(() -> steps.add("-database"))
                .running(service("mail"))
                .running(service("jobs"))
                .build();
        app.start();
        app.start();
        assertThat(steps).containsExactly("+mail", "+jobs");
        app.close();
        app.close();
        assertThat(steps).containsExactly("+mail", "+jobs", "-jobs", "-mail", "-database");
    }

    @Test
    void a_service_that_cannot_start_is_named_and_those_before_it_are_stopped() {
        var app = draft().closing(() -> steps.add("-database"))
                .running(service("mail"))
                .running(service("cache"))
                .running(failing("jobs", LifecycleTest::fail, () -> steps.add("-jobs")))
                .running(service("never"))
                .build();

        assertThatThrownBy(app::start)
                .isInstanceOf(CannotStart.class)
                .hasMessage("jobs cannot start: broken")
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(steps).containsExactly("+mail", "+cache", "-cache", "-mail");
        app.close();
        assertThat(steps).endsWith("-mail", "-database").doesNotContain("-jobs");
    }

    @Test
    void what_was_never_started_is_not_stopped_and_what_is_open_is_closed() {
        var app = draft().closing(() -> steps.add("-database"))
                .running(service("jobs"))
                .build();
        app.close();
        assertThat(steps).containsExactly("-database");
    }

    @Test
    void what_fails_to_stop_is_told_of_and_hinders_nothing() {
        var app = draft().running(service("mail"))
                .running(failing("jobs", () -> steps.add("+jobs"), LifecycleTest::fail))
                .running(failing("odd", () -> steps.add("+odd"), () -> {
                    throw new AssertionError("odd");
                }))
                .build();
        app.start();
        app.close();
        assertThat(steps).containsExactly("+mail", "+jobs", "+odd", "-mail");
        assertThat(failures).containsExactly("stopping odd: odd", "stopping jobs: broken");
    }

    @Test
    void what_hangs_is_named_with_where_it_hangs_and_hinders_nothing() {
        var gate = new CountDownLatch(1);
        var app = draft().closing(() -> steps.add("-database"))
                .running(failing("jobs", () -> steps.add("+jobs"), () -> awaitForEver(gate)))
                .stoppingWithin(Duration.ofMillis(50))
                .build();
        app.start();
        app.close();
        gate.countDown();
        assertThat(steps).containsExactly("+jobs", "-database");
        assertThat(failures).containsExactly("stopping jobs: not done after 50 ms; going on without it");
    }

    /** Not even an interrupt ends it. */
    private static void awaitForEver(CountDownLatch gate) {
        while (gate.getCount() > 0) {
            try {
                gate.await();
            } catch (InterruptedException _) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void an_interrupt_of_the_one_who_closes_skips_nothing() {
        var app = draft().running(failing("slow", () -> steps.add("+slow"), () -> {
                    Thread.sleep(50);
                    steps.add("-slow");
                }))
                .build();
        app.start();
        Thread.currentThread().interrupt();
        app.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(steps).containsExactly("+slow", "-slow");
        assertThat(failures).isEmpty();
    }

    @Test
    void whoever_hears_of_the_end_and_fails_or_hangs_keeps_nobody_from_hearing() {
        var gate = new CountDownLatch(1);
        var app = draft().tellingBeforeTheEnd(LifecycleTest::fail)
                .tellingBeforeTheEnd(() -> awaitForEver(gate))
                .tellingBeforeTheEnd(() -> steps.add("heard"))
                .stoppingWithin(Duration.ofMillis(50))
                .build();
        app.stopping();
        gate.countDown();
        assertThat(steps).containsExactly("heard");
        assertThat(failures).hasSize(2).first().asString().endsWith("broken");
    }
}
