package dev.holdfast.docs;

import static dev.holdfast.routing.Routes.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Caller;
import dev.holdfast.Problem;
import dev.holdfast.http.Request;
import dev.holdfast.testkit.Backend;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The chat of the guide does what the guide says. */
class ChatTest {

    @RegisterExtension
    static final Backend BACKEND = Backend.of(_ -> Chat.program(group("/"), ChatTest::callerOf));

    private static Caller callerOf(Request request) {
        var name = request.header("Authorization").orElse("Bearer ").substring("Bearer ".length());
        if (name.isEmpty()) {
            throw Problem.unauthenticated("sign in first");
        }
        return new Caller.User(name, Set.of());
    }

    @Test
    void whoever_is_in_a_room_hears_what_the_others_say_there_and_that_they_leave() {
        var ann = BACKEND.overSocket().socket("/", Map.of("token", "ann"));
        var bob = BACKEND.inMemory().socket("/", Map.of("token", "bob"));
        // Each door has connections of its own, and one server behind both.
        ann.ask("join", "kitchen");
        bob.ask("join", "kitchen");

        var ack = ann.ask("say", Map.of("room", "kitchen", "text", "Tea?"));

        assertThat(ack.at("/0/data/said/by").stringValue()).isEqualTo("ann");
        assertThat(bob.next("said").at("/0/text").stringValue()).isEqualTo("Tea?");
        ann.close();
        assertThat(bob.next("left").get(0).stringValue()).isEqualTo("ann");
    }

    @Test
    void what_is_wrong_with_a_payload_is_told_at_once_and_nobody_comes_in_unknown() {
        var ann = BACKEND.inMemory().socket("/", Map.of("token", "ann"));

        var refused = ann.ask("say", Map.of("room", "", "text", "x".repeat(501), "more", 1));

        assertThat(refused.at("/0/code").stringValue()).isEqualTo("validation_failed");
        assertThat(refused.at("/0/errors")).hasSize(3);
        assertThat(BACKEND.inMemory().socket("/").refusal().at("/data/code").stringValue())
                .isEqualTo("unauthenticated");
    }
}
