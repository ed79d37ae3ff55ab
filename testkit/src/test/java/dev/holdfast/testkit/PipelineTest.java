package dev.holdfast.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every request meets, the same at both doors. */
class PipelineTest {

    @RegisterExtension
    static final Backend BACKEND = Backend.of(_ -> Program.draft());

    static List<TestClient> doors() {
        return BACKEND.bothDoors();
    }

    @ParameterizedTest
    @MethodSource("doors")
    void Z4_a_record_is_answered_without_what_is_hidden_or_absent(TestClient client) {
        var reply = client.get("/hello");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("{\"status\":\"success\",\"data\":{\"name\":\"Ann\"}}");
        assertThat(reply.header("Content-Length")).contains(Integer.toString(reply.content().length));
        assertThat(reply.header("Date")).isPresent();
    }

    @ParameterizedTest
    @MethodSource("doors")
    void I8_a_path_parameter_is_decoded_once(TestClient client) {
        assertThat(client.get("/things/a%2Fb%2520c").textAt("/data/id")).isEqualTo("a/b%20c");
        assertThat(client.get("/things/special").textAt("/data/id")).isEqualTo("the special one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/things/%zz", "/things/%c0%ae", "/things/%00", "/things/%", "/things/%f"})
    void I8_a_path_that_is_not_properly_encoded_is_refused(String path) {
        var reply = BACKEND.inMemory().get(path);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.textAt("/code")).isEqualTo("bad_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/things/%00", "/things?text=a%00b"})
    void I8_an_encoded_nul_is_refused_by_its_name(String target) {
        assertThat(BACKEND.inMemory().get(target).textAt("/message"))
                .isEqualTo("the request target must not contain NUL characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/hello/", "/HELLO", "/things/1/2", "//hello", "/hello;x=1", "/things/"})
    void E1_a_path_that_names_nothing_is_404_in_the_one_shape_with_a_request_id(String path) {
        var reply = BACKEND.inMemory().get(path);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.textAt("/status")).isEqualTo("error");
        assertThat(reply.textAt("/code")).isEqualTo("not_found");
        assertThat(reply.header("X-Request-Id")).contains(reply.textAt("/requestId"));
        assertThat(reply.json().has("stack")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("doors")
    void T6_a_method_the_path_does_not_know_is_405_and_names_those_it_does(TestClient client) {
        var reply = client.put("/things", Map.of());

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).contains("GET, HEAD, POST, OPTIONS");
        assertThat(reply.textAt("/code")).isEqualTo("method_not_allowed");
    }

    @ParameterizedTest
    @MethodSource("doors")
    void T6_what_would_send_the_request_back_or_open_a_tunnel_is_refused(TestClient client) {
        for (var method : List.of("TRACE", "TRACK", "PROPFIND", "get")) {
            var reply = client.bearing("never-to-be-sent-back").send(method, "/things", null);

            assertThat(reply.status()).as(method).isIn(405, 501);
            assertThat(reply.headers().toString() + reply.text()).as(method).doesNotContain("never-to-be-sent-back");
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void T6_options_lists_the_methods_and_head_answers_as_get_without_a_body(TestClient client) {
        var options = client.send("OPTIONS", "/things", null);
        var head = client.send("HEAD", "/hello", null);

        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("Allow")).contains("GET, HEAD, POST, OPTIONS");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.content()).isEmpty();
        assertThat(head.header("Content-Length")).isEqualTo(client.get("/hello").header("Content-Length"));
    }

    @Test
    void I9_a_well_formed_request_id_is_kept_and_any_other_replaced() {
        var client = BACKEND.inMemory();

        assertThat(client.with("X-Request-Id", "abc-12345").get("/hello").header("X-Request-Id"))
                .contains("abc-12345");
        for (var bad : List.of("short", "has space in it", "x".repeat(65), "inject\tion-1234", "é-é-é-é-é")) {
            assertThat(client.with("X-Request-Id", bad).get("/hello").header("X-Request-Id"))
                    .isPresent()
                    .get()
                    .isNotEqualTo(bad);
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void E1_a_failure_of_the_program_is_a_500_that_tells_nothing(TestClient client) {
        var reply = client.get("/fails");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.textAt("/code")).isEqualTo("internal_error");
        assertThat(reply.text()).doesNotContain("hunter2").doesNotContain("IllegalState");
    }

    @ParameterizedTest
    @MethodSource("doors")
    void E5_an_answer_that_cannot_be_written_is_still_a_proper_500(TestClient client) {
        var reply = client.get("/unencodable");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.textAt("/status")).isEqualTo("error");
    }

    @Test
    void development_shows_the_stack_of_a_failure() {
        try (var backend = Backend.started(_ -> Program.draft().showingStacks(true))) {
            assertThat(backend.inMemory().get("/fails").at("/stack/0").stringValue())
                    .contains("IllegalStateException");
            assertThat(backend.inMemory().get("/nothing").json().has("stack")).isFalse();
        }
    }

    @Test
    void a_client_that_prefers_problem_json_gets_the_same_facts_in_it() {
        var client = BACKEND.inMemory().with("Accept", "application/json;q=0.5, application/problem+json");
        var reply = client.post("/things", Map.of());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("Content-Type")).contains("application/problem+json");
        assertThat(reply.at("/status").intValue()).isEqualTo(400);
        assertThat(reply.textAt("/title")).isEqualTo("Bad Request");
        assertThat(reply.textAt("/code")).isEqualTo("validation_failed");
        assertThat(reply.textAt("/errors/0/pointer")).isEqualTo("/name");
        assertThat(BACKEND.inMemory()
                        .with("Accept", "application/problem+json;q=0")
                        .get("/nothing")
                        .header("Content-Type"))
                .contains("application/json");
        assertThat(BACKEND.inMemory().with("Accept", "*/*").get("/nothing").header("Content-Type"))
                .contains("application/json");
    }

    @Test
    void Z2_a_closed_route_asks_who_is_there_and_lets_in_whom_it_admits() {
        var visitor = BACKEND.inMemory();
        var ann = visitor.bearing("ann");
        var root = visitor.bearing("root");

        assertThat(visitor.get("/mine").status()).isEqualTo(401);
        assertThat(visitor.get("/mine").header("WWW-Authenticate")).contains("Bearer");
        assertThat(visitor.bearing("forged").get("/mine").status()).isEqualTo(401);
        assertThat(ann.get("/mine").textAt("/data/id")).isEqualTo("ann");
        assertThat(ann.get("/secret").status()).isEqualTo(403);
        assertThat(root.get("/secret").status()).isEqualTo(200);
        assertThat(ann.get("/users/ann").status()).isEqualTo(200);
        assertThat(ann.get("/users/bob").status()).isEqualTo(403);
        assertThat(root.get("/users/bob").status()).isEqualTo(200);
    }

    @Test
    void an_open_route_does_not_look_at_credentials() {
        assertThat(BACKEND.inMemory().bearing("forged").get("/hello").status()).isEqualTo(200);
    }

    @Test
    void an_answer_its_route_does_not_declare_fails_the_test_that_asked() {
        assertThatThrownBy(() -> BACKEND.inMemory().get("/liar"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("GET /liar answered 200 with [count] of [Integer]")
                .hasMessageContaining("Shown");
    }
}
