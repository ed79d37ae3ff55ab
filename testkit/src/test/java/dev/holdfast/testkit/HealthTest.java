package dev.holdfast.testkit;

import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Deadline;
import dev.holdfast.app.App;
import dev.holdfast.app.Health;
import dev.holdfast.http.Response;
import dev.holdfast.server.Listen;
import dev.holdfast.server.Server;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a supervisor and a load balancer are told. */
class HealthTest {

    private static Backend with(Health health) {
        return Backend.started(_ -> App.serving(health.routes()));
    }

    @Test
    void a_program_without_faults_is_alive_and_ready() {
        try (var backend = with(Health.of(new Health.Check("disk", () -> {})))) {
            for (var path : new String[] {"/health", "/livez", "/readyz"}) {
                for (var client : backend.bothDoors()) {
                    assertThat(client.get(path).status()).as(path).isEqualTo(200);
                }
            }
            assertThat(backend.inMemory().get("/readyz").textAt("/data/state")).isEqualTo("ready");
            assertThat(backend.inMemory()
                            .get("/health")
                            .at("/data/uptimeSeconds")
                            .isIntegralNumber())
                    .isTrue();
        }
    }

    @Test
    void E6_while_something_it_needs_is_away_it_is_alive_and_not_ready_and_says_no_more_to_strangers() {
        var health = Health.of(new Health.Check("disk", () -> {
            throw new IOException("/dev/secret is gone");
        }));
        try (var backend = with(health)) {
            var readiness = backend.inMemory().get("/readyz");

            assertThat(readiness.status()).isEqualTo(503);
            assertThat(readiness.textAt("/code")).isEqualTo("unavailable");
            assertThat(readiness.header("Retry-After")).contains("1");
            assertThat(readiness.text()).doesNotContain("secret").doesNotContain("disk");
            assertThat(backend.inMemory().get("/livez").status()).isEqualTo(200);
        }
    }

    @Test
    void a_check_is_not_asked_for_each_who_asks_and_has_a_deadline() {
        var asked = new AtomicInteger();
        var hadDeadline = new AtomicInteger();
        var health = Health.of(new Health.Check("disk", () -> {
            asked.incrementAndGet();
            if (Deadline.leftOf(Duration.ofMinutes(1)).compareTo(Duration.ofSeconds(2)) <= 0) {
                hadDeadline.incrementAndGet();
            }
        }));
        try (var backend = with(health)) {
            var started = System.nanoTime();
            for (var index = 0; index < 50; index++) {
                assertThat(backend.inMemory().get("/readyz").status()).isEqualTo(200);
            }
            var seconds = Duration.ofNanos(System.nanoTime() - started).toSeconds();
            assertThat(asked.get()).isBetween(1, (int) seconds + 1);
            assertThat(hadDeadline.get()).isEqualTo(asked.get());
        }
    }

    @Test
    void told_to_stop_it_serves_on_for_a_while_and_is_not_ready() throws Exception {
        var health = Health.of();
        var told = new CountDownLatch(1);
        var routes = group(
                "/", health.routes(), get("/n").open().returns(String.class).to(_ -> Response.ok("n", "1")));
        try (var app = App.serving(routes)
                .tellingBeforeTheEnd(health::stopping)
                .tellingBeforeTheEnd(told::countDown)
                .build()) {
            var server = Server.start(app, Listen.on("127.0.0.1", 0).servingOn(Duration.ofSeconds(2)));
            assertThat(status(server, "/readyz")).isEqualTo(200);
            var closing = Thread.startVirtualThread(server::close);
            told.await();
            assertThat(status(server, "/readyz")).isEqualTo(503);
            assertThat(status(server, "/livez")).isEqualTo(200);
            assertThat(status(server, "/n")).isEqualTo(200);
            assertThat(closing.join(Duration.ofSeconds(30))).isTrue();
        }
    }

    private static int status(Server server, String path) throws IOException {
        var url = URI.create("http://127.0.0.1:" + server.port() + path).toURL();
        var connection = (HttpURLConnection) url.openConnection();
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }
}
