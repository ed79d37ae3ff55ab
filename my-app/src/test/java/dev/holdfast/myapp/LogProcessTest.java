package dev.holdfast.myapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log as an operator finds it, and what the service does when it cannot be written. */
class LogProcessTest {

    private static final String SECRET = "canary-of-the-secret-that-signs-tokens";
    private static final String PASSWORD = "canary-password-1";
    private static final Map<String, String> PRODUCTION =
            Map.of("APP_ENV", "production", "JWT_SECRET", SECRET, "LOG_DIR", "logs", "MIGRATE", "at-start");

    @TempDir
    Path folder = Path.of("");

    private static List<JsonNode> parsed(String text) {
        return text.lines().map(JsonMapper.shared()::readTree).toList();
    }

    private static List<JsonNode> requests(String text) {
        return parsed(text).stream()
                .filter(line -> line.at("/logger").stringValue().equals("dev.holdfast.request"))
                .toList();
    }

    @Test
    void E3_production_tells_json_lines_to_the_last_and_no_secret_in_them() throws Exception {
        var user = Map.<String, Object>of("name", "Ann", "email", "ann@example.com", "password", PASSWORD);
        var token = "";
        String output;
        try (var program = Program.start(folder, PRODUCTION).awaitReady()) {
            program.post("/api/v1/users?token=canary-query", user);
            var login = program.post("/api/v1/auth/login", Map.of("email", "ann@example.com", "password", PASSWORD))
                    .body();
            token = JsonMapper.shared().readTree(login).at("/data/accessToken").stringValue();
            program.get("/api/v1/users/me", "Authorization", "Bearer " + token);
            program.get("/nothing%E2%80%A8here", "User-Agent", "canary-agent");
            program.terminate();
            output = program.output();
        }

        var requests = requests(output);
        assertThat(requests.stream().map(line -> line.at("/status").intValue())).endsWith(404);
        assertThat(requests.stream().map(line -> line.at("/path").stringValue()))
                .containsExactly("/api/v1/users", "/api/v1/auth/login", "/api/v1/users/me", "/nothing%E2%80%A8here");
        assertThat(requests.get(2).at("/user").stringValue()).isNotEmpty();
        assertThat(parsed(output).getLast().at("/msg").stringValue()).startsWith("stopped: 0 requests were under way");
        assertThat(folder.resolve("logs/combined.log")).hasContent(output);
        assertThat(folder.resolve("logs/error.log")).isEmptyFile();
        assertThat(output).doesNotContain("canary", token);
    }

    @Test
    void an_output_that_nobody_reads_holds_up_no_request_and_loses_nothing_while_there_is_room() throws Exception {
        var path = "/" + "x".repeat(4_000);
        try (var program = Program.start(folder, Map.of("LOG_DIR", "logs")).awaitReady()) {
            program.deaf();
            for (var count = 0; count < 100; count++) {
                assertThat(program.get(path + count, "X-None", "").statusCode()).isEqualTo(404);
            }
            program.hear();
            program.terminate();

            assertThat(program.output().lines().filter(line -> line.contains(path)))
                    .hasSize(100);
        }
        assertThat(requests(Files.readString(folder.resolve("logs/combined.log"))))
                .hasSize(100);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_full_disk_stops_nothing_and_is_told_and_the_log_goes_on_when_there_is_room() throws Exception {
        var combined = folder.resolve("logs/combined.log");
        Files.createDirectories(combined.getParent());
        Files.createSymbolicLink(combined, Path.of("/dev/full"));
        try (var program = Program.start(folder, Map.of("LOG_DIR", "logs")).awaitReady()) {
            assertThat(program.get("/before", "X-None", "").statusCode()).isEqualTo(404);
            Files.delete(combined);
            while (!Files.exists(combined) || !Files.readString(combined).contains("missing here")) {
                assertThat(program.get("/after", "X-None", "").statusCode()).isEqualTo(404);
                Thread.sleep(50);
            }
            program.terminate();
            assertThat(program.output()).contains("combined.log cannot be written, and lines are dropped until it can");
        }
        var messages = parsed(Files.readString(combined)).stream()
                .map(line -> line.at("/msg").stringValue())
                .toList();
        assertThat(messages)
                .anyMatch(text -> text.matches("\\d+ lines? (is|are) missing here: they could not be written"));
        assertThat(messages.getLast()).startsWith("stopped: 0 requests were under way");
    }

    @Test
    void a_folder_that_cannot_be_used_is_told_before_anything_starts() throws Exception {
        Files.writeString(folder.resolve("logs"), "a file");
        try (var program = Program.start(folder, Map.of("LOG_DIR", "logs"))) {
            assertThat(program.output())
                    .contains("LOG_DIR: cannot be written to: ")
                    .doesNotContain("\tat ");
            assertThat(program.exitCode()).isEqualTo(2);
        }
        assertThat(folder.resolve("data")).doesNotExist();
    }
}
