package dev.holdfast.myapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the program tells people at a terminal about its commands. */
class CommandsTest {

    private final StringWriter told = new StringWriter();

    private int run(String... arguments) {
        var writer = new PrintWriter(told);
        return new CommandLine(new Commands()).setOut(writer).setErr(writer).execute(arguments);
    }

    @Test
    void admin_without_a_command_tells_the_whole_command_to_type() {
        assertThat(run("admin")).isEqualTo(2);
        assertThat(told.toString()).contains("admin create --email=ADDRESS", "Usage: my-app admin");
    }

    @Test
    void the_help_names_the_commands_and_the_file_of_the_settings_in_one_piece() {
        assertThat(run("--help")).isZero();
        assertThat(told.toString())
                .contains("serve", "migrate", "backup", "restore", "admin", "my-app/.env.example")
                .doesNotContain("rehearse");
    }

    @Test
    void every_command_has_a_help_and_refuses_what_it_does_not_know_with_2() {
        for (var command :
                List.of("migrate", "migrate status", "migrate rehearse", "migrate new", "backup", "restore")) {
            var words = command.split(" ");
            assertThat(run(Stream.concat(Stream.of(words), Stream.of("--help")).toArray(String[]::new)))
                    .as(command)
                    .isZero();
            assertThat(told.toString()).contains("Usage: my-app " + command);
            assertThat(run(Stream.concat(Stream.of(words), Stream.of("--no-such-option"))
                            .toArray(String[]::new)))
                    .as(command)
                    .isEqualTo(2);
        }
        assertThat(run("backup")).isEqualTo(2);
        assertThat(run("restore", "one", "two")).isEqualTo(2);
    }

    @Test
    void a_command_that_is_not_known_is_refused_with_the_usage() {
        assertThat(run("juggle")).isEqualTo(2);
        assertThat(told.toString()).contains("juggle", "Usage: my-app");
    }
}
