package dev.holdfast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.holdfast.testkit.Postgres;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done to a PostgreSQL database from outside the program: migrations, and rehearsals on a copy of its rows. */
class PostgresUpkeepTest {

    private static final String[] APPLIED = {
        "applying V1__teams.sql", "applied V1__teams.sql", "applying V2__people.sql", "applied V2__people.sql"
    };

    /** Tables of which each refers to the other, one that counts, one that is told of changes, and one of types of its own. */
    private static final String KNOT = """
            CREATE TYPE mood AS ENUM ('calm', 'wild');
            CREATE TABLE hens (id integer PRIMARY KEY, egg integer, moods mood[] NOT NULL);
            CREATE TABLE eggs (
                id serial PRIMARY KEY,
                hen integer NOT NULL REFERENCES hens (id),
                twice integer GENERATED ALWAYS AS (hen * 2) STORED);
            ALTER TABLE hens ADD FOREIGN KEY (egg) REFERENCES eggs (id);
            CREATE TABLE diary ("what was" text NOT NULL);
            CREATE TABLE animals () INHERITS (diary);
            INSERT INTO animals VALUES ('a fox');
            CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN INSERT INTO diary VALUES ('an egg'); RETURN NEW; END $$;
            CREATE TRIGGER noting AFTER INSERT ON eggs FOR EACH ROW EXECUTE FUNCTION note();
            INSERT INTO diary VALUES ('begun');
            """;

    @TempDir
    Path folder;

    private final String address = Postgres.shared().database();
    private final Ear ear = new Ear();
    private DatabaseOptions options;
    private Upkeep upkeep;
    private MigrationFolder own;

    @BeforeEach
    void prepare() throws Exception {
        options = DatabaseOptions.of(address).pool(2).schemas(Person.SCHEMA);
        upkeep = Upkeep.of(options);
        own = new MigrationFolder(Files.createDirectories(folder.resolve("own")));
    }

    private static Connection connection(String address) throws SQLException {
        var place = URI.create(address);
        return DriverManager.getConnection("jdbc:postgresql://%s:%d%s?user=%s"
                .formatted(place.getHost(), place.getPort(), place.getPath(), place.getUserInfo()));
    }

    private void run(String words) throws SQLException {
        try (var connection = connection(address);
                var statement = connection.createStatement()) {
            statement.execute(words);
        }
    }

    private List<String> read(String query) throws SQLException {
        try (var connection = connection(address);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return texts(rows);
        }
    }

    private static List<String> texts(ResultSet rows) throws SQLException {
        var texts = new ArrayList<String>();
        while (rows.next()) {
            texts.add(rows.getString(1));
        }
        return texts;
    }

    private void assertNoCopyIsLeft() throws SQLException {
        assertThat(read("SELECT datname FROM pg_database WHERE datname LIKE 'holdfast%'"))
                .isEmpty();
    }

    private Upkeep withOwn() {
        return Upkeep.of(options.schemas(Person.SCHEMA, Schema.of("own", MigrationFolder.NAME)));
    }

    private void rehearse() throws Exception {
        own.seen(() -> {
            withOwn().rehearse(ear);
            return true;
        });
    }

    private void migrate() throws Exception {
        own.seen(() -> {
            withOwn().migrate(Progress.UNHEARD);
            return true;
        });
    }

    @Test
    void migrations_are_pending_until_they_are_applied_once_and_then_known_with_their_time() throws Exception {
        assertThat(upkeep.migrations()).hasSize(2).extracting(Migration::state).containsOnly(Migration.State.PENDING);
        assertThat(read("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
                .isEmpty();

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
    void a_start_that_waits_for_migrations_is_refused_until_they_are_applied() {
        assertThatThrownBy(() -> Database.open(options.refusingPending()))
                .isInstanceOfSatisfying(
                        PendingMigrations.class,
                        refused -> assertThat(refused.empty()).isTrue());

        Upkeep.of(options.refusingPending()).migrate(Progress.UNHEARD);

        Database.open(options.refusingPending()).close();
    }

    @Test
    void applying_what_leaves_tables_that_differ_is_a_failure() throws Exception {
        own.with("V1__people.sql", "CREATE TABLE people (id uuid PRIMARY KEY);");
        var differing = Upkeep.of(options.schemas(Schema.of("people", MigrationFolder.NAME, Person.MODEL)));

        for (var work : List.<Consumer<Progress>>of(differing::rehearse, differing::migrate)) {
            assertThatThrownBy(() -> own.seen(() -> {
                        work.accept(ear);
                        return true;
                    }))
                    .hasMessageContaining("people.wage is missing");
        }
    }

    @Test
    void a_rehearsal_of_a_new_database_makes_nothing_in_it() throws Exception {
        upkeep.rehearse(ear);

        assertThat(ear.heard()).containsExactly(APPLIED);
        assertThat(read("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
                .isEmpty();
        assertNoCopyIsLeft();
    }

    @Test
    void a_rehearsal_is_made_on_the_rows_that_are_there_while_others_are_connected() throws Exception {
        own.with("V1__nothing.sql", "-- nothing\n");
        migrate();
        try (var database = Database.open(options)) {
            insert(database, "ada", "bob");
            own.with("V2__teams_for_all.sql", """
                    INSERT INTO teams SELECT gen_random_uuid(), name FROM people;
                    UPDATE people SET team = (SELECT id FROM teams WHERE title = name);
                    ALTER TABLE people ALTER COLUMN team SET NOT NULL;
                    DO $$ BEGIN ASSERT (SELECT count(*) FROM people JOIN teams ON title = name) = 2; END $$;
                    """);

            assertThatThrownBy(this::rehearse).hasMessageContaining("people.team is NOT NULL");

            assertThat(ear.heard()).containsExactly("applying V2__teams_for_all.sql", "applied V2__teams_for_all.sql");
            assertThat(ear.copied()).isPositive();
            assertThat(database.repository(Team.MODEL).count(Filter.all())).isZero();
        }
        assertNoCopyIsLeft();
    }

    @Test
    void a_rehearsal_is_made_on_everything_there_is_when_nobody_is_connected() throws Exception {
        own.with("V1__nothing.sql", "-- nothing\n");
        migrate();
        run("CREATE TABLE made_by_hand (id integer); INSERT INTO made_by_hand VALUES (7)");
        own.with(
                "V2__uses_it.sql",
                "DO $$ BEGIN ASSERT (SELECT id FROM made_by_hand) = 7; END $$; DROP TABLE made_by_hand;");

        rehearse();

        assertThat(ear.heard()).containsExactly("applying V2__uses_it.sql", "applied V2__uses_it.sql");
        assertThat(read("SELECT id FROM made_by_hand")).containsExactly("7");
        assertNoCopyIsLeft();
    }

    @Test
    void what_the_rows_do_not_allow_fails_the_rehearsal_with_its_reason_and_leaves_nothing() throws Exception {
        upkeep.migrate(Progress.UNHEARD);
        own.with("V1__ages.sql", "ALTER TABLE people ALTER COLUMN age SET NOT NULL;");
        try (var database = Database.open(options)) {
            database.ping();
            rehearseInVain();
            insert(database, "ada");

            assertThatThrownBy(this::rehearse)
                    .isInstanceOf(DatabaseFailure.class)
                    .hasMessageContaining("V1__ages.sql")
                    .hasMessageContaining("column \"age\" of relation \"people\" contains null values");

            assertThat(database.repository(Person.MODEL).count(Filter.all())).isEqualTo(1);
        }
        assertThat(
                        read(
                                "SELECT is_nullable FROM information_schema.columns WHERE table_name = 'people' AND column_name = 'age'"))
                .containsExactly("YES");
        assertThat(read("SELECT to_regclass('own_schema_history')::text")).containsOnlyNulls();
        assertNoCopyIsLeft();
    }

    /** Without rows the migration itself runs, and only the model minds. */
    private void rehearseInVain() {
        assertThatThrownBy(this::rehearse).hasMessageContaining("people.age is NOT NULL, and Person.age is Optional");
    }

    @Test
    void tables_that_refer_to_each_other_count_or_have_triggers_are_copied_as_they_are() throws Exception {
        own.with("V1__knot.sql", KNOT);
        migrate();
        run("""
                INSERT INTO hens VALUES (1, NULL, '{calm,wild}');
                INSERT INTO eggs (hen) VALUES (1), (1), (1);
                UPDATE hens SET egg = 3;
                DELETE FROM eggs WHERE id < 3""");
        own.with("V2__look.sql", """
                INSERT INTO eggs (hen) VALUES (1);
                DO $$ BEGIN
                    ASSERT (SELECT array_agg(id ORDER BY id) FROM eggs) = '{3,4}';
                    ASSERT (SELECT egg FROM hens WHERE moods = '{calm,wild}') = 3;
                    ASSERT (SELECT max(twice) FROM eggs) = 2;
                    ASSERT (SELECT count(*) FROM ONLY diary) = 5;
                    ASSERT (SELECT count(*) FROM animals) = 1;
                    ASSERT (SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text IN ('hens', 'eggs')) = 2;
                END $$;
                """);

        try (var other = connection(address)) {
            rehearse();
            assertThat(other.isValid(1)).isTrue();
        }

        assertThat(ear.heard()).containsExactly("applying V2__look.sql", "applied V2__look.sql");
        assertThat(read("SELECT id FROM eggs")).containsExactly("3");
    }

    @Test
    void a_table_with_other_columns_than_its_migrations_make_cannot_be_copied_by_us() throws Exception {
        upkeep.migrate(Progress.UNHEARD);
        run("ALTER TABLE teams ADD COLUMN colour text");

        try (var other = connection(address)) {
            assertThatThrownBy(() -> upkeep.rehearse(ear))
                    .hasMessageContaining("public.teams cannot be copied")
                    .hasMessageContaining("colour")
                    .hasMessageContaining("stop whatever is connected");
            assertThat(other.isValid(1)).isTrue();
        }
        assertNoCopyIsLeft();
    }

    @Test
    void a_user_who_may_not_make_databases_is_told_what_to_ask_for() throws Exception {
        var name = URI.create(address).getPath().substring(1);
        var user = "user_" + name;
        run("CREATE ROLE %1$s LOGIN; ALTER DATABASE %2$s OWNER TO %1$s".formatted(user, name));
        var theirs = Upkeep.of(
                DatabaseOptions.of(address.replace("postgres@", user + "@")).schemas(Person.SCHEMA));

        assertThatThrownBy(() -> theirs.rehearse(ear)).hasMessageContaining("ALTER ROLE " + user + " CREATEDB");

        run("ALTER ROLE " + user + " CREATEDB");
        theirs.migrate(Progress.UNHEARD);
        theirs.rehearse(ear);
        try (var other = connection(address)) {
            theirs.rehearse(ear);
            assertThat(other.isValid(1)).isTrue();
        }
        assertNoCopyIsLeft();
    }

    @Test
    void what_a_killed_rehearsal_left_is_gone_after_the_next() throws Exception {
        var left = "holdfast_rehearsal_"
                + read("SELECT oid FROM pg_database WHERE datname = current_database()")
                        .getFirst();
        run("CREATE DATABASE " + left + " TEMPLATE template0");

        upkeep.rehearse(ear);

        assertThat(ear.heard()).containsExactly(APPLIED);
        assertNoCopyIsLeft();
    }

    @Test
    void backups_name_the_tool_and_show_no_password() {
        var secret = Upkeep.of(DatabaseOptions.of(
                "postgres://ann%40home:s3cret@db.example.org:5433/shop?sslmode=require&sslpassword=s3cret"));
        var place = "postgresql://ann%40home@db.example.org:5433/shop?sslmode=require";

        assertThatThrownBy(() -> secret.backup(Path.of("shop.dump"), ear))
                .hasMessageContaining("pg_dump --format=custom --file=shop.dump")
                .hasMessageContaining(place)
                .hasMessageNotContainingAny("s3cret");
        assertThatThrownBy(() -> secret.restore(Path.of("my shop.dump"), ear))
                .hasMessageContaining("pg_restore --clean --if-exists --single-transaction")
                .hasMessageContaining("'my shop.dump'")
                .hasMessageNotContainingAny("s3cret");
    }

    private static void insert(Database database, String... names) {
        for (var name : names) {
            database.repository(Person.MODEL).insert(Person.named(name));
        }
    }
}
