package dev.holdfast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.holdfast.Default;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done to a SQLite file from outside the program: migrations, rehearsals, backups. */
class SqliteUpkeepTest {

    private static final String[] APPLIED = {
        "applying V1__teams.sql", "applied V1__teams.sql", "applying V2__people.sql", "applied V2__people.sql"
    };

    @TempDir
    Path folder;

    private Path file;
    private DatabaseOptions options;
    private Upkeep upkeep;
    private final Ear ear = new Ear();

    @BeforeEach
    void prepare() {
        file = folder.resolve("data/x.db");
        options = DatabaseOptions.of("sqlite:" + file).pool(1).schemas(Person.SCHEMA);
        upkeep = Upkeep.of(options);
    }

    private List<Path> files() throws IOException {
        try (var found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile)
                    .map(folder::relativize)
                    .sorted()
                    .toList();
        }
    }

    /** Looking at a file that nobody has open may leave an empty log beside it. */
    private List<Path> databases() throws IOException {
        return files().stream()
                .filter(path ->
                        path.toString().contains(".db") && !path.toString().matches(".*-(wal|shm)"))
                .toList();
    }

    private long people() {
        try (var database = Database.open(options)) {
            return database.repository(Person.MODEL).count(Filter.all());
        }
    }

    private void insert(String name) {
        try (var database = Database.open(options)) {
            database.repository(Person.MODEL).insert(Person.named(name));
        }
    }

    @Test
    void migrations_of_a_database_that_is_not_there_are_pending_and_looking_makes_none() throws Exception {
        assertThat(upkeep.migrations())
                .extracting(Migration::schema, Migration::version, Migration::name, Migration::state)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("people", "1", "teams", Migration.State.PENDING),
                        org.assertj.core.api.Assertions.tuple("people", "2", "people", Migration.State.PENDING));
        assertThat(files()).isEmpty();
    }

    @Test
    void migrations_are_applied_once_and_then_known_with_their_time() {
        upkeep.migrate(ear);
        assertThat(ear.heard()).containsExactly(APPLIED);
        upkeep.migrate(ear);
        assertThat(ear.heard()).hasSameSizeAs(APPLIED);

        assertThat(upkeep.migrations()).hasSize(2).allSatisfy(migration -> {
            assertThat(migration.state()).isEqualTo(Migration.State.APPLIED);
            assertThat(migration.appliedAt())
                    .hasValueSatisfying(at -> assertThat(at).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES)));
        });
    }

    @Test
    void migrations_can_be_looked_at_while_the_program_runs_and_not_applied() {
        try (var database = Database.open(options)) {
            database.repository(Person.MODEL).insert(Person.named("ada"));
            assertThat(upkeep.migrations()).extracting(Migration::state).containsOnly(Migration.State.APPLIED);

            assertThatThrownBy(() -> upkeep.migrate(ear)).hasMessageContaining("already open");
        }
    }

    @Test
    void applying_what_leaves_tables_that_differ_is_a_failure() {
        var differing = Schema.of("people", "differing/migration", Person.MODEL);

        assertThatThrownBy(() -> Upkeep.of(options.schemas(differing)).migrate(ear))
                .hasMessageContaining("people.wage is missing");
    }

    @Test
    void a_rehearsal_applies_to_a_copy_and_leaves_the_database_as_it_was() throws Exception {
        var first = Schema.of("extra", "extra/migration");
        Upkeep.of(options.schemas(first)).migrate(Progress.UNHEARD);
        var before = files();

        try (var database = Database.open(options.schemas(first))) {
            database.ping();
            upkeep.rehearse(ear);
        }

        assertThat(ear.heard()).containsSubsequence(APPLIED);
        assertThat(files()).isEqualTo(before);
        assertThat(upkeep.migrations()).extracting(Migration::state).containsOnly(Migration.State.PENDING);
    }

    @Test
    void a_rehearsal_tells_what_would_fail_and_leaves_nothing_behind() throws Exception {
        upkeep.migrate(Progress.UNHEARD);
        insert("ada");
        var before = databases();
        var narrow = new MigrationFolder(folder.resolve("narrow"));
        Files.createDirectories(narrow.root());
        narrow.with("V1__narrow.sql", "CREATE UNIQUE INDEX x ON people (no_such_column);");
        var failing = options.schemas(Person.SCHEMA, Schema.of("own", MigrationFolder.NAME));

        assertThatThrownBy(() -> narrow.seen(() -> {
                    Upkeep.of(failing).rehearse(ear);
                    return true;
                }))
                .hasMessageContaining("V1__narrow.sql")
                .hasMessageContaining("no_such_column");

        assertThat(databases()).isEqualTo(before);
        assertThat(people()).isEqualTo(1);
    }

    @Test
    void a_backup_is_whole_while_others_write() throws Exception {
        var copy = folder.resolve("copy.db");
        try (var database = Database.open(options)) {
            var people = database.repository(Person.MODEL);
            for (var count = 0; count < 50; count++) {
                people.insert(Person.named("p" + count));
            }
            var backup = upkeep.backup(copy, ear);
            people.insert(Person.named("late"));

            assertThat(backup.file()).isEqualTo(copy);
            assertThat(backup.bytes()).isEqualTo(Files.size(copy));
            assertThat(backup.took()).isPositive();
        }
        assertThat(files())
                .contains(Path.of("copy.db"))
                .allMatch(path -> !path.toString().endsWith(".half"));
        try (var database = Database.open(DatabaseOptions.of("sqlite:" + copy).schemas(Person.SCHEMA))) {
            assertThat(database.repository(Person.MODEL).count(Filter.all())).isEqualTo(50);
        }
    }

    @Test
    void a_backup_overwrites_nothing() throws Exception {
        insert("ada");
        var there = Files.writeString(folder.resolve("copy.db"), "mine");

        assertThatThrownBy(() -> upkeep.backup(there, ear)).hasMessageContaining("overwrites nothing");
        assertThat(there).hasContent("mine");
    }

    @Test
    void a_backup_that_cannot_be_made_leaves_nothing() throws Exception {
        assertThatThrownBy(() -> upkeep.backup(folder.resolve("copy.db"), ear))
                .hasMessageContaining("there is no database at");
        insert("ada");
        assertThatThrownBy(() -> upkeep.backup(folder.resolve("no/such/folder/copy.db"), ear))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("no/such/folder");
        assertThat(files()).noneMatch(path -> path.toString().startsWith("copy"));
    }

    @Test
    void a_damaged_database_is_no_backup() throws Exception {
        insert("ada");
        damage(file);

        assertThatThrownBy(() -> upkeep.backup(folder.resolve("copy.db"), ear)).isInstanceOf(DatabaseFailure.class);
        assertThat(folder.resolve("copy.db")).doesNotExist();
    }

    @Test
    void a_restored_backup_brings_its_records_back_and_the_others_are_put_aside() throws Exception {
        insert("ada");
        var copy = folder.resolve("copy.db");
        upkeep.backup(copy, Progress.UNHEARD);
        insert("bob");

        var aside = upkeep.restore(copy, ear);

        assertThat(people()).isEqualTo(1);
        assertThat(aside).hasValueSatisfying(path -> assertThat(path).exists());
        options = DatabaseOptions.of("sqlite:" + aside.orElseThrow()).schemas(Person.SCHEMA);
        assertThat(people()).isEqualTo(2);
    }

    @Test
    void what_a_killed_process_left_in_its_log_is_put_aside_with_its_file() throws Exception {
        var copy = folder.resolve("copy.db");
        insert("ada");
        upkeep.backup(copy, Progress.UNHEARD);
        try (var child = Child.running(SqliteChild.class, file.toString(), "1", "1000000")) {
            for (var count = 0; count < 20; count++) {
                child.lineThat(line -> line.startsWith("stored "));
            }
            assertThatThrownBy(() -> upkeep.restore(copy, ear)).hasMessageContaining("pid " + child.pid());
            child.killed();
        }

        var aside = upkeep.restore(copy, ear).orElseThrow();

        assertThat(people()).isEqualTo(1);
        options = DatabaseOptions.of("sqlite:" + aside).schemas(Person.SCHEMA);
        assertThat(people()).isGreaterThanOrEqualTo(21);
    }

    @Test
    void a_backup_can_be_restored_where_there_is_nothing() {
        insert("ada");
        var copy = folder.resolve("copy.db");
        upkeep.backup(copy, Progress.UNHEARD);
        options = DatabaseOptions.of("sqlite:" + folder.resolve("other/y.db")).schemas(Person.SCHEMA);

        assertThat(Upkeep.of(options).restore(copy, ear)).isEmpty();
        assertThat(people()).isEqualTo(1);
    }

    @Test
    void what_is_no_backup_is_refused_and_the_database_stays() throws Exception {
        insert("ada");
        var letter = Files.writeString(folder.resolve("letter"), "This is a letter to a friend. ".repeat(100));
        var damaged = folder.resolve("damaged.db");
        upkeep.backup(damaged, Progress.UNHEARD);
        damage(damaged);

        assertThatThrownBy(() -> upkeep.restore(letter, ear)).hasMessageContaining("is not a SQLite database");
        assertThatThrownBy(() -> upkeep.restore(damaged, ear)).isInstanceOf(DatabaseFailure.class);
        assertThatThrownBy(() -> upkeep.restore(file, ear)).hasMessageContaining("is the database itself");
        assertThatThrownBy(() -> upkeep.restore(folder.resolve("nothing"), ear))
                .hasMessageContaining("there is no backup at");
        assertThat(people()).isEqualTo(1);
    }

    /** Writes nonsense over the second page and all after it. */
    private static void damage(Path database) throws IOException {
        try (var content = new RandomAccessFile(database.toFile(), "rw")) {
            var nonsense = new byte[(int) content.length() - 4096];
            java.util.Arrays.fill(nonsense, (byte) 0x5A);
            content.seek(4096);
            content.write(nonsense);
        }
    }

    @Test
    void a_draft_makes_tables_that_fit_their_models() throws Exception {
        var own = new MigrationFolder(folder.resolve("own"));
        Files.createDirectories(own.root());
        own.with("V1__nothing.sql", "-- nothing\n");
        var schema = Schema.of("own", MigrationFolder.NAME, Person.MODEL, Team.MODEL);
        var mine = options.schemas(schema);
        var drafts = own.seen(() -> Upkeep.of(mine).draft(schema));
        assertThat(drafts).containsOnlyKeys("postgresql", "sqlite");
        assertThat(file).doesNotExist();
        own.with("V2__all.sqlite.sql", drafts.getOrDefault("sqlite", ""));

        own.seen(() -> {
            Database.open(mine).close();
            return true;
        });
        assertThat(own.seen(() -> Upkeep.of(mine).draft(schema)).get("sqlite")).startsWith("-- The tables fit");
        assertThat(drafts.get("postgresql"))
                .contains("id uuid PRIMARY KEY", "email text COLLATE \"C\" NOT NULL UNIQUE", "wage numeric NOT NULL")
                .contains("tags jsonb NOT NULL", "created_at timestamptz NOT NULL", "age integer,")
                .contains("active boolean NOT NULL", "score double precision NOT NULL", "points bigint NOT NULL");
    }

    @Table("boxes")
    record Box(
            @Id UUID id,
            @Default("it's") String label,
            @Default("7") Integer size,
            @Default("true") Boolean open,
            @Unique Optional<String> code) {

        static final Model<Box, UUID> MODEL = Model.of(Box.class, UUID.class);
    }

    @Test
    void a_draft_gives_rows_that_are_there_what_their_model_gives_by_default() throws Exception {
        var own = new MigrationFolder(Files.createDirectories(folder.resolve("own")));
        var id = new UUID(0, 7);
        own.with("V1__boxes.sql", "CREATE TABLE boxes (id TEXT PRIMARY KEY); INSERT INTO boxes VALUES ('" + id + "');");
        var schema = Schema.of("own", MigrationFolder.NAME, Box.MODEL);
        var mine = options.schemas(schema);
        var drafts = own.seen(() -> Upkeep.of(mine).draft(schema));
        own.with("V2__all.sqlite.sql", drafts.getOrDefault("sqlite", ""));

        var stored = own.seen(() -> {
            try (var database = Database.open(mine)) {
                return database.repository(Box.MODEL).findById(id);
            }
        });

        assertThat(stored).contains(new Box(id, "it's", 7, true, Optional.empty()));
        assertThat(drafts.get("postgresql"))
                .contains("ADD COLUMN label text COLLATE \"C\" NOT NULL DEFAULT 'it''s';")
                .contains("ADD COLUMN open boolean NOT NULL DEFAULT true;")
                .contains("CREATE UNIQUE INDEX boxes_by_code ON boxes (code);");
    }

    @Test
    void a_draft_for_a_table_that_is_there_says_what_it_cannot_mend() {
        var differing = Schema.of("people", "differing/migration", Person.MODEL);

        assertThat(Upkeep.of(options.schemas(differing)).draft(differing).get("sqlite"))
                .contains("-- Not written here: people.name is INTEGER, and Person.name needs TEXT.")
                .contains("ALTER TABLE people ADD COLUMN wage TEXT NOT NULL DEFAULT ?;")
                .contains("CREATE UNIQUE INDEX people_by_email ON people (email);");
    }
}
