package dev.holdfast.myapp;

import static dev.holdfast.routing.Routes.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.app.App;
import dev.holdfast.http.Response;
import dev.holdfast.testkit.Backend;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The watch over the other tests sees what it is there for. */
class CanariesTest {

    private static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";

    @RegisterExtension
    static final Backend BACKEND = Fixture.backend(_ -> App.serving(get("/planted")
            .open()
            .returns(String.class)
            .to(_ -> Response.ok("planted", "canary-planted-in-an-answer"))));

    private final Canaries canaries = new Canaries();

    @ParameterizedTest
    @ValueSource(
            strings = {
                Fixture.PASSWORD,
                Fixture.SECRET,
                "postgres://postgres:canary-of-the-database@127.0.0.1/test",
                "$2b$04$abcdefghijklmnopqrstuuJGGfWSVHnBlFYLBAqf0wlMGKfyqjrPG",
                "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA",
            })
    void E3_a_planted_secret_and_a_hash_are_seen_in_whatever_is_said_or_answered(String secret) {
        canaries.said("a line", "somebody said \"" + secret + "\" aloud");
        canaries.answered("GET /api/v1/users/me", "{\"data\":\"" + secret + "\"}");
        canaries.answered("POST /api/v1/auth/login", "X-Echo: " + secret);

        assertThat(canaries.seen())
                .hasSize(3)
                .allMatch(sighting -> sighting.contains(secret.substring(0, 5)))
                .anyMatch(sighting -> sighting.startsWith("a line: "))
                .anyMatch(sighting -> sighting.startsWith("the answer to GET /api/v1/users/me: "))
                .anyMatch(sighting -> sighting.startsWith("the answer to POST /api/v1/auth/login: "));
        assertThat(canaries.seen()).as("a sighting is told once").isEmpty();
    }

    @Test
    void E3_a_token_is_seen_wherever_it_is_not_handed_out() {
        for (var token : new String[] {TOKEN, "Ab-_".repeat(16), "hf_" + "Ab-_".repeat(16)}) {
            canaries.said("a line", "token=" + token + ";");
            canaries.answered("GET /api/v1/auth/sessions", "{\"token\":\"" + token + "\"}");
            assertThat(canaries.seen()).as(token).hasSize(2);

            canaries.answered("POST /api/v1/auth/login", "{\"token\":\"" + token + "\"}");
            canaries.answered("GET /dev/mailbox.json", "{\"text\":\"#reset=" + token + " \"}");
            assertThat(canaries.seen()).as(token).isEmpty();
        }
    }

    @Test
    void E3_the_watch_over_this_very_run_hears_the_log_both_outputs_and_every_answer() {
        LoggerFactory.getLogger("dev.holdfast.request").debug("{}", "canary-planted-in-an-argument");
        LoggerFactory.getLogger("dev.holdfast.failure")
                .error("x", new IllegalStateException("canary-planted-in-a-failure"));
        LoggerFactory.getLogger(getClass()).debug("canary-planted-in-the-log");
        System.out.println("canary-planted-in-the-output");
        System.err.println("canary-planted-in-the-errors");
        BACKEND.inMemory().get("/planted");

        assertThatThrownBy(CanaryWatch::failOnSightings)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a secret got out, 6 times")
                .hasMessageContaining("DEBUG of dev.holdfast.request: ")
                .hasMessageContaining("planted-in-a-failure")
                .hasMessageContaining("DEBUG of " + getClass().getName() + ": ")
                .hasMessageContaining("the standard output: ")
                .hasMessageContaining("the output of errors: ")
                .hasMessageContaining("the answer to GET /planted: ");
    }

    @Test
    void what_is_no_secret_is_not_seen() {
        canaries.said("a line", "GET /api/v1/users/01890a5d-ac96-774b-bcce-b302099a8057 200 in 3 ms");
        canaries.answered("GET /a", "{\"data\":\"a canary sings\",\"long\":\"" + "x".repeat(65) + "\"}");

        assertThat(canaries.seen()).isEmpty();
    }

    @Test
    void what_is_printed_is_passed_on_and_heard_line_by_line() {
        var passed = new ByteArrayOutputStream();
        var heard = new ArrayList<String>();
        var out = new PrintStream(
                new Overheard(new PrintStream(passed, true, StandardCharsets.UTF_8), heard::add),
                true,
                StandardCharsets.UTF_8);

        out.print("half ");
        out.print("a line, größer\nand");
        out.println(" another");

        assertThat(heard).containsExactly("half a line, größer", "and another");
        assertThat(passed.toString(StandardCharsets.UTF_8)).isEqualTo("half a line, größer\nand another\n");
    }
}
