package dev.holdfast.myapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations and backups where the database is a file, and the files of migrations. */
class FileUpkeepTest {

    @TempDir
    Path folder = Path.of("");

    private String told(int exitCode, String... command) throws Exception {
        return Program.told(folder, exitCode, Map.of(), command);
    }

    @Test
    void a_backup_is_written_beside_the_program_and_what_needs_the_file_alone_says_who_has_it() throws Exception {
        try (var program = Program.start(folder, Map.of()).awaitReady()) {
            assertThat(program.post("/api/v1/users", Fixture.newUser("Ann")).statusCode())
                    .isEqualTo(201);
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
    }

    private static int login(Program program, String email) throws Exception {
        return program.post("/api/v1/auth/login", Map.of("email", email, "password", Fixture.PASSWORD))
                .statusCode();
    }

    @Test
    void looking_and_rehearsing_need_no_database_and_make_none() throws Exception {
        told(1, "migrate", "status", "--check");
        assertThat(folder.resolve("data")).doesNotExist();

        assertThat(told(0, "migrate", "rehearse"))
                .containsSubsequence("V1__users.sql (app)", "applied in", "migrations were applied in a copy");
        assertThat(files(folder.resolve("data"))).isEmpty();
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
}
