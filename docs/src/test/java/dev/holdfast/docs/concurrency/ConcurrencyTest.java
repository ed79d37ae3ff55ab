package dev.holdfast.docs.concurrency;

import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Deadline;
import dev.holdfast.Exchange;
import dev.holdfast.Problem;
import dev.holdfast.Telemetry;
import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.app.Service;
import dev.holdfast.concurrent.CpuPool;
import dev.holdfast.concurrent.Parallel;
import dev.holdfast.data.Database;
import dev.holdfast.data.DatabaseOptions;
import dev.holdfast.data.Query;
import dev.holdfast.data.Schema;
import dev.holdfast.http.Response;
import dev.holdfast.routing.Routes;
import dev.holdfast.testkit.Backend;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the guide says of work at once, and a deadline that reaches the database and other programs. */
class ConcurrencyTest {

    private static final Duration TIME = Duration.ofMillis(300);
    private static final LinkedBlockingQueue<Throwable> FAILURES = new LinkedBlockingQueue<>();
    private static final LinkedBlockingQueue<String> STEPS = new LinkedBlockingQueue<>();

    @RegisterExtension
    static final Backend BACKEND = Backend.of(ConcurrencyTest::program);

    @BeforeEach
    void forget() {
        FAILURES.clear();
    }

    private static AppDraft program(Path folder) {
        var database = Database.open(DatabaseOptions.of("sqlite:" + folder.resolve("readings.db"))
                .schemas(Schema.of("app", "concurrency/migration", Reading.MODEL)));
        // tag::running[]
        var poller = Service.of("poller", () -> STEPS.add("started"), () -> STEPS.add("stopped"));
        return App.serving(routes(database))
                .closing(database)
                .running(poller)
                // end::running[]
                .tellingTo(new Telemetry() {
                    @Override
                    public void done(Exchange exchange) {}

                    @Override
                    public void failed(String context, Throwable failure) {
                        FAILURES.add(failure);
                    }
                });
    }

    private static Routes routes(Database database) {
        var readings = database.repository(Reading.MODEL);
        return group(
                "/",
                get("/store/{value}").open().within(TIME).returns(204).to(request -> {
                    readings.insert(new Reading(UUID.randomUUID(), request.path("value", Integer::parseInt)));
                    return Response.noContent();
                }),
                get("/store-both/{value}").open().within(TIME).returns(204).to(request -> {
                    var value = request.path("value", Integer::parseInt);
                    database.inTransaction(() -> {
                        readings.insert(new Reading(UUID.randomUUID(), 1));
                        return readings.insert(new Reading(UUID.randomUUID(), value));
                    });
                    return Response.noContent();
                }),
                get("/count")
                        .open()
                        .returns(Long.class)
                        .to(_ -> Response.ok(
                                "count", (long) readings.find(Query.all()).size())),
                get("/split")
                        .open()
                        .returns(Long.class)
                        .to(_ -> Response.ok(
                                "count", database.inTransaction(() -> Parallel.all(() -> 1, () -> 2, Integer::sum)))),
                get("/quotes/{parcel}").open().returns(byte[].class).to(request -> {
                    if (request.path("parcel").equals("heavy")) {
                        Thread.sleep(TIME.multipliedBy(4));
                    }
                    return Response.text("12");
                }));
    }

    private static long count() {
        return BACKEND.inMemory().get("/count").at("/data/count").asLong();
    }

    @Test
    void a_deadline_reaches_a_slow_statement_and_nothing_of_it_is_stored() {
        var before = count();
        for (var path : List.of("/store/-1", "/store-both/-1")) {
            for (var client : BACKEND.bothDoors()) {
                var reply = client.get(path);
                assertThat(reply.status()).isEqualTo(503);
                assertThat(reply.textAt("/code")).isEqualTo("deadline_exceeded");
            }
        }
        assertThat(count()).isEqualTo(before);
        assertThat(BACKEND.inMemory().get("/store/1").status()).isEqualTo(204);
        assertThat(count()).isEqualTo(before + 1);
    }

    @Test
    void work_is_not_split_inside_a_transaction() throws InterruptedException {
        assertThat(BACKEND.inMemory().get("/split").status()).isEqualTo(500);
        assertThat(FAILURES.poll(20, TimeUnit.SECONDS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be split: a transaction");
    }

    @Test
    void a_service_runs_from_before_the_first_request() {
        assertThat(BACKEND.inMemory().get("/count").status()).isEqualTo(200);
        assertThat(STEPS).containsExactly("started");
    }

    @Test
    void another_program_is_asked_in_the_time_that_is_left() throws Exception {
        var shipping = new Shipping(URI.create("http://127.0.0.1:" + BACKEND.port()));

        assertThat(shipping.quote("light")).isEqualTo("12");
        assertThatThrownBy(() -> Deadline.within(TIME, () -> shipping.quote("heavy")))
                .isInstanceOf(HttpTimeoutException.class);
        assertThatThrownBy(() -> Deadline.within(Duration.ZERO, () -> shipping.quote("light")))
                .isInstanceOf(Problem.class);
    }

    private static final class Fake implements Dashboards.Shops {
        @Override
        public List<String> orders(String user) {
            return List.of("lamp of " + user);
        }

        @Override
        public int unread(String user) {
            return 3;
        }

        @Override
        public int price(String product) throws InterruptedException {
            if (product.equals("rare")) {
                Thread.sleep(Duration.ofMinutes(1));
            }
            return product.length();
        }
    }

    @Test
    void the_examples_do_what_the_page_says() throws Exception {
        try (var cpu = CpuPool.of("images")) {
            var dashboards = new Dashboards(new Fake(), cpu);

            assertThat(dashboards.of("ann")).isEqualTo(new Dashboard(List.of("lamp of ann"), 3));
            assertThat(dashboards.prices(List.of("lamp", "oil"))).containsExactly(4, 3);
            assertThat(dashboards.knownPrices(List.of("lamp", "rare", "oil"))).containsExactly(4, 0, 3);
            assertThat(dashboards.checksum(new byte[] {1, 2})).isEqualTo(33);
        }
    }
}
