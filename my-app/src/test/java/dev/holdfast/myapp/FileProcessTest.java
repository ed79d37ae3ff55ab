package dev.holdfast.myapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process, and the file it keeps its data in. */
class FileProcessTest {

    @TempDir
    Path folder;

    @Test
    void a_second_process_on_the_same_file_says_so_and_hurts_nobody() throws Exception {
        try (var first = Program.start(folder, Map.of()).awaitReady();
                var second = Program.start(folder, Map.of())) {
            assertThat(second.output()).contains("data/my-app.db").doesNotContain("\tat ");
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(first.post("/api/v1/users", Fixture.newUser("Ann")).statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void a_file_that_is_no_database_is_left_as_it_is() throws Exception {
        var file = Files.writeString(folder.resolve("no.db"), "this is a letter to my mother, and no database at all");
        try (var program = Program.start(folder, Map.of("DATABASE_URL", "sqlite:no.db"))) {
            assertThat(program.output()).contains("no.db").doesNotContain("\tat ");
            assertThat(program.exitCode()).isEqualTo(1);
        }
        assertThat(file).hasContent("this is a letter to my mother, and no database at all");
    }
}
