package dev.holdfast.myapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
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
                .contains("serve", "admin", "my-app/.env.example")
                .doesNotContain("rehearse");
    }

    @Test
    void a_command_that_is_not_known_is_refused_with_the_usage() {
        assertThat(run("frobnicate")).isEqualTo(2);
        assertThat(told.toString()).contains("frobnicate", "Usage: my-app");
    }
}
