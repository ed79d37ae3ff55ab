package dev.holdfast.routing;

import static dev.holdfast.routing.Routes.delete;
import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Problem;
import dev.holdfast.http.Body;
import dev.holdfast.http.Headers;
import dev.holdfast.http.Method;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which route a request goes to, and which tables are refused. */
class RouterTest {

    private final Router router = new Router(
            group(
                    "/",
                    answering("/"),
                    answering("/a"),
                    answering("/a/{x}"),
                    answering("/a/b"),
                    answering("/{p}/b/c"),
                    answering("/a/{x}/d"),
                    answering("/dots/.."),
                    get("/files/{path...}").open().to(request -> Response.text(request.path("path"))),
                    get("/files/fixed").open().to(_ -> Response.text("the literal")),
                    get("/files/{x}/meta").open().to(_ -> Response.text("the parameter")),
                    delete("/a/b/c").open().returns(204).to(_ -> Response.noContent())),
            route -> request -> route.handler(new NoBinder()).handle(request));

    private static Routes answering(String path) {
        return get(path).open().returns(String.class).to(_ -> Response.text(path));
    }

    private String answer(String path) throws Exception {
        return answer(router, path);
    }

    private static String answer(Router router, String path) throws Exception {
        var head = new Request.Head(Method.GET, path, "", Headers.NONE, InetAddress.getLoopbackAddress());
        var answer = router.handle(Request.of(head, new byte[0]));
        return answer.body() instanceof Body.Bytes(var content)
                ? new String(content, java.nio.charset.StandardCharsets.UTF_8)
                : "";
    }

    private static final class NoBinder implements Binder {
        @Override
        public <T> T body(Request request, Class<T> type) {
            throw new AssertionError("no body is taken here");
        }

        @Override
        public <T> T form(Request request, Class<T> type) {
            throw new AssertionError("no form is taken here");
        }

        @Override
        public <T> T query(Request request, Class<T> type) {
            throw new AssertionError("no query is taken here");
        }

        @Override
        public void check(Class<?> type) {}
    }

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/a, /a",
        "/%61, /a",
        "/a/b, /a/b",
        "/a/B, /a/{x}",
        "/a/x%2Fd, /a/{x}",
        "/a/b/d, /a/{x}/d",
        "/x/b/c, /{p}/b/c",
        "/dots/.., /dots/..",
    })
    void words_go_before_parameters_and_a_dead_end_is_left_again(String path, String template) throws Exception {
        assertThat(answer(path)).isEqualTo(template);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//", "/a/", "//a", "/a//", "/a//d", "/b", "/a/b/", "/a%2Fb"})
    void a_path_that_is_not_in_the_table_names_nothing(String path) {
        assertThatThrownBy(() -> answer(path)).isInstanceOf(Problem.class).hasMessage("nothing lives at " + path);
    }

    @ParameterizedTest
    @CsvSource({
        "/files/a/b.css, a/b.css",
        "/files/a%20b/c, a b/c",
        "/files/a/, a/",
        "/files/, ''",
        "/files//a, /a",
        "/files/fixed, the literal",
        "/files/x/meta, the parameter",
        "/files/x/other, x/other",
        "/files/fixed/more, fixed/more",
    })
    void a_rest_takes_what_no_literal_and_no_parameter_took(String path, String answer) throws Exception {
        assertThat(answer(path)).isEqualTo(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/files",
                "/files/..",
                "/files/a/../b",
                "/files/%2e%2E/b",
                "/files/.",
                "/files/a%2Fb",
                "/files/..%2f..%2fb",
                "/file/a"
            })
    void I8_a_rest_never_leads_elsewhere(String path) {
        assertThatThrownBy(() -> answer(path)).isInstanceOf(Problem.class).hasMessage("nothing lives at " + path);
    }

    @Test
    void the_rest_of_the_root_takes_the_root_itself() throws Exception {
        var all = new Router(
                get("/{path...}").open().to(request -> Response.text("[" + request.path("path") + "]")),
                route -> request -> route.handler(new NoBinder()).handle(request));

        assertThat(answer(all, "/")).isEqualTo("[]");
        assertThat(answer(all, "/a/b")).isEqualTo("[a/b]");
    }

    @Test
    void two_routes_for_the_same_requests_are_refused_by_their_names() {
        assertThatThrownBy(() -> new Router(
                        group("/v1", answering("/users/{id}"), answering("/users/{name}")),
                        _ -> _ -> Response.noContent()))
                .isInstanceOf(BadRoutes.class)
                .hasMessage("two routes answer the same requests: GET /v1/users/{id} and GET /v1/users/{name}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "users | the path \"users\" must start with a slash",
                "/a//b | the path \"/a//b\" has an empty segment",
                "/{} | the path \"/{}\" has a parameter without a proper name: {}",
                "/{a-b} | the path \"/{a-b}\" has a parameter without a proper name: {a-b}",
                "/{a...}/b | in the path \"/{a...}/b\" nothing can follow {a...}",
                "/{...} | the path \"/{...}\" has a parameter without a proper name: {...}",
                "/{a}/{a...} | the path \"/{a}/{a...}\" has the parameter {a} twice",
                "/{a}/{a} | the path \"/{a}/{a}\" has the parameter {a} twice",
                "/{a}.json | the segment \"{a}.json\" of \"/{a}.json\" must be letters, digits and . _ ~ - or one parameter in braces",
                "/ü | the segment \"ü\" of \"/ü\" must be letters, digits and . _ ~ - or one parameter in braces",
            })
    void a_path_that_cannot_be_served_is_refused_with_what_is_wrong(String path, String message) {
        assertThatThrownBy(() -> answering(path)).isInstanceOf(BadRoutes.class).hasMessage(message);
    }

    @Test
    void a_body_that_cannot_be_held_is_refused_with_the_route() {
        assertThatThrownBy(() -> Routes.post("/files").bodyLimit(Long.MAX_VALUE))
                .isInstanceOf(BadRoutes.class)
                .hasMessageStartingWith("POST /files cannot take a body of ");
    }

    @Test
    void self_is_meant_letter_for_letter() throws Exception {
        var access = Access.selfOr();
        var caller = new dev.holdfast.Caller.User("abC", java.util.Set.of());
        var head = new Request.Head(Method.GET, "/", "", Headers.NONE, InetAddress.getLoopbackAddress());
        var request = Request.of(head, new byte[0]);

        assertThat(access.allows(caller, request.at(java.util.Map.of("id", "abC"), false)))
                .isTrue();
        assertThat(access.allows(caller, request.at(java.util.Map.of("id", "ABC"), false)))
                .isFalse();
        assertThat(access.allows(new dev.holdfast.Caller.Visitor(), request.at(java.util.Map.of("id", "abC"), false)))
                .isFalse();
    }
}
