package dev.holdfast.myapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as an operator meets it: started, killed, stopped, and told nonsense. */
class ProcessTest {

    @TempDir
    Path folder = Path.of("");

    private static Map<String, Object> login(String email) {
        return Map.of("email", email, "password", Fixture.PASSWORD);
    }

    @Test
    void whoever_was_told_to_be_registered_is_there_after_kill_9() throws Exception {
        var acknowledged = new ConcurrentLinkedQueue<String>();
        var enough = new CountDownLatch(100);
        try (var program = Program.start(folder, Map.of()).awaitReady()) {
            var threads = new ArrayList<Thread>();
            var count = new AtomicInteger();
            for (var index = 0; index < 8; index++) {
                threads.add(Thread.startVirtualThread(() -> registerUntilItEnds(program, count, email -> {
                    acknowledged.add(email);
                    enough.countDown();
                })));
            }
            assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
            program.kill();
            for (var thread : threads) {
                thread.join();
            }
        }
        try (var program = Program.start(folder, Map.of()).awaitReady()) {
            for (var email : acknowledged) {
                assertThat(program.post("/api/v1/auth/login", login(email)).statusCode())
                        .as(email)
                        .isEqualTo(200);
            }
        }
    }

    private static void registerUntilItEnds(Program program, AtomicInteger count, Consumer<String> acknowledged) {
        try {
            while (true) {
                var name = "u" + count.incrementAndGet();
                if (program.post("/api/v1/users", Fixture.newUser(name)).statusCode() == 201) {
                    acknowledged.accept(name + "@example.com");
                }
            }
        } catch (IOException _) {
            // The process was killed: what it did not acknowledge counts for nothing.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void asked_to_end_it_ends_as_a_process_does_that_heard_the_signal() throws Exception {
        try (var program = Program.start(folder, Map.of()).awaitReady()) {
            assertThat(program.post("/api/v1/users", Fixture.newUser("Ann")).statusCode())
                    .isEqualTo(201);
            assertThat(program.terminate()).isEqualTo(128 + 15);
            assertThat(program.output())
                    .contains("stopping")
                    .doesNotContain("ERROR")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void a_port_that_is_taken_is_named_with_what_to_do() throws Exception {
        try (var other = new ServerSocket(0)) {
            var variables = Map.of("PORT", Integer.toString(other.getLocalPort()), "HOST", "0.0.0.0");
            try (var program = Program.start(folder, variables)) {
                assertThat(program.output())
                        .contains(":" + other.getLocalPort())
                        .contains("choose another PORT")
                        .doesNotContain("\tat ");
                assertThat(program.exitCode()).isEqualTo(1);
            }
        }
    }

    @Test
    void settings_that_cannot_be_are_told_all_at_once_and_end_it_with_2() throws Exception {
        try (var program = Program.start(folder, Map.of("APP_ENV", "production", "PORT", "http"))) {
            assertThat(program.output()).contains("PORT: must be a port").doesNotContain("\tat ");
            assertThat(program.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void development_says_where_to_look_and_what_to_try() throws Exception {
        try (var program =
                Program.start(folder, Map.of("APP_ENV", "development")).awaitReady()) {
            var place = "127.0.0.1:" + program.port();
            program.terminate();
            assertThat(program.output())
                    .contains("ready at http://" + place + ",")
                    .contains("its data lies in ")
                    .contains("curl -X POST " + place + "/api/v1/users ")
                    .contains("curl " + place + "/api/v1/users/me ");
        }
    }

    @Test
    void production_says_that_it_does_not_read_the_env_file() throws Exception {
        Files.writeString(folder.resolve(".env"), "PORT=1\n");
        var variables = Map.of("APP_ENV", "production", "JWT_SECRET", "x".repeat(32), "MIGRATE", "at-start");
        try (var program = Program.start(folder, variables).awaitReady()) {
            assertThat(program.terminate()).isEqualTo(128 + 15);
            assertThat(program.output()).contains("production does not read it");
        }
    }

    @Test
    void the_first_admin_is_made_by_a_command() throws Exception {
        try (var command = Program.start(folder, Map.of(), "admin", "create", "--email", "Root@Example.com")) {
            assertThat(command.tell(Fixture.PASSWORD).exitCode()).isZero();
            assertThat(command.output()).contains("root@example.com").doesNotContain(Fixture.PASSWORD);
        }
        try (var program = Program.start(folder, Map.of()).awaitReady()) {
            var answer = program.post("/api/v1/auth/login", login("root@example.com"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"role\":\"ADMIN\"");
        }
    }

    @Test
    void a_command_told_nonsense_says_everything_that_is_wrong() throws Exception {
        try (var command = Program.start(folder, Map.of(), "admin", "create", "--email", "nobody")) {
            assertThat(command.tell("short").exitCode()).isEqualTo(1);
            assertThat(command.output())
                    .contains("/email must be an e-mail address")
                    .contains("/password must have at least 8 characters")
                    .doesNotContain("\tat ");
        }
        try (var command = Program.start(folder, Map.of(), "juggle")) {
            assertThat(command.output()).contains("juggle").contains("Usage: my-app");
            assertThat(command.exitCode()).isEqualTo(2);
        }
        for (var help : List.of("--help", "--version")) {
            try (var command = Program.start(folder, Map.of(), help)) {
                assertThat(command.output()).contains("my-app");
                assertThat(command.exitCode()).isZero();
            }
        }
    }
}
