package dev.holdfast.myapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations and backups as an operator meets them: commands beside the program, before it and after it. */
class UpkeepTest {

    private static final Map<String, String> PRODUCTION =
            Map.of("APP_ENV", "production", "JWT_SECRET", "x".repeat(32), "LOG_LEVEL", "ERROR");

    @TempDir
    Path folder = Path.of("");

    private String told(int exitCode, Map<String, String> variables, String... command) throws Exception {
        try (var program = Program.start(folder, variables, command)) {
            var output = program.output();
            assertThat(program.exitCode()).as(output).isEqualTo(exitCode);
            return output;
        }
    }

    private String told(int exitCode, String... command) throws Exception {
        return told(exitCode, Map.of(), command);
    }

    @Test
    void production_waits_for_the_command_that_makes_the_tables() throws Exception {
        assertThat(told(1, PRODUCTION))
                .contains("the database is new", "V1__users.sql", "V1__credentials.sql")
                .contains("Run my-app migrate", "MIGRATE=at-start")
                .doesNotContain("\tat ");
        assertThat(told(0, PRODUCTION, "migrate"))
                .containsSubsequence("V2__products.sql (app)", "applied in", "3 migrations were");
        assertThat(told(0, PRODUCTION, "migrate")).contains("Nothing was pending");

        try (var program = Program.start(folder, Map.of("APP_ENV", "production", "JWT_SECRET", "x".repeat(32)))) {
            program.awaitReady();
        }
    }

    @Test
    void the_status_tells_what_is_pending_and_ends_with_1_where_that_was_asked() throws Exception {
        assertThat(told(0, "migrate", "status").lines())
                .hasSize(3)
                .allMatch(line -> line.matches("(app|accounts) +[12] +[a-z]+ +pending"));
        told(1, "migrate", "status", "--check");
        assertThat(folder.resolve("data")).doesNotExist();
        told(0, "migrate");

        assertThat(told(0, "migrate", "status", "--check").lines())
                .hasSize(3)
                .allMatch(line -> line.matches(".* applied \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC"));
    }

    @Test
    void what_only_reads_works_beside_the_program_and_what_writes_says_who_is_there() throws Exception {
        try (var program = Program.start(folder, Map.of()).awaitReady()) {
            assertThat(program.post("/api/v1/users", Fixture.newUser("Ann")).statusCode())
                    .isEqualTo(201);
            told(0, "migrate", "status", "--check");
            assertThat(told(0, "migrate", "rehearse")).contains("Nothing was pending in a copy");
            assertThat(told(0, "backup", "copy.db")).contains("copy.db: ", "checked");
            assertThat(told(1, "backup", "copy.db"))
                    .contains("overwrites nothing")
                    .doesNotContain("\tat ");
            assertThat(told(1, "migrate")).contains("already open in another process");
            assertThat(told(1, "restore", "copy.db")).contains("already open in another process");
            assertThat(program.post("/api/v1/users", Fixture.newUser("Bob")).statusCode())
                    .isEqualTo(201);
            program.terminate();
        }
        assertThat(told(0, "restore", "copy.db")).contains("what was there before: ");
        try (var program = Program.start(folder, Map.of()).awaitReady()) {
            assertThat(login(program, "ann@example.com")).isEqualTo(200);
            assertThat(login(program, "bob@example.com")).isEqualTo(401);
        }
        assertThat(files(folder.resolve("data"))).noneMatch(name -> name.contains("rehearsal"));
    }

    private static int login(Program program, String email) throws Exception {
        return program.post("/api/v1/auth/login", Map.of("email", email, "password", Fixture.PASSWORD))
                .statusCode();
    }

    @Test
    void a_rehearsal_needs_no_database_and_makes_none() throws Exception {
        assertThat(told(0, "migrate", "rehearse"))
                .containsSubsequence("V1__users.sql (app)", "applied in", "3 migrations were");
        assertThat(folder.resolve("data/my-app.db")).doesNotExist();
    }

    @Test
    void a_new_migration_gets_the_next_number_and_a_file_for_each_kind_of_database() throws Exception {
        var place = Files.createDirectories(folder.resolve("src/main/resources/db/migration"));
        Files.writeString(place.resolve("V7__last.sqlite.sql"), "");

        told(0, "migrate", "new", "Add something!");
        told(0, "migrate", "new", "add-something");

        assertThat(files(place))
                .containsExactly(
                        "V7__last.sqlite.sql",
                        "V8__add_something.postgresql.sql",
                        "V8__add_something.sqlite.sql",
                        "V9__add_something.postgresql.sql",
                        "V9__add_something.sqlite.sql");
        assertThat(place.resolve("V8__add_something.sqlite.sql")).content().startsWith("-- The tables fit the models");
        assertThat(folder.resolve("data")).doesNotExist();
        assertThat(told(2, "migrate", "new", "x", "--folder", "nowhere")).contains("no folder nowhere");
        assertThat(told(2, "migrate", "new", "!")).contains("letters or digits");
    }

    private static List<String> files(Path place) throws IOException {
        try (var files = Files.list(place)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void databases_that_are_no_files_are_copied_by_their_own_tools() {
        assertThat(Backups.tools("postgresql://host/shop"))
                .hasValueSatisfying(tools -> assertThat(tools).contains("pg_dump"));
        assertThat(Backups.tools("mongodb://host/shop"))
                .hasValueSatisfying(tools -> assertThat(tools).contains("mongodump"));
        assertThat(Backups.tools("sqlite:data/my-app.db")).isEmpty();
    }
}
