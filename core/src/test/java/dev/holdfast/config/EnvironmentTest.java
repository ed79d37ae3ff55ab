package dev.holdfast.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Default;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings from variables and from a file. */
class EnvironmentTest {

    record Words(Optional<String> word) {}

    record Size(@Default("1") ByteSize size) {}

    record Door(String name, Secret key) {
        public static Door parse(String text) {
            if (text.length() != 1) {
                throw new IllegalArgumentException("must be a door");
            }
            return new Door(text, new Secret(text));
        }
    }

    record Doors(Optional<Door> front, Door back) {}

    @TempDir
    Path folder = Path.of("");

    private Words read(String file) throws IOException {
        var path = folder.resolve(".env");
        Files.writeString(path, file);
        return Environment.of(Map.of()).over(path).bind(Words.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "WORD=plain | plain",
                "  export WORD = spaced out   | spaced out",
                "WORD=a#b | a#b",
                "WORD=a # comment | a",
                "WORD='a # b' # comment | a # b",
                "WORD=\"it's\" | it's",
                "WORD=a=b | a=b",
                "\uFEFFWORD=marked | marked",
            })
    void a_line_is_a_key_and_a_value_with_quotes_where_wanted(String line, String value) throws IOException {
        assertThat(read(line).word()).contains(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "WORD=", "WORD=   ", "WORD=''", "WORD= # nothing yet", "# WORD=x"})
    void an_empty_value_counts_as_not_set(String line) throws IOException {
        assertThat(read(line).word()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"WORD", "=x", "1WORD=x", "WORD=\"open", "WORD='"})
    void a_line_that_is_none_is_a_fault_with_its_number(String line) throws IOException {
        try {
            assertThat(read("\n" + line)).isNull();
        } catch (BadConfig bad) {
            assertThat(bad.faults()).singleElement().asString().startsWith(".env line 2: ");
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "10, 10", "10b, 10", "10KiB, 10240", "' 2 MB ', 2097152", "1g, 1073741824"})
    void an_amount_of_bytes_is_counted_in_steps_of_1024(String text, long bytes) {
        assertThat(Environment.of(Map.of("SIZE", text)).bind(Size.class).size().bytes())
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5k", "k", "10 parsecs", "999999999999999g", "99999999999999999999"})
    void any_other_amount_is_a_fault(String text) {
        try {
            assertThat(Environment.of(Map.of("SIZE", text)).bind(Size.class)).isNull();
        } catch (BadConfig bad) {
            assertThat(bad.faults())
                    .containsExactly("SIZE: must be an amount of bytes such as 10KiB, not \"" + text + '"');
        }
    }

    @Test
    void a_file_that_cannot_be_read_is_a_fault() throws IOException {
        var path = Files.createDirectory(folder.resolve(".env"));
        try {
            assertThat(Environment.of(Map.of()).over(path).bind(Words.class)).isNull();
        } catch (BadConfig bad) {
            assertThat(bad.faults()).singleElement().asString().contains("cannot be read");
        }
    }

    @Test
    void what_was_to_hold_a_secret_is_not_repeated() {
        var environment = Environment.of(Map.of("FRONT", "hidden", "BACK", "hidden"));
        try {
            assertThat(environment.bind(Doors.class)).isNull();
        } catch (BadConfig bad) {
            assertThat(bad.faults()).containsExactly("FRONT: must be a door", "BACK: must be a door");
        }
    }
}
