package dev.holdfast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Deadline;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.testkit.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a PostgreSQL server does to us that is killed, stopped, slow or not there yet. */
class PostgresFaultTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private static Path folder;

    private static Postgres server;

    @BeforeAll
    static void start() {
        server = Postgres.durable(folder);
    }

    @AfterAll
    static void end() {
        server.close();
    }

    private static Database open(String address, int pool) {
        return Database.open(
                DatabaseOptions.of(address).schemas(Person.SCHEMA).pool(pool).timeout(Duration.ofSeconds(3)));
    }

    /** Callers who insert for as long as the load lasts, remember what was stored, count refusals, and end at anything else. */
    private static final class Load implements AutoCloseable {

        private final ConcurrentLinkedQueue<String> stored = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<RuntimeException> failed = new ConcurrentLinkedQueue<>();
        private final AtomicInteger refused = new AtomicInteger();
        private final AtomicInteger number = new AtomicInteger();
        private final AtomicBoolean over = new AtomicBoolean();
        private final Repository<Person, PersonId> people;
        private final List<Thread> callers;

        Load(Database database, int size) {
            people = database.repository(Person.MODEL);
            callers = IntStream.range(0, size)
                    .mapToObj(_ -> Thread.startVirtualThread(this::call))
                    .toList();
        }

        private void call() {
            try {
                while (!over.get()) {
                    insert("p" + number.incrementAndGet());
                }
            } catch (RuntimeException failure) {
                failed.add(failure);
            }
        }

        private void insert(String name) {
            try {
                people.insert(Person.named(name));
                stored.add(name);
            } catch (Problem problem) {
                if (problem.kind() != Kind.UNAVAILABLE || problem.retryAfter().isEmpty()) {
                    throw problem;
                }
                refused.incrementAndGet();
            }
        }

        void awaitMore(int inserts) throws InterruptedException {
            var wanted = stored.size() + inserts;
            for (var end = System.nanoTime() + LONG.toNanos(); stored.size() < wanted && System.nanoTime() < end; ) {
                Thread.sleep(10);
            }
            assertThat(failed).isEmpty();
            assertThat(stored).hasSizeGreaterThanOrEqualTo(wanted);
        }

        void awaitRefusals(int wanted) throws InterruptedException {
            for (var end = System.nanoTime() + LONG.toNanos(); refused.get() < wanted && System.nanoTime() < end; ) {
                Thread.sleep(10);
            }
            assertThat(refused).hasValueGreaterThanOrEqualTo(wanted);
        }

        void end() throws InterruptedException {
            close();
            for (var caller : callers) {
                assertThat(caller.join(LONG)).isTrue();
            }
            assertThat(failed)
                    .as("all who were refused were told when to come back")
                    .isEmpty();
        }

        @Override
        public void close() {
            over.set(true);
        }
    }

    @Test
    void a_server_that_is_killed_under_load_and_comes_back_is_used_again_and_has_all_it_acknowledged()
            throws Exception {
        try (var database = open(server.database(), 4);
                var load = new Load(database, 8)) {
            load.awaitMore(100);
            server.kill();
            load.awaitRefusals(20);
            server.restart();
            load.awaitMore(100);
            load.end();

            var names = database.repository(Person.MODEL).stream(Query.<Person>all())
                    .map(Person::name)
                    .toList();
            assertThat(names).containsAll(load.stored).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_server_that_falls_silent_costs_each_caller_its_time_and_no_more() throws Exception {
        try (var database = open(server.database(), 4);
                var load = new Load(database, 8)) {
            try {
                load.awaitMore(100);
                server.freeze();
                load.awaitRefusals(8);
            } finally {
                server.thaw();
            }
            load.awaitMore(100);
            load.end();
        }
    }

    @Test
    void while_a_server_is_away_callers_are_refused_at_once() throws Exception {
        try (var database = open(server.database(), 4)) {
            var people = database.repository(Person.MODEL);
            server.kill();
            assertUnavailable(() -> people.count(Filter.all()), "the");

            var started = System.nanoTime();
            for (var call = 0; call < 100; call++) {
                assertUnavailable(() -> people.count(Filter.all()), "the database cannot be reached");
            }

            assertThat(Duration.ofNanos(System.nanoTime() - started))
                    .as("a hundred calls, of which one at a time tries for up to two seconds")
                    .isLessThan(Duration.ofSeconds(20));
            server.restart();
        }
    }

    @Test
    void a_write_that_waits_for_a_lock_ends_with_the_time_of_its_request() throws Exception {
        try (var database = open(server.database(), 4)) {
            var people = database.repository(Person.MODEL);
            var ada = people.insert(Person.named("ada"));
            var locked = new CountDownLatch(1);
            var done = new CountDownLatch(1);
            var holder = Thread.startVirtualThread(() -> database.inTransaction(() -> {
                people.patch(ada.id(), Person.POINTS.plus(1));
                locked.countDown();
                return awaited(done);
            }));
            assertThat(locked.await(10, TimeUnit.SECONDS)).isTrue();

            assertUnavailable(
                    () -> Deadline.within(Duration.ofMillis(200), () -> people.patch(ada.id(), Person.POINTS.plus(1))),
                    "the database took too long");

            done.countDown();
            assertThat(holder.join(LONG)).isTrue();
            assertThat(people.findById(ada.id()).orElseThrow().points()).isEqualTo(ada.points() + 1);
        }
    }

    @Test
    void the_wait_for_a_connection_is_bounded() throws Exception {
        try (var database = open(server.database(), 1);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var people = database.repository(Person.MODEL);
            var taken = new CountDownLatch(1);
            var done = new CountDownLatch(1);
            var holder = threads.submit(() -> database.inTransaction(() -> {
                people.count(Filter.all());
                taken.countDown();
                return awaited(done);
            }));
            assertThat(taken.await(10, TimeUnit.SECONDS)).isTrue();

            var calls = IntStream.range(0, 300)
                    .mapToObj(_ -> threads.submit(() -> people.count(Filter.all())))
                    .toList();
            for (var call : calls) {
                assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS))
                        .cause()
                        .hasMessage("the database has more to do than it can");
            }
            done.countDown();
            assertThat(holder.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_server_that_starts_later_than_the_program_is_waited_for() throws Exception {
        var address = server.database();
        server.kill();
        var starting = Thread.ofPlatform().start(() -> {
            awaited(new CountDownLatch(1), Duration.ofMillis(700));
            server.restart();
        });

        try (var database = open(address, 1)) {
            database.ping();
        }
        starting.join();
    }

    @Test
    void a_database_that_is_not_there_is_said_at_once_and_without_the_password() {
        var address = server.database().replace("postgres@", "postgres:hunter2@") + "_not";

        assertThatThrownBy(() -> open(address, 1))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("_not cannot be opened: FATAL: database \"test_")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void programs_that_start_at_once_migrate_once() throws Exception {
        var address = server.database();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var starts = IntStream.range(0, 4)
                    .mapToObj(_ -> threads.submit(() -> open(address, 1)))
                    .toList();
            for (var start : starts) {
                start.get(60, TimeUnit.SECONDS).close();
            }
        }

        try (var database = open(address, 1)) {
            var applied = database.natively(java.sql.Connection.class, connection -> {
                try (var rows = connection
                        .createStatement()
                        .executeQuery("SELECT count(*) FROM people_schema_history WHERE type = 'SQL'")) {
                    rows.next();
                    return rows.getInt(1);
                }
            });
            assertThat(applied).isEqualTo(2);
        }
    }

    @Test
    void a_connection_that_the_server_ended_is_replaced() {
        try (var database = open(server.database(), 2)) {
            var people = database.repository(Person.MODEL);
            people.insert(Person.named("ada"));
            server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'holdfast'");

            for (var call = 0; call < 4; call++) {
                try {
                    people.count(Filter.all());
                } catch (Problem problem) {
                    assertThat(problem.kind()).isEqualTo(Kind.UNAVAILABLE);
                }
            }
            assertThat(people.count(Filter.all())).isEqualTo(1);
        }
    }

    private static boolean awaited(CountDownLatch latch) {
        return awaited(latch, LONG);
    }

    private static boolean awaited(CountDownLatch latch, Duration time) {
        try {
            return latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void assertUnavailable(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Kind.UNAVAILABLE))
                .hasMessageStartingWith(message);
    }
}
