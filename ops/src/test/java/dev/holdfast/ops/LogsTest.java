package dev.holdfast.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.config.BadConfig;
import dev.holdfast.config.ByteSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log of a process of its own, from its start to its end. */
class LogsTest {

    @TempDir
    Path folder = Path.of("");

    private static List<JsonNode> parsed(String text) {
        return text.lines().map(JsonMapper.shared()::readTree).toList();
    }

    private static String message(JsonNode line) {
        return line.at("/msg").stringValue();
    }

    @Test
    void E5_everything_is_written_before_a_process_ends_and_so_is_what_ended_its_threads() throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        folder.resolve("logs").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(3);
        var lines = parsed(output);
        assertThat(lines.stream().map(LogsTest::message).limit(Child.LINES))
                .containsExactlyElementsOf(IntStream.range(0, Child.LINES)
                        .mapToObj(number -> "line " + number)
                        .toList());
        assertThat(message(lines.getLast())).isEqualTo("the end");
        assertThat(folder.resolve("logs/combined.log")).hasContent(output);
        var errors = parsed(Files.readString(folder.resolve("logs/error.log")));
        assertThat(errors).hasSize(2).allSatisfy(line -> {
            assertThat(line.at("/level").stringValue()).isEqualTo("ERROR");
            assertThat(line.at("/stack").stringValue())
                    .startsWith("java.lang.IllegalStateException: nobody catches this\n\tat ");
        });
        assertThat(message(errors.getFirst())).isEqualTo("thread worker failed");
        assertThat(message(errors.getLast())).startsWith("thread VirtualThread");
    }

    @Test
    void a_folder_that_cannot_be_used_is_a_fault_of_the_configuration() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "no folder");
        var settings = LogSettings.of(Level.INFO, LogSettings.Format.JSON).into(file.resolve("logs"));

        assertThatThrownBy(() -> Logs.start(settings))
                .isInstanceOfSatisfying(
                        BadConfig.class,
                        bad -> assertThat(bad.faults())
                                .singleElement()
                                .asString()
                                .startsWith("LOG_DIR: cannot be written to: ")
                                .contains(file.toString()));
    }

    @Test
    void a_rotation_keeps_at_least_one_file() {
        assertThatThrownBy(() -> new Rotation(new ByteSize(10), 1, new ByteSize(9)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rotation(new ByteSize(0), 1, new ByteSize(9)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rotation(new ByteSize(1), -1, new ByteSize(9)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
