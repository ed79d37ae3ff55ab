package dev.holdfast.myapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations and backups as an operator meets them, on each of the databases: commands beside the program, before it and after it. */
class UpkeepTest {

    private static final Map<String, String> PRODUCTION =
            Map.of("APP_ENV", "production", "JWT_SECRET", "x".repeat(32), "LOG_LEVEL", "ERROR");

    /** What makes the place for users, as people read it. */
    private static final String FIRST =
            TestDatabase.HERE == TestDatabase.MONGODB ? "the collection users" : "V1__users.sql";

    @TempDir
    Path folder = Path.of("");

    private String told(int exitCode, Map<String, String> variables, String... command) throws Exception {
        return Program.told(folder, exitCode, variables, command);
    }

    private String told(int exitCode, String... command) throws Exception {
        return told(exitCode, Map.of(), command);
    }

    @Test
    void production_waits_for_the_command_that_prepares_the_database() throws Exception {
        assertThat(told(1, PRODUCTION))
                .contains("the database is new", FIRST + " (app)", "(accounts)")
                .contains("Run my-app migrate", "MIGRATE=at-start")
                .doesNotContain("\tat ");
        assertThat(told(0, PRODUCTION, "migrate"))
                .containsSubsequence(FIRST + " (app)", "applied in", "migrations were applied");
        assertThat(told(0, PRODUCTION, "migrate")).contains("Nothing was pending");

        try (var program = Program.start(folder, Map.of("APP_ENV", "production", "JWT_SECRET", "x".repeat(32)))) {
            program.awaitReady();
        }
    }

    @Test
    void the_status_tells_what_is_pending_and_ends_with_1_where_that_was_asked() throws Exception {
        assertThat(told(0, "migrate", "status").lines())
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(line -> line.matches("(app|accounts) .+ pending"));
        told(1, "migrate", "status", "--check");
        told(0, "migrate");

        assertThat(told(0, "migrate", "status", "--check").lines())
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(line -> line.matches(".* applied( \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC)?"));
    }

    @Test
    void a_rehearsal_of_a_new_database_leaves_everything_pending() throws Exception {
        assertThat(told(0, "migrate", "rehearse"))
                .containsSubsequence(FIRST + " (app)", "applied in", "migrations were applied in a copy");

        told(1, "migrate", "status", "--check");
    }

    @Test
    void what_only_reads_works_beside_the_program() throws Exception {
        try (var program = Program.start(folder, Map.of()).awaitReady()) {
            assertThat(program.post("/api/v1/users", Fixture.newUser("Ann")).statusCode())
                    .isEqualTo(201);
            told(0, "migrate", "status", "--check");
            assertThat(told(0, "migrate", "rehearse")).contains("Nothing was pending in a copy");
            assertThat(program.post("/api/v1/users", Fixture.newUser("Bob")).statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void a_backup_is_written_or_the_tool_is_named_that_writes_it() throws Exception {
        told(0, "migrate");

        switch (TestDatabase.HERE) {
            case SQLITE -> {
                assertThat(told(0, "backup", "copy.db")).contains("copy.db: ", "checked");
                assertThat(told(0, "restore", "copy.db")).contains("what was there before: ");
            }
            case POSTGRESQL -> assertNamed("pg_dump --format=custom --file=copy.db ", "pg_restore --clean ");
            case MONGODB -> assertNamed("mongodump --gzip --archive=copy.db ", "mongorestore --drop ");
        }
    }

    private void assertNamed(String copying, String restoring) throws Exception {
        assertThat(told(1, "backup", "copy.db")).contains(copying).doesNotContain("\tat ");
        assertThat(told(1, "restore", "copy.db")).contains(restoring).doesNotContain("\tat ");
    }
}
