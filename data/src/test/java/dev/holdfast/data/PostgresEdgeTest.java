package dev.holdfast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Exchange;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.testkit.Postgres;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What PostgreSQL does at the edges of what it can keep, and of what callers may do. */
class PostgresEdgeTest {

    @Table("items")
    record Item(
            @Id String id,
            Optional<Instant> due,
            List<Double> sizes,
            List<Instant> moments,
            BigDecimal price,
            double weight) {}

    @Table("marks")
    record Mark(@Id String id, @CreatedAt Instant createdAt) {}

    @Table("ticks")
    record Tick(@Id String id, @Version long version) {}

    private static final Model<Item, String> ITEM = Model.of(Item.class, String.class);
    private static final Model<Mark, String> MARK = Model.of(Mark.class, String.class);
    private static final Model<Tick, String> TICK = Model.of(Tick.class, String.class);

    @TempDir
    private Path folder;

    private String address;
    private Database database;
    private Repository<Person, PersonId> people;
    private Repository<Item, String> items;

    @BeforeEach
    void open() throws Exception {
        address = Postgres.shared().database();
        var own = new MigrationFolder(folder).with("V1__items.sql", """
                CREATE TABLE items (id text COLLATE "C" PRIMARY KEY, due timestamptz, sizes jsonb NOT NULL,
                    moments jsonb NOT NULL, price numeric NOT NULL, weight double precision NOT NULL);
                CREATE TABLE marks (id text COLLATE "C" PRIMARY KEY, created_at timestamptz NOT NULL);
                CREATE TABLE ticks (id text COLLATE "C" PRIMARY KEY, version bigint NOT NULL);
                """);
        database = own.seen(() -> Database.open(DatabaseOptions.of(address)
                .pool(1)
                .timeout(Duration.ofSeconds(2))
                .schemas(Person.SCHEMA, Schema.of("own", MigrationFolder.NAME, ITEM, MARK, TICK))));
        people = database.repository(Person.MODEL);
        items = database.repository(ITEM);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Item item(String id) {
        return new Item(id, Optional.empty(), List.of(), List.of(), BigDecimal.ONE, 1);
    }

    private void words(String sql) {
        database.natively(Connection.class, connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    @Test
    void a_transaction_whose_commit_got_no_answer_is_not_run_again() throws Exception {
        words("""
                CREATE FUNCTION quit() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
                CREATE CONSTRAINT TRIGGER quitting AFTER INSERT ON teams DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION quit()""");
        var ada = people.insert(Person.named("ada"));
        var runs = new AtomicInteger();

        try (var other = Database.open(DatabaseOptions.of(address).pool(1).schemas(Person.SCHEMA))) {
            assertThatThrownBy(() -> database.inTransaction(() -> {
                        if (runs.incrementAndGet() > 1) {
                            return true;
                        }
                        people.findById(ada.id());
                        CompletableFuture.runAsync(
                                        () -> other.repository(Person.MODEL).patch(ada.id(), Person.POINTS.plus(1)))
                                .join();
                        assertThatThrownBy(() -> people.patch(ada.id(), Person.POINTS.plus(1)))
                                .hasMessage("the database is busy");
                        database.repository(Team.MODEL).insert(new Team(UUID.randomUUID(), "Red"));
                        return true;
                    }))
                    .isInstanceOf(Problem.class);
        }
        assertThat(runs).hasValue(1);
    }

    @Test
    void text_too_long_for_an_index_is_refused_as_the_callers() {
        var letters = new StringBuilder();
        new Random(1).ints(20_000, 'a', 'z').forEach(letter -> letters.append((char) letter));
        assertThatThrownBy(() -> people.insert(Person.of("ada", letters.toString())))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Kind.UNPROCESSABLE));
    }

    @Test
    void old_moments_come_back() {
        for (var moment : List.of(
                "-0100-03-01T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "0001-01-01T00:00:00Z",
                "1500-02-28T12:00:00.123Z",
                "+12345-01-01T00:00:00Z",
                "-4000-01-01T00:00:00Z")) {
            var item = new Item(moment, Optional.of(Instant.parse(moment)), List.of(), List.of(), BigDecimal.ONE, 1);
            items.insert(item);
            assertThat(items.findById(moment)).contains(item);
        }
    }

    @Test
    void numbers_in_lists_come_back() {
        var sizes = List.of(0.1, 1e308, 4.9e-324, 1e22, 123456789012345680.0, -1.5);
        items.insert(new Item("a", Optional.empty(), sizes, List.of(), BigDecimal.ONE, 1));
        assertThat(items.findById("a").orElseThrow().sizes()).isEqualTo(sizes);
        assertThat(items.exists(ITEM.list("sizes", Double.class).has(1e22))).isTrue();
    }

    @Test
    void records_that_were_refused_while_they_were_bound_are_not_stored_with_later_ones() {
        database.inTransaction(() -> {
            var price = new BigDecimal("1e-20000");
            var cheap = new Item("cheap", Optional.empty(), List.of(), List.of(), price, 1);
            assertThatThrownBy(() -> items.insertAll(List.of(item("a"), cheap)))
                    .hasMessage("a number is larger or smaller than its field can hold");
            items.insertAll(List.of(item("b"), item("c")));
            return true;
        });
        assertThat(items.find(Query.all())).extracting(Item::id).containsExactly("b", "c");
    }

    @Test
    void records_with_nothing_to_change_are_upserted() {
        var marks = database.repository(MARK);
        marks.insert(new Mark("a", Instant.EPOCH));
        assertThat(marks.upsert(new Mark("a", Instant.EPOCH), MARK.field("id", String.class))
                        .id())
                .isEqualTo("a");
    }

    @Test
    void records_with_nothing_but_a_version_are_upserted() {
        var ticks = database.repository(TICK);
        ticks.insert(new Tick("a", 0));
        assertThat(ticks.upsert(new Tick("a", 0), TICK.field("id", String.class)))
                .isEqualTo(new Tick("a", 2));
    }

    @Test
    void records_with_nothing_to_change_are_updated() {
        var marks = database.repository(MARK);
        var mark = marks.insert(new Mark("a", Instant.EPOCH));
        assertThat(marks.update(mark)).isEqualTo(mark);
    }

    @Test
    void a_unique_index_that_includes_more_names_only_what_is_unique() throws Exception {
        words("CREATE UNIQUE INDEX wide ON items (price) INCLUDE (weight)");
        database.close();
        var own = new MigrationFolder(folder);
        database = own.seen(() -> Database.open(DatabaseOptions.of(address)
                .pool(1)
                .schemas(Person.SCHEMA, Schema.of("own", MigrationFolder.NAME, ITEM, MARK, TICK))));
        var again = database.repository(ITEM);
        again.insert(item("a"));
        assertThatThrownBy(() -> again.insert(item("b")))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(fault -> fault.pointer())
                                .containsExactly("/price"));
    }

    @Test
    void a_caller_who_is_interrupted_while_it_waits_for_a_connection_keeps_nobody_else_out() throws Exception {
        var name = address.substring(address.lastIndexOf('/') + 1);
        database.ping();
        Postgres.shared().run("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
        assertThatThrownBy(() -> words("SELECT pg_terminate_backend(pg_backend_pid())"))
                .isInstanceOf(Problem.class);
        var refusal = new CompletableFuture<Throwable>();
        var caller = Thread.ofPlatform().start(() -> {
            try {
                people.count(Filter.all());
            } catch (RuntimeException failure) {
                refusal.complete(failure);
            }
        });
        while (caller.isAlive() && caller.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        caller.interrupt();
        assertThat(refusal.get(10, TimeUnit.SECONDS)).hasMessage("the caller was interrupted");
        Postgres.shared().run("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");

        assertThat(people.count(Filter.all())).isZero();
    }

    @Test
    void a_server_that_lets_nobody_in_is_away_whatever_it_says() {
        var name = address.substring(address.lastIndexOf('/') + 1);
        database.ping();
        Postgres.shared().run("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
        assertThatThrownBy(() -> words("SELECT pg_terminate_backend(pg_backend_pid())"))
                .isInstanceOf(Problem.class);

        assertThatThrownBy(() -> people.count(Filter.all())).hasMessage("the database cannot be reached");
    }

    @Test
    void what_is_no_number_comes_back_in_a_list() {
        var sizes = List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1.0);
        items.insert(new Item("a", Optional.empty(), sizes, List.of(), BigDecimal.ONE, Double.NaN));

        var found = items.findById("a").orElseThrow();
        assertThat(found.sizes()).isEqualTo(sizes);
        assertThat(found.weight()).isNaN();
    }

    @Test
    void decimals_come_back_or_are_refused() {
        for (var text : List.of("1E-16383", "9.99E+3", "1E+131071")) {
            var price = new BigDecimal(text);
            items.insert(new Item(text, Optional.empty(), List.of(), List.of(), price, 1));
            assertThat(items.findById(text).orElseThrow().price()).isEqualByComparingTo(price);
        }
        for (var text : List.of("1E-16384", "1E+131072", "1E+300000", "1E+1000000000")) {
            var item = new Item(text, Optional.empty(), List.of(), List.of(), new BigDecimal(text), 1);
            assertThatThrownBy(() -> items.insert(item))
                    .as(text)
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Kind.UNPROCESSABLE));
        }
    }

    @Test
    void a_transaction_outside_of_any_request_ends_with_the_time_of_the_database() {
        var started = System.nanoTime();
        assertThatThrownBy(() -> database.inTransaction(() -> {
                    while (System.nanoTime() - started < Duration.ofSeconds(8).toNanos()) {
                        people.count(Filter.all());
                    }
                    return true;
                }))
                .hasMessage("the transaction took too long and was undone");

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(6));
        assertThat(people.count(Filter.all())).isZero();
    }

    @Test
    void time_in_the_database_is_counted_once() {
        words("""
                CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_sleep(0.2); RETURN NEW; END $$;
                CREATE TRIGGER slowly BEFORE INSERT ON teams FOR EACH ROW EXECUTE FUNCTION slow()""");
        var several = List.of(new Team(UUID.randomUUID(), "Red"), new Team(UUID.randomUUID(), "Blue"));
        var exchange = new Exchange("GET", "/", InetAddress.getLoopbackAddress());
        var started = System.nanoTime();
        ScopedValue.where(Exchange.CURRENT, exchange)
                .run(() -> database.repository(Team.MODEL).insertAll(several));

        assertThat(exchange.nanos(Exchange.Part.DATABASE)).isLessThanOrEqualTo(System.nanoTime() - started);
    }

    @Test
    void a_migration_may_take_longer_than_a_request() throws Exception {
        var slow = new MigrationFolder(folder.resolve("slow"))
                .with("V1__slow.sql", "CREATE TABLE slow (id integer); SELECT pg_sleep(3);");

        slow.open(DatabaseOptions.of(Postgres.shared().database()).timeout(Duration.ofSeconds(1)));
    }

    @Test
    void programs_that_start_at_once_may_make_an_index_concurrently() throws Exception {
        var next = Postgres.shared().database();
        var own = new MigrationFolder(folder.resolve("index"))
                .with("V1__things.sql", "CREATE TABLE things (id integer);")
                .with("V2__index.sql", "CREATE INDEX CONCURRENTLY things_by_id ON things (id);");
        var starts = IntStream.range(0, 4)
                .mapToObj(_ -> CompletableFuture.runAsync(
                        () -> {
                            try {
                                own.open(DatabaseOptions.of(next).pool(1));
                            } catch (Exception failure) {
                                throw new CompletionException(failure);
                            }
                        },
                        task -> Thread.ofPlatform().daemon().start(task)))
                .toList();

        for (var start : starts) {
            start.get(30, TimeUnit.SECONDS);
        }
    }
}
