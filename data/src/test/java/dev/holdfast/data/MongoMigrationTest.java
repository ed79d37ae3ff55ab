package dev.holdfast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What happens to documents when a program changes. */
class MongoMigrationTest {

    private final DatabaseOptions options = DatabaseOptions.of(MongoServers.fresh());
    private final AtomicInteger runs = new AtomicInteger();

    @AfterAll
    static void leaveNothing() {
        MongoServers.dropAll();
    }

    private static DocumentMigration noting(int version, String description) {
        return new DocumentMigration(
                version,
                description,
                database -> database.getCollection("notes").insertOne(new Document("text", description)));
    }

    private DatabaseOptions with(DocumentMigration... migrations) {
        return options.schemas(Schema.of("notes", "notes/migration").documents(migrations));
    }

    @Test
    void each_migration_is_made_once_and_in_order() {
        Database.open(with(noting(2, "second"), noting(1, "first"))).close();
        Database.open(with(noting(1, "first"), noting(2, "second"), noting(7, "third")))
                .close();

        assertThat(texts()).containsExactly("first", "second", "third");
        Database.open(with(noting(1, "first"), noting(2, "second"), noting(7, "third"))
                        .refusingPending())
                .close();
    }

    @Test
    void what_is_pending_is_named_where_it_may_not_be_done() {
        Database.open(with(noting(1, "first"))).close();

        assertThatThrownBy(() -> Database.open(with(noting(1, "first"), noting(2, "second"), noting(3, "third"))
                        .refusingPending()))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessage("migrations are pending:\n  2 (second) (notes)\n  3 (third) (notes)");
        assertThat(texts()).containsExactly("first");
    }

    @Test
    void what_was_done_cannot_be_changed_removed_or_preceded() {
        Database.open(with(noting(1, "first"), noting(3, "third"))).close();

        assertThatThrownBy(() -> Database.open(with(noting(1, "other"), noting(3, "third"))))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("migration 1 (other) of notes was applied as \"first\"");
        assertThatThrownBy(() -> Database.open(with(noting(1, "first"))))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("migration 3 (third) of notes was applied, and this program does not have it");
        assertThatThrownBy(() -> Database.open(with(noting(3, "third"))))
                .hasMessageContaining("migration 1 (first) of notes was applied, and this program does not have it");
        assertThatThrownBy(() -> Database.open(with(noting(1, "first"), noting(2, "late"), noting(3, "third"))))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("migration 2 (late) of notes comes too late: 3 was applied already");
        assertThat(texts()).containsExactly("first", "third");
    }

    @Test
    void a_migration_that_fails_is_told_of_and_done_again_at_the_next_start() {
        var failing = new DocumentMigration(2, "failing", database -> {
            if (runs.incrementAndGet() == 1) {
                throw new java.io.IOException("no luck");
            }
        });

        assertThatThrownBy(() -> Database.open(with(noting(1, "first"), failing, noting(3, "third"))))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessage(
                        "migration 2 (failing) of notes failed, and is done again from its beginning next time: no luck");
        assertThat(texts()).containsExactly("first");

        Database.open(with(noting(1, "first"), failing, noting(3, "third"))).close();
        assertThat(runs).hasValue(2);
        assertThat(texts()).containsExactly("first", "third");
    }

    @Test
    void programs_that_start_at_once_migrate_once() throws Exception {
        var slow = new DocumentMigration(1, "slow", database -> {
            runs.incrementAndGet();
            Thread.sleep(200);
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = IntStream.range(0, 3)
                    .<Callable<Database>>mapToObj(_ -> () -> Database.open(with(slow, noting(2, "second"))))
                    .toList();
            for (var opened : threads.invokeAll(tasks)) {
                opened.get().close();
            }
        }
        assertThat(runs).hasValue(1);
        assertThat(texts()).containsExactly("second");
    }

    @Test
    void migrations_come_before_the_unique_indexes_that_need_them() {
        var parting = new DocumentMigration(
                1,
                "tell the seats apart",
                database -> Reshaping.of(
                        database.getCollection("seats"),
                        Filters.exists("number", false),
                        seat -> Updates.set(
                                "number", Integer.parseInt(seat.getString("_id").substring(1)))));
        Database.open(options).close();
        try (var database = Database.open(options)) {
            database.natively(
                    MongoDatabase.class,
                    driver -> driver.getCollection("seats")
                            .insertMany(List.of(new Document("_id", "A1"), new Document("_id", "A2"))));
        }

        try (var database = Database.open(options.schemas(MongoOpenTest.Seat.SCHEMA.documents(parting)))) {
            assertThat(database.repository(MongoOpenTest.Seat.MODEL).find(Query.all()))
                    .extracting(MongoOpenTest.Seat::number)
                    .containsExactly(1, 2);
        }
    }

    @Test
    void a_reshaping_that_was_killed_goes_on_where_it_was() {
        try (var database = Database.open(options)) {
            database.natively(
                    MongoDatabase.class,
                    driver -> driver.getCollection("names")
                            .insertMany(IntStream.range(0, 1_300)
                                    .mapToObj(number -> new Document("_id", number).append("full", "Ada L" + number))
                                    .toList()));

            assertThatThrownBy(() -> reshape(database, 700)).hasMessageContaining("killed");
            assertThat(reshape(database, Integer.MAX_VALUE)).isEqualTo(800);
            assertThat(reshape(database, Integer.MAX_VALUE)).isZero();

            assertThat(runs).hasValue(700 + 800);
            assertThat(database.<MongoDatabase, Long>natively(
                            MongoDatabase.class,
                            driver -> driver.getCollection("names").countDocuments(Filters.eq("first", "Ada"))))
                    .isEqualTo(1_300);
        }
    }

    private long reshape(Database database, int killedAt) {
        return database.natively(
                MongoDatabase.class,
                driver -> Reshaping.of(
                        driver.getCollection("names"), Filters.exists("first", false), name -> halves(name, killedAt)));
    }

    private Bson halves(Document name, int killedAt) {
        if (runs.get() >= killedAt) {
            throw new IllegalStateException("killed");
        }
        runs.incrementAndGet();
        var halves = name.getString("full").split(" ", 2);
        return Updates.combine(Updates.set("first", halves[0]), Updates.set("last", halves[1]), Updates.unset("full"));
    }

    @Test
    void two_migrations_have_two_versions() {
        assertThatThrownBy(() -> with(noting(1, "one"), noting(1, "other")))
                .hasMessageContaining("two migrations of documents of notes have the same version");
        assertThatThrownBy(() -> noting(0, "zero")).hasMessageContaining("a version from 1 on");
    }

    private List<String> texts() {
        try (var database = Database.open(options)) {
            return database.natively(
                    MongoDatabase.class,
                    driver -> driver.getCollection("notes")
                            .find()
                            .sort(new Document("_id", 1))
                            .map(note -> note.getString("text"))
                            .into(new java.util.ArrayList<>()));
        }
    }
}
