package dev.holdfast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when a file is opened. */
class SqliteFileTest {

    @TempDir
    Path folder;

    @Test
    void the_folder_of_the_file_is_made() {
        try (var database = Database.open(at(folder.resolve("a/b/c.db")))) {
            database.ping();
            assertThat(database.capabilities().product()).isEqualTo("SQLite");
        }
        assertThat(folder.resolve("a/b/c.db")).exists();
    }

    @Test
    void what_was_stored_is_there_when_the_file_is_opened_again() {
        var options = at(folder.resolve("x.db")).schemas(Person.SCHEMA);
        try (var database = Database.open(options)) {
            database.repository(Person.MODEL).insert(Person.named("ada"));
        }
        try (var database = Database.open(options)) {
            assertThat(database.repository(Person.MODEL).count(Filter.all())).isEqualTo(1);
        }
    }

    @Test
    void a_file_that_is_no_database_is_named() throws Exception {
        var file = Files.writeString(folder.resolve("x.db"), "This is a letter to a friend. ".repeat(100));

        assertThatThrownBy(() -> Database.open(at(file)))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageEndingWith("x.db is not a SQLite database");
    }

    @Test
    void a_failed_opening_leaves_the_file_to_others() throws Exception {
        var file = Files.writeString(folder.resolve("x.db"), "This is a letter to a friend. ".repeat(100));
        assertThatThrownBy(() -> Database.open(at(file))).isInstanceOf(DatabaseFailure.class);
        Files.delete(file);

        Database.open(at(file)).close();
    }

    @Test
    void a_place_that_cannot_be_a_folder_is_named() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "x");

        assertThatThrownBy(() -> Database.open(at(file.resolve("x.db"))))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageStartingWith("no database can be kept at");
    }

    @Test
    void a_folder_that_may_not_be_written_is_named() throws Exception {
        var locked = Files.createDirectory(folder.resolve("locked"));
        assumeTrue(locked.toFile().setWritable(false) && !Files.isWritable(locked), "this user may write anywhere");

        assertThatThrownBy(() -> Database.open(at(locked.resolve("x.db")))).hasMessageContaining("locked");
    }

    @Test
    void a_second_opening_in_the_same_process_is_refused_and_harms_nothing() {
        var options = at(folder.resolve("x.db")).schemas(Person.SCHEMA);
        try (var database = Database.open(options)) {
            assertThatThrownBy(() -> Database.open(options))
                    .hasMessageEndingWith("x.db is already open in this process");

            database.repository(Person.MODEL).insert(Person.named("ada"));
        }
    }

    @Test
    void a_second_process_is_told_which_one_has_the_file() throws Exception {
        var file = folder.resolve("x.db");
        try (var first = Child.running(SqliteChild.class, file.toString(), "1", "0")) {
            first.lineThat(line -> line.equals("open"));

            assertThatThrownBy(() -> Database.open(at(file)))
                    .hasMessageContaining(
                            "x.db is already open in another process (pid " + first.pid() + "); stop that one first");
        }
    }

    @Test
    void every_difference_between_a_model_and_its_table_is_named() {
        var differing = Schema.of("people", "differing/migration", Person.MODEL, Team.MODEL);

        assertThatThrownBy(() -> Database.open(at(folder.resolve("x.db")).schemas(differing)))
                .isInstanceOf(DatabaseFailure.class)
                .satisfies(failure -> assertThat(differences(failure))
                        .containsExactlyInAnyOrder(
                                "the tables differ from the models:",
                                "people.id is not the primary key, and Person.id is the id",
                                "people.name is INTEGER, and Person.name needs TEXT",
                                "people.email has no unique index of its own, and Person.email is @Unique",
                                "people.age is NOT NULL, and Person.age is Optional",
                                "people.mood may be NULL, and Person.mood is not Optional",
                                "people.wage is missing, for Person.wage",
                                "people.shoe_size is NOT NULL without a default, and no component is kept in it",
                                "Team: there is no table teams"));
    }

    private static List<String> differences(Throwable failure) {
        return Arrays.stream(String.valueOf(failure.getMessage()).split("\n", -1))
                .map(String::strip)
                .toList();
    }

    @Test
    void a_migration_that_fails_is_named() {
        assertThatThrownBy(() ->
                        Database.open(at(folder.resolve("x.db")).schemas(Schema.of("broken", "broken/migration"))))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("V1__oops.sql");
    }

    @Test
    void a_folder_without_migrations_is_a_mistake() {
        assertThatThrownBy(
                        () -> Database.open(at(folder.resolve("x.db")).schemas(Schema.of("people", "no/such/folder"))))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("no/such/folder");
    }

    @Test
    void pending_migrations_can_be_a_reason_not_to_start() {
        var options = at(folder.resolve("x.db")).schemas(Person.SCHEMA);

        assertThatThrownBy(() -> Database.open(options.refusingPending()))
                .isInstanceOf(PendingMigrations.class)
                .hasMessageContainingAll("V1__teams.sql", "V2__people.sql");

        Database.open(options).close();
        Database.open(options.refusingPending()).close();
    }

    @Test
    void parts_of_a_program_have_histories_of_their_own() {
        var other = Schema.of("extra", "extra/migration");
        var file = at(folder.resolve("x.db"));

        Database.open(file.schemas(Person.SCHEMA)).close();
        Database.open(file.schemas(Person.SCHEMA, other)).close();
        Database.open(file.schemas(other, Person.SCHEMA)).close();
    }

    @Test
    void a_closed_database_refuses_work_and_may_be_closed_again() {
        var database = Database.open(at(folder.resolve("x.db")).schemas(Person.SCHEMA));
        var people = database.repository(Person.MODEL);
        database.close();
        database.close();

        StoreContract.assertRefused(Kind.UNAVAILABLE, () -> people.insert(Person.named("ada")));
        StoreContract.assertRefused(Kind.UNAVAILABLE, () -> people.count(Filter.all()));
        StoreContract.assertRefused(Kind.UNAVAILABLE, database::ping);
        StoreContract.assertRefused(Kind.UNAVAILABLE, () -> database.inTransaction(() -> people.count(Filter.all())));
    }

    private static DatabaseOptions at(Path file) {
        return DatabaseOptions.of("sqlite:" + file).pool(2);
    }
}
